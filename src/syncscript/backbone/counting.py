"""How much there is in a side, and how much of two sides matches."""

from __future__ import annotations

from dataclasses import dataclass

from syncscript.backbone.containers import Entry
from syncscript.backbone.entries import ATTACHMENTS, COMMENTS, THERE, items_of
from syncscript.backbone.matching import Matching
from syncscript.backbone.views import SideView, TwoViews


@dataclass(frozen=True, slots=True)
class SideCounts:
    """connectors, local, remote: what its entries name, in their order. sent: comments made here."""

    name: str
    connectors: tuple[str, ...]
    local: tuple[str, ...]
    remote: tuple[str, ...]
    pairs: int
    sent: int
    received: int
    attachments: int

    @property
    def comments(self) -> int:
        return self.sent + self.received


@dataclass(frozen=True, slots=True)
class MatchCounts:
    matched: int
    missing: int
    mismatched: int


def side_counts(view: SideView) -> SideCounts:
    side = view.side
    entries = [entry for _, entry in view.rows()]
    received, comments = received_comments(entries), sum(len(items_of(entry, COMMENTS)) for entry in entries)
    return SideCounts(
        side.name,
        tuple(view.connectors),
        tuple(view.local_projects),
        tuple(view.remote_projects),
        len(side.entries),
        comments - received,
        received,
        sum(len(items_of(entry, ATTACHMENTS)) for entry in entries),
    )


def received_comments(entries: list[Entry]) -> int:
    return sum(1 for entry in entries for item in items_of(entry, COMMENTS) if item.get(THERE))


def match_counts(two: TwoViews) -> MatchCounts:
    return counted(two.matching)


def counted(matching: Matching) -> MatchCounts:
    missing = len(matching.first_alone) + len(matching.second_alone)
    return MatchCounts(len(matching.pairs), missing, len(matching.mismatched))
