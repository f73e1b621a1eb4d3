"""A condition comes out the same for every issue.

`x != "A" || x != "B"` is always true, since nothing is both; `x == "A" && x == "B"` never is. A value that is
compared with itself tells nothing either, and a text alone, `x == "A" || "B"`, counts as true. The block
always runs, or never.

Bad (outgoing)::

    if (issue.status.name != "Done" || issue.status.name != "Closed") {
        replica.summary = issue.summary
    }

Good (outgoing)::

    if (issue.status.name != "Done" && issue.status.name != "Closed") {
        replica.summary = issue.summary
    }

Bad (outgoing)::

    if (issue.type.name == "Bug" || "Defect") {
        replica.summary = issue.summary
    }

Good (outgoing)::

    if (issue.type.name in ["Bug", "Defect"]) {
        replica.summary = issue.summary
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from syncscript.language.interpreter.rule_tree import walk
from syncscript.language.lint.finding import Edit, Fix
from syncscript.language.lint.linted import Linted
from syncscript.language.lint.registry import Told, lint_rule
from syncscript.language.syntax import tree

COMPARED = {"==": True, "!=": False, "<=": True, ">=": True, "<": False, ">": False}
"""What a value gives when it is compared with itself."""
TRAPS = {"||": ("!=", "always true", "&&"), "&&": ("==", "never true", "||")}
EFFECTS = tree.Call | tree.New | tree.Assignment | tree.Step | tree.Closure


@lint_rule("L108", "correctness", tree.Binary)
def check(node: tree.Binary, linted: Linted) -> Iterator[Told]:
    if node.operator in TRAPS:
        yield from both_ways(node, linted)
        yield from lone_values(node, linted)
    elif is_size_below_zero(node):
        outcome = "never" if node.operator == "<" else "always"
        yield Told(node, f"A size is never below zero: {outcome} true.", "compare it with another number")
    elif node.operator in COMPARED and same(node.left, node.right, linted):
        outcome = "true" if COMPARED[node.operator] else "false"
        yield Told(node, f"A value is compared with itself: always {outcome}.", "compare it with another one")


def both_ways(node: tree.Binary, linted: Linted) -> Iterator[Told]:
    operator, outcome, meant = TRAPS[node.operator]
    compared = [pair for part in parts_of(node, node.operator) for pair in comparison(part, operator, linted)]
    above = linted.parents.get(id(node))
    if isinstance(above, tree.Binary) and above.operator == node.operator:
        return
    for number, (subject, value) in enumerate(compared):
        if any(subject == other and value != against for other, against in compared[:number]):
            edits = (operator_between(node, linted, meant),)
            fix = Fix(f"write {meant}", edits, safe=False) if len(compared) == 2 else None
            message = f"{subject} is compared with two values: this is {outcome}."
            yield Told(node, message, f"write {meant}, or in a list of the values", fix)
            return


def lone_values(node: tree.Binary, linted: Linted) -> Iterator[Told]:
    """`x == "a" || "b"`: a text or number that stands alone is asked whether it is empty."""
    for part in (node.left, node.right):
        if not isinstance(part, tree.Literal) or isinstance(part.value, bool) or part.value is None:
            continue
        written = linted.text(part)
        before = last_comparison(node.left, linted)
        message = (
            f"{written} alone is compared with nothing: it always counts as {str(bool(part.value)).lower()}."
        )
        help = (
            f"write {before} {written}" if before else "write ?: for a default, or compare it with something"
        )
        yield Told(part, message, help)


def last_comparison(node: tree.Node, linted: Linted) -> str:
    """`x ==`, as it stands in front of a lone value."""
    while isinstance(node, tree.Binary) and node.operator in TRAPS:
        node = node.right if isinstance(node.right, tree.Binary) else node.left
    if isinstance(node, tree.Binary) and node.operator in ("==", "!="):
        return f"{linted.text(node.left)} {node.operator}"
    return ""


def is_size_below_zero(node: tree.Binary) -> bool:
    match node:
        case tree.Binary(
            operator="<" | ">=",
            left=tree.Call(name="size" | "length" | "count", target=tree.Node()),
            right=tree.Literal(value=0),
        ):
            return True
    return False


def parts_of(node: tree.Node, operator: str) -> Iterator[tree.Node]:
    if isinstance(node, tree.Binary) and node.operator == operator:
        yield from parts_of(node.left, operator)
        yield from parts_of(node.right, operator)
    else:
        yield node


def comparison(part: tree.Node, operator: str, linted: Linted) -> Iterator[tuple[str, tuple[str, object]]]:
    """What is compared, as it is written, and the constant it is compared with."""
    if not isinstance(part, tree.Binary) or part.operator != operator:
        return
    for subject, value in ((part.left, part.right), (part.right, part.left)):
        if not isinstance(value, tree.Literal) or isinstance(subject, tree.Literal):
            continue
        if not any(isinstance(each, tree.Assignment | tree.Step) for each in walk(subject)):
            plain = isinstance(value.value, str | bool) or value.value is None
            shown = value.value if plain else float(str(value.value))
            yield linted.text(subject).replace("?.", "."), (type(shown).__name__, shown)


def same(left: tree.Node, right: tree.Node, linted: Linted) -> bool:
    if isinstance(left, tree.Literal) or linted.text(left) != linted.text(right):
        return False
    return not any(isinstance(each, EFFECTS) for each in walk(left))


def operator_between(node: tree.Binary, linted: Linted, meant: str) -> Edit:
    start = linted.source.text.index(node.operator, node.left.end)
    return Edit(start, start + len(node.operator), meant)
