"""What several checks ask of a side, or of two that face each other, computed once.

Refuses to judge.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from syncscript.backbone.containers import Entry, Side
from syncscript.backbone.entries import LOCAL, REMOTE, project_of, text_of
from syncscript.backbone.matching import Matching, matched


class SideView:
    """One side. Columns have a place for every entry; what cannot be read is an empty text there."""

    def __init__(self, side: Side) -> None:
        self.side = side

    @cached_property
    def local(self) -> list[str]:
        return [text_of(entry, LOCAL) for entry in self.side.entries]

    @cached_property
    def remote(self) -> list[str]:
        return [text_of(entry, REMOTE) for entry in self.side.entries]

    @cached_property
    def local_projects(self) -> dict[str, int]:
        """Project -> place of its first entry, in the order of the entries."""
        return first_places(project_of(key) for key in self.local)

    @cached_property
    def remote_projects(self) -> dict[str, int]:
        return first_places(project_of(key) for key in self.remote)

    @cached_property
    def connectors(self) -> dict[str, int]:
        return first_places(text_of(entry, "connectorKey") for entry in self.side.entries)

    def rows(self) -> Iterator[tuple[int, Entry]]:
        """Entries that are objects, with their places."""
        return ((place, entry) for place, entry in enumerate(self.side.entries) if entry.__class__ is dict)


def first_places(values: Iterator[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, value in enumerate(values):
        if value and value not in found:
            found[value] = place
    return found


@dataclass(frozen=True)
class TwoViews:
    """Two sides that are said to face each other."""

    first: SideView
    second: SideView

    @cached_property
    def matching(self) -> Matching:
        return matched(self.first.side, self.second.side)

    @cached_property
    def are_same_side(self) -> bool:
        """Whether both tell the same half of a sync. Projects that have the same key on both sides decide
        nothing; connectors do, and the entries themselves."""
        first, second = self.first, self.second
        if not first.side.entries or not second.side.entries:
            return False
        if set(first.connectors) & set(second.connectors) or first.side.entries == second.side.entries:
            return True
        looks_same = (
            set(first.local_projects) == set(second.local_projects)
            and set(first.remote_projects) == set(second.remote_projects)
        )  # fmt: skip
        return looks_same and set(first.local_projects) != set(first.remote_projects)

    @cached_property
    def face_each_other(self) -> bool:
        """Whether each side's issues can be those that the other one means."""
        return all(
            bool(set(mine) & set(theirs)) or not mine or not theirs
            for mine, theirs in (
                (self.first.remote_projects, self.second.local_projects),
                (self.second.remote_projects, self.first.local_projects),
            )
        )

    @cached_property
    def are_comparable(self) -> bool:
        return not self.are_same_side and self.face_each_other


def repeated(values: list[str]) -> Iterator[tuple[int, int]]:
    """Places of values that stood before, and where; empty texts do not count."""
    if len(set(values)) == len(values):
        return
    seen: dict[str, int] = {}
    for place, value in enumerate(values):
        if value and seen.setdefault(value, place) != place:
            yield place, seen[value]
