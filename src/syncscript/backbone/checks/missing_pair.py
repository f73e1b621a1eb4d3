"""One side has a pair of which the other one knows nothing: BB020 where the second side lacks it, BB021 where
the first one does.

The pair would be lost by the migration: nothing would tell the other side's issue apart from one that was
never synced. Often the two files were downloaded at different times, or a block was lost while editing. Stop
both sides, download both files again; `syncscript backbone merge --only-matched` leaves such pairs out and
lists them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from syncscript.backbone.findings import Conditions
from syncscript.backbone.registry import Told, two_check
from syncscript.backbone.two_views import TwoViews
from syncscript.backbone.views import SideView


@two_check("BB020", "error", name="missing-at-second")
def at_second(two: TwoViews, conditions: Conditions) -> Iterator[Told]:
    if two.are_comparable:
        yield from missing(two.matching.first_alone, two.first, two.second, second=False)


@two_check("BB021", "error", name="missing-at-first")
def at_first(two: TwoViews, conditions: Conditions) -> Iterator[Told]:
    if two.are_comparable:
        yield from missing(two.matching.second_alone, two.second, two.first, second=True)


def missing(alone: Iterable[int], here: SideView, there: SideView, *, second: bool) -> Iterator[Told]:
    for index in alone:
        yield Told(f"{there.side.name} has no entry for {here.remote[index]}", index, second=second)
