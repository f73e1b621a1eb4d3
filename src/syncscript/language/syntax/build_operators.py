"""Builders of everything with an operator, and the levels of precedence.

The grammar has one flat rule for all operators. Each new operator is put into the right edge of what
stands left of it, as deep as it binds tighter than what is there (Groovy 4 language specification,
"Operator precedence"; asked of Groovy 4.0.26 where the page is silent).
"""

from __future__ import annotations

import re
from typing import Any

from syncscript.language.syntax import tree
from syncscript.language.syntax.building import Building, builds, is_parenthesised

_LEVELS = (
    "**", "unary", "* / %", "+ -", "<< >> >>> .. ..< <.. <..<", "< > <= >= in !in instanceof as",
    "== != <=> === !==", "=~ ==~", "&", "^", "|", "&&", "||",
)
LOOSENESS = {operator: level for level, row in enumerate(_LEVELS) for operator in row.split()}
"""Tight operators have a small number. All of one level group from the left."""

_TYPE_WORD = re.compile(r"(?:as|new|!?instanceof)\s+")
_GENERICS = re.compile(r"\s*<.*>\s*|\s+", re.DOTALL)


def plain_type(written: str) -> str:
    """A type's name without generics and blanks, dimensions kept: `List<String> []` is `List[]`."""
    return _GENERICS.sub("", written)


@builds
def operation(building: Building, kept: list[Any], start: int, end: int) -> tree.Node:
    left, (_, _, _, operator), right = kept

    def join(operand: tree.Node) -> tree.Node:
        if ".." in operator:
            exclusive, after = operator.endswith("<"), operator.startswith("<")
            return tree.Range(operand.start, end, operand, right, exclusive, after)
        return tree.Binary(operand.start, end, operator, operand, right)

    return _into_right_edge(building, left, LOOSENESS[operator], join, end)


@builds
def as_type(building: Building, kept: list[Any], start: int, end: int) -> tree.Node:
    name = plain_type(_TYPE_WORD.sub("", kept[1][3], count=1))
    return _into_right_edge(building, kept[0], LOOSENESS["as"],
                            lambda operand: tree.Cast(operand.start, end, operand, name), end)


@builds
def type_test(building: Building, kept: list[Any], start: int, end: int) -> tree.Node:
    written = kept[1][3]
    name, negated = plain_type(_TYPE_WORD.sub("", written, count=1)), written.startswith("!")
    return _into_right_edge(building, kept[0], LOOSENESS["instanceof"],
                            lambda operand: tree.TypeTest(operand.start, end, operand, name, negated), end)


def _into_right_edge(building: Building, left: tree.Node, level: int, join: Any, end: int) -> tree.Node:
    """Joins the new operator with the loosest part at the right edge that it does not break up."""
    parent: tree.Node | None = None
    node = left
    while _looseness(building, node) > level:
        node.end = end
        parent, node = node, _right_of(node)
    joined: tree.Node = join(node)
    if parent is None:
        return joined
    if isinstance(parent, tree.Binary):
        parent.right = joined
    elif isinstance(parent, tree.Range):
        parent.high = joined
    elif isinstance(parent, tree.Unary):
        parent.operand = joined
    return left


def _looseness(building: Building, node: tree.Node) -> int:
    """The level of an operator that is open at its right edge; -1 for all that is not."""
    if isinstance(node, tree.Binary):
        return -1 if is_parenthesised(building, node) else LOOSENESS[node.operator]
    if isinstance(node, tree.Range):
        return -1 if is_parenthesised(building, node) else LOOSENESS[".."]
    if isinstance(node, tree.Unary) and node.operator in "+-":
        return -1 if is_parenthesised(building, node) else LOOSENESS["unary"]
    return -1


def _right_of(node: tree.Node) -> tree.Node:
    if isinstance(node, tree.Binary):
        return node.right
    if isinstance(node, tree.Range):
        return node.high
    assert isinstance(node, tree.Unary)
    return node.operand


@builds
def unary_operation(_: Building, kept: list[Any], start: int, end: int) -> tree.Unary:
    return tree.Unary(start, end, kept[0][3], kept[1])


@builds
def java_cast(_: Building, kept: list[Any], start: int, end: int) -> tree.Cast:
    return tree.Cast(start, end, kept[1], plain_type(kept[0][3].strip("()").strip()), java=True)


@builds
def step_before(building: Building, kept: list[Any], start: int, end: int) -> tree.Step:
    _check_target(building, kept[1])
    return tree.Step(start, end, kept[0][3], kept[1], prefix=True)


@builds
def step_behind(building: Building, kept: list[Any], start: int, end: int) -> tree.Step:
    _check_target(building, kept[0])
    return tree.Step(start, end, kept[1][3], kept[0], prefix=False)


@builds
def ternary(_: Building, kept: list[Any], start: int, end: int) -> tree.Ternary:
    return tree.Ternary(start, end, *kept)


@builds
def elvis(_: Building, kept: list[Any], start: int, end: int) -> tree.Elvis:
    return tree.Elvis(start, end, *kept)


@builds
def assignment(building: Building, kept: list[Any], start: int, end: int) -> tree.Assignment:
    target, (_, _, _, operator), value = kept
    _check_target(building, target)
    return tree.Assignment(start, end, target, operator, value)


def _check_target(building: Building, target: tree.Node) -> None:
    if not isinstance(target, tree.Name | tree.Property | tree.Index):
        building.report("not_assignable", target.start, target.end)
