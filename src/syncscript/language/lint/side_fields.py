"""The fields of the sides' issues that a mapping file names, and what is written into each.

Refuses to judge.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from syncscript.language.analysis.survey import BAGS
from syncscript.language.lint.linted import Linted
from syncscript.language.lint.mapping_tables import side_field
from syncscript.language.mapping_sides import side_of
from syncscript.language.syntax import tree


@dataclass(frozen=True, slots=True)
class SideField:
    """field: `summary`, `customFields.Severity`."""

    side: str
    field: str
    node: tree.Property

    @property
    def shown(self) -> str:
        return f"{self.side}.issue.{self.field}"


@dataclass(frozen=True, slots=True)
class Written:
    """line: the statement's own node; value: what the field is given there, or the other end of `<->`."""

    to: SideField
    value: tree.Node
    line: tree.Assignment | tree.Mapping


def side_fields(linted: Linted) -> Iterator[SideField]:
    """In the order of their places."""
    found = [field for node in linted.survey.of(tree.Property) if (field := named_by(node)) is not None]
    yield from sorted(found, key=lambda each: each.node.start)


def named_by(node: tree.Property) -> SideField | None:
    if not isinstance(node.name, str):
        return None
    side = side_of(node.target)
    if side is not None:
        return SideField(side, node.name, node) if node.name not in BAGS else None
    bag = node.target
    if isinstance(bag, tree.Property) and bag.name in BAGS and (side := side_of(bag.target)) is not None:
        return SideField(side, f"{bag.name}.{node.name}", node)
    return None


def written_fields(linted: Linted) -> Iterator[Written]:
    """What `=` and `<->` lines write, wherever they stand."""
    for line in linted.survey.of(tree.Mapping):
        for target, value in ((line.left, line.right), (line.right, line.left)):
            yield from written(target, value, line)
    for assignment in linted.survey.of(tree.Assignment):
        yield from written(assignment.target, assignment.value, assignment)


def written(target: tree.Node, value: tree.Node, line: tree.Assignment | tree.Mapping) -> Iterator[Written]:
    found = side_field(target)
    if found is not None and isinstance(target, tree.Property):
        yield Written(SideField(*found, target), value, line)
