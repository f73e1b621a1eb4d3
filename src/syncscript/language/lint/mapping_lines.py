"""The lines of a mapping file as checks see them: which field of one side is given what of the other one.

Refuses to judge, and to know value tables.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from syncscript.language.analysis.survey import Place, place, text_of
from syncscript.language.interpreter.rule_tree import walk
from syncscript.language.mapping_sides import root_side, side_of
from syncscript.language.syntax import tree

Line = tree.Assignment | tree.Mapping


@dataclass(frozen=True, slots=True)
class Handed:
    """side: the one that is written; place: the field of its issue; value: what that is given."""

    side: str
    place: Place
    value: tree.Node

    @property
    def senders(self) -> set[str]:
        """The other sides whose issues the value is made of."""
        found = {side for part in walk(self.value) if (side := root_side(part)) is not None}
        return found - {self.side}


def handed_over(line: Line) -> Iterator[Handed]:
    """What a line hands from one side to the other; a line for both ways does so twice."""
    ways = [(line.left, line.right), (line.right, line.left)] if isinstance(line, tree.Mapping) else []
    if isinstance(line, tree.Assignment):
        ways = [(line.target, line.value)]
    for target, value in ways:
        side, written = root_side(target), place_in_side(target)
        if side is not None and written is not None:
            handed = Handed(side, written, value)
            if handed.senders:
                yield handed


def place_in_side(node: tree.Node) -> Place | None:
    """The field of a side's issue that a plain path leads to: the type for `BlueJira.issue.type.name`."""
    steps: list[str | None] = []
    while side_of(node) is None:
        if isinstance(node, tree.Property):
            steps.append(node.name if isinstance(node.name, str) else None)
        elif isinstance(node, tree.Index) and len(node.keys) == 1:
            steps.append(text_of(node.keys[0]))
        else:
            return None
        node = node.target
    return place("issue", steps[::-1])
