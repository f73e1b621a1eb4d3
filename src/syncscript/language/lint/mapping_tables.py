"""The value tables of mapping files as checks see them: whose values stand left and right.

Refuses to judge.
"""

from __future__ import annotations

from dataclasses import dataclass

from syncscript.language.analysis.schema import Schema
from syncscript.language.analysis.survey import BAGS
from syncscript.language.lint.linted import Linted
from syncscript.language.mapping_sides import OBJECTS
from syncscript.language.syntax import tree


@dataclass(frozen=True, slots=True)
class Column:
    """One side of a table. side: the instance's name; operator: of the rows that lead into the other side
    only."""

    side: str
    field: str
    schema: Schema | None
    cells: tuple[tuple[tree.Literal, str], ...]


def columns_of(mapping: tree.Mapping, linted: Linted) -> tuple[Column, Column] | None:
    """Left and right; None where a path is not plain. The operator of its row stands beside each cell."""
    left, right = side_field(mapping.left), side_field(mapping.right)
    if mapping.table is None or left is None or right is None:
        return None
    rows = mapping.table.rows
    lefts = tuple((r.left, r.operator) for r in rows if isinstance(r.left, tree.Literal))
    rights = tuple((r.right, r.operator) for r in rows if isinstance(r.right, tree.Literal))
    return (
        Column(*left, schema_of(left[0], linted), lefts),
        Column(*right, schema_of(right[0], linted), rights),
    )


def side_field(path: tree.Node) -> tuple[str, str] | None:
    """`BlueJira`, `customFields.Severity` of `BlueJira.issue.customFields."Severity".value`."""
    steps: list[str] = []
    while isinstance(path, tree.Property):
        if not isinstance(path.name, str):
            return None
        steps.append(path.name)
        path = path.target
    if not isinstance(path, tree.Name) or len(steps) < 2 or steps[-1] not in OBJECTS:
        return None
    inside = steps[-2::-1]
    if inside[0] not in BAGS:
        return path.name, inside[0]
    return (path.name, ".".join(inside[:2])) if len(inside) > 1 else None


def schema_of(side: str, linted: Linted) -> Schema | None:
    """By the names that the connection gives its sides, else by the instance's."""
    around = (linted.surroundings.here, linted.surroundings.there)
    sides = linted.surroundings.sides
    if sides is not None and side in sides:
        return around[sides.index(side)]
    return next((schema for schema in around if schema is not None and schema.instance == side), None)
