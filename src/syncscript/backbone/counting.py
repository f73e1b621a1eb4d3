"""How much there is in a side, and how much of two sides matches."""

from __future__ import annotations

from dataclasses import dataclass

from syncscript.backbone.entries import ATTACHMENTS, COMMENTS
from syncscript.backbone.matching import Matching
from syncscript.backbone.two_views import TwoViews
from syncscript.backbone.views import SideView


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
    comments = view.items[COMMENTS]
    received = sum(map(bool, comments.there))
    return SideCounts(
        view.side.name,
        tuple(view.connectors),
        tuple(view.local_projects),
        tuple(view.remote_projects),
        len(view.side.entries),
        comments.number - received,
        received,
        view.items[ATTACHMENTS].number,
    )


def match_counts(two: TwoViews) -> MatchCounts:
    return counted(two.matching)


def counted(matching: Matching) -> MatchCounts:
    missing = len(matching.first_alone) + len(matching.second_alone)
    return MatchCounts(len(matching.pairs), missing, len(matching.mismatched))
