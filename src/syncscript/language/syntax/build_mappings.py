"""Builders of mapping statements and their value tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from syncscript.language.syntax import tree
from syncscript.language.syntax.building import Building, builds, is_token


@builds
def mapping(building: Building, kept: list[Any], start: int, end: int) -> tree.Mapping:
    left, right, *rest = kept
    for side in (left, right):
        if not _is_path(side):
            building.report("not_a_path", side.start, side.end)
    return tree.Mapping(start, end, left, right, rest[0] if rest else None)


def _is_path(node: tree.Node) -> bool:
    while isinstance(node, tree.Property | tree.Index):
        node = node.target
    return isinstance(node, tree.Name)


@builds
def value_table(_: Building, kept: list[Any], start: int, end: int) -> tree.Table:
    rows = [node for node in kept if isinstance(node, tree.Row)]
    otherwise = kept[-1] if kept and not isinstance(kept[-1], tree.Row) else None
    return tree.Table(start, end, rows, otherwise.value if isinstance(otherwise, Otherwise) else None)


@dataclass(slots=True)
class Otherwise(tree.Node):
    value: str | tree.Literal


@builds
def otherwise(building: Building, kept: list[Any], start: int, end: int) -> Otherwise:
    value = kept[0]
    if not is_token(value):
        return Otherwise(start, end, value)
    if value[3] not in {"error", "skip"}:
        building.report("unknown_otherwise", value[1], value[2], value[3])
    return Otherwise(start, end, value[3])


@builds
def row(_: Building, kept: list[Any], start: int, end: int) -> tree.Row:
    left, (_kind, _from, _to, operator), right = kept
    return tree.Row(start, end, left, operator, right)
