"""What several checks ask of two sides that are said to face each other, computed once. Refuses to judge."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from syncscript.backbone.entries import KINDS, RECEIVED, SENT, whole_number_of
from syncscript.backbone.exchange import Exchange, exchanged
from syncscript.backbone.matching import Matching, matched_keys
from syncscript.backbone.views import SideView


@dataclass(frozen=True)
class TwoViews:
    first: SideView
    second: SideView

    @cached_property
    def matching(self) -> Matching:
        first, second = self.first, self.second
        return matched_keys(first.local, first.remote, second.local, second.remote)

    @cached_property
    def pairs(self) -> list[tuple[int, int]]:
        """Matched places; none where the sides do not belong together."""
        return self.matching.pairs if self.are_comparable else []

    @cached_property
    def unequal_messages(self) -> list[tuple[int, bool, int | None, int | None]]:
        """Matched entries whose numbers do not mirror: place of the sender's, whether that is the second
        side, how many messages it sent, and how many the other side received; None where it is not told."""
        first, second = self.first.side.entries, self.second.side.entries
        found = []
        for ours, theirs in self.pairs:
            mine, yours = first[ours], second[theirs]
            if mine.get(SENT) != yours.get(RECEIVED):
                found.append((ours, False, mine, yours))
            if yours.get(SENT) != mine.get(RECEIVED):
                found.append((theirs, True, yours, mine))
        return [
            (place, is_second, whole_number_of(sender, SENT), whole_number_of(receiver, RECEIVED))
            for place, is_second, sender, receiver in found
        ]

    @cached_property
    def exchange(self) -> dict[str, Exchange]:
        """Comments, and attachments, of the matched pairs, held against each other."""
        return {kind: exchanged(self.first, self.second, self.pairs, kind) for kind in KINDS}

    @cached_property
    def are_same_side(self) -> bool:
        """Whether both tell the same half of a sync. Projects that have the same key on both sides decide
        nothing; connectors do, and the entries themselves."""
        first, second = self.first, self.second
        if not first.side.entries or not second.side.entries:
            return False
        if first.side.entries == second.side.entries:
            return True
        if set(first.connectors) & set(second.connectors):
            return not self.are_mirrored
        looks_same = (
            set(first.local_projects) == set(second.local_projects)
            and set(first.remote_projects) == set(second.remote_projects)
        )  # fmt: skip
        return looks_same and set(first.local_projects) != set(first.remote_projects)

    @cached_property
    def are_mirrored(self) -> bool:
        """Whether the numbers prove that two projects of the same key face each other. Each instance counts
        its own connectors, so that theirs may have the same name."""
        first, second = self.first, self.second
        sets = (first.local_projects, first.remote_projects, second.local_projects, second.remote_projects)
        if any(set(projects) != set(sets[0]) for projects in sets):
            return False
        telling = {place for place, key in enumerate(first.local) if key != first.remote[place]}
        mirrored = sum(1 for ours, _ in self.matching.pairs if ours in telling)
        return mirrored * 2 > len(telling)

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
