"""The types that `instanceof` tells of a path, for the code that runs when it is one.

Refuses to look further than the conditions around the path.
"""

from __future__ import annotations

from syncscript.language.analysis.guards import path_of
from syncscript.language.analysis.issue_model import NUMBER, Type
from syncscript.language.analysis.names import Names
from syncscript.language.analysis.value_kinds import declared_as
from syncscript.language.syntax import tree

NUMBERS = frozenset({"Number", "java.lang.Number"})


def tested_as(node: tree.Node, names: Names, parents: dict[int, tree.Node]) -> Type | None:
    """None where nobody asked, and for what is assigned again."""
    if not isinstance(node, tree.Name | tree.Property | tree.Index):
        return None
    path, variable = path_of(node), names.meant.get(id(node))
    if path is None or (variable is not None and variable.writes):
        return None
    child: tree.Node = node
    above = parents.get(id(node))
    while above is not None:
        asked = condition_of(above, child)
        found = type_in(asked, path) if asked is not None else None
        if found is not None:
            return found
        child, above = above, parents.get(id(above))
    return None


def condition_of(above: tree.Node, child: tree.Node) -> tree.Node | None:
    """What came out true where this part of the node runs."""
    match above:
        case tree.If(condition=condition, then=then) | tree.Ternary(condition=condition, then=then):
            return condition if child is then else None
        case tree.Binary(operator="&&", left=left, right=right):
            return left if child is right else None
    return None


def type_in(asked: tree.Node, path: tuple[str, ...]) -> Type | None:
    match asked:
        case tree.Binary(operator="&&", left=left, right=right):
            return type_in(left, path) or type_in(right, path)
        case tree.TypeTest(value=value, type=written, negated=False) if path_of(value) == path:
            return NUMBER if written in NUMBERS else declared_as(written)
    return None
