"""The first or last of a list is taken, and the list may be empty.

Most issues have no component, no version and no comment. `first()` and `last()` of an empty list fail, and
the pair stops; `[0]` is null, and the step behind it fails. So does the first match of a pattern that was not
found.

Bad (outgoing)::

    replica.customKeys.component = issue.components.first().name

Good (outgoing)::

    replica.customKeys.component = issue.components ? issue.components.first().name : null

Bad (incoming)::

    issue.environment = replica.fixVersions[0].name

Good (incoming)::

    issue.environment = replica.fixVersions[0]?.name
"""

from __future__ import annotations

from collections.abc import Iterator

from syncscript.language.analysis.guards import path_of
from syncscript.language.interpreter.rule_tree import walk
from syncscript.language.lint.finding import Edit, Fix
from syncscript.language.lint.linted import Linted
from syncscript.language.lint.registry import Told, lint_rule
from syncscript.language.syntax import tree

SHOWN = ("first()", "last()", "head()", "[0]", "[-1]", "=~")
"""Without any of these there is nothing to find."""


@lint_rule("L133", "correctness", tree.Call, tree.Property, tree.Index, words=SHOWN)
def check(node: tree.Call | tree.Property | tree.Index, linted: Linted) -> Iterator[Told]:
    match node:
        case tree.Call(name="first" | "last" | "head" as end, target=tree.Node() as items, arguments=[]):
            if may_be_empty(items, node, linted):
                shown, place = linted.text(items), -1 if end == "last" else 0
                help = f"write {shown}[{place}], which is null then, or ask first"
                yield Told(node, f"{shown} may be empty here, and {end}() of nothing fails.", help)
        case tree.Index(target=tree.Index(target=matches, keys=[key])) if is_place(key):
            if is_matcher(matches, linted) and not is_asked_before(node, path_of(matches), linted):
                message = f"{linted.text(matches)} may have found nothing, and then there is no first match."
                yield Told(node, message, "ask first: if (matcher.find()) { ... matcher.group(1) }")
        case (
            tree.Call(target=tree.Index() as taken, safe=False)
            | tree.Property(target=tree.Index() as taken, safe=False)
        ):
            if len(taken.keys) == 1 and is_place(taken.keys[0]) and may_be_empty(taken.target, node, linted):
                dot = linted.source.text.find(".", taken.end)
                fix = Fix("write ?.", (Edit(dot, dot, "?"),), safe=False) if dot >= 0 else None
                message = f"{linted.text(taken.target)} may be empty here: {linted.text(taken)} is null then."
                yield Told(node, message, "write ?. to get null instead of a failure, or ask first", fix)


def is_place(key: tree.Node) -> bool:
    if isinstance(key, tree.Unary):
        return key.operator == "-" and is_place(key.operand)
    return isinstance(key, tree.Literal) and type(key.value) is int


def is_matcher(node: tree.Node, linted: Linted) -> bool:
    if isinstance(node, tree.Name):
        variable = linted.names.meant.get(id(node))
        node = variable.value or node if variable is not None and not variable.writes else node
    return isinstance(node, tree.Binary) and node.operator == "=~"


def may_be_empty(items: tree.Node, node: tree.Node, linted: Linted) -> bool:
    """Whether it is a list of the issue or the replica, and nobody asked about it before."""
    kind, path, place = linted.types.of(items), path_of(items), linted.survey.place_of(items)
    if kind is None or kind.name != "list" or path is None or place is None or place.inside:
        return False
    return not linted.guards.hold(node, path) and not is_asked_before(node, path, linted)


def is_asked_before(node: tree.Node, path: tuple[str, ...] | None, linted: Linted) -> bool:
    """Whether a condition, or a value that is kept for one, looks at the list in front of this place."""
    survey = linted.survey
    asking: list[tree.Node] = [each.condition for each in survey.of(tree.If)]
    asking += [each.condition for each in survey.of(tree.Ternary)]
    asking += [each.condition for each in survey.of(tree.While)]
    asking += [each.left for each in survey.of(tree.Binary) if each.operator in ("&&", "||")]
    asking += [
        each for each in survey.of(tree.Call) if each.name in ("size", "isEmpty", "any", "find", "matches")
    ]
    asking += [each.iterable for each in survey.of(tree.ForIn)]
    return any(
        each.start < node.start and any(path_of(part) == path for part in walk(each)) for each in asking
    )
