"""A text in one case is compared with a text in another.

`toLowerCase()` leaves no capital letter, so `x.toLowerCase() == "Bug"` is false for every issue, and no
key with capitals of a map is found by it.

Bad (outgoing)::

    if (issue.type.name.toLowerCase() == "Bug") {
        replica.summary = issue.summary
    }

Good (outgoing)::

    if (issue.type.name.toLowerCase() == "bug") {
        replica.summary = issue.summary
    }

Bad (incoming)::

    def types = ["Bug": "Defect", "Story": "Feature"]
    issue.typeName = types[replica.type?.name?.toLowerCase()] ?: "Task"

Good (incoming)::

    def types = ["bug": "Defect", "story": "Feature"]
    issue.typeName = types[replica.type?.name?.toLowerCase()] ?: "Task"
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from syncscript.language.analysis.survey import text_of
from syncscript.language.lint.finding import Edit, Fix
from syncscript.language.lint.linted import Linted
from syncscript.language.lint.registry import Told, lint_rule
from syncscript.language.syntax import tree

CHANGES: dict[str, tuple[Callable[[str], str], str]] = {
    "toLowerCase": (str.lower, "capitals"),
    "toUpperCase": (str.upper, "small letters"),
}
HOLDING = frozenset({"contains", "startsWith", "endsWith", "equals", "indexOf"})


@lint_rule("L132", "correctness", tree.Call, words=tuple(CHANGES))
def check(node: tree.Call, linted: Linted) -> Iterator[Told]:
    if node.name not in CHANGES or node.arguments:
        return
    changed, letters = CHANGES[str(node.name)]
    for place in places_of(node, linted):
        for written in compared_with(place, linted):
            where, text = written_text(written)
            if text is None or changed(text) == text:
                continue
            message = f"{node.name}() leaves no {letters}: this is never {text!r}."
            fix = fix_of(written, changed(text), linted) if where is written else None
            yield Told(where, message, f"write {changed(text)!r}", fix)


def places_of(node: tree.Node, linted: Linted) -> Iterator[tree.Node]:
    """Where the value of the call is used: where it stands, behind a default, and by the name it is given."""
    above = linted.parents.get(id(node))
    while isinstance(above, tree.Elvis) and above.value is node:
        node, above = above, linted.parents.get(id(above))
    yield node
    if isinstance(above, tree.Declarator):
        for variable in linted.names.variables:
            if variable.node is above and not variable.writes:
                yield from variable.reads


def compared_with(place: tree.Node, linted: Linted) -> Iterator[tree.Node]:
    """What is written down, and compared with what stands at a place."""
    match linted.parents.get(id(place)):
        case tree.Binary(operator="==" | "!=", left=left, right=right):
            yield right if left is place else left
        case tree.Binary(operator="in" | "!in", left=left, right=tree.ListLiteral(items=items)) if (
            left is place
        ):
            yield from items
        case tree.Call(target=target, name=name, arguments=[argument]) if target is place and name in HOLDING:
            yield argument.value
        case tree.Switch(subject=subject, cases=cases) if subject is place:
            yield from (value for case in cases for value in case.values)
        case tree.Index(target=map, keys=[key]) if key is place:
            variable = linted.names.meant.get(id(map))
            table = map if variable is None or variable.writes else variable.value
            if isinstance(table, tree.MapLiteral):
                yield from (entry for entry in table.entries if isinstance(entry, tree.MapEntry))


def written_text(node: tree.Node) -> tuple[tree.Node | tuple[int, int], str | None]:
    """A text, or the key of an entry of a map, and where it stands."""
    if not isinstance(node, tree.MapEntry):
        return node, text_of(node)
    if isinstance(node.key, str):
        return (node.start, node.start + len(node.key)), node.key
    return node.key, text_of(node.key)


def fix_of(literal: tree.Node, meant: str, linted: Linted) -> Fix | None:
    written = linted.text(literal)
    if len(written) != len(meant) + 2 or "\\" in written:
        return None
    edit = Edit(literal.start, literal.end, written[0] + meant + written[-1])
    return Fix(f"write {meant}", (edit,), safe=False)
