"""Times are out of order, in the future, or in seconds.

Times are milliseconds since 1970. Clocks of two trackers differ, and exports are known whose times are hours
apart, so nothing depends on their order: that is told once a side. A time of ten digits looks like seconds:
then a program rewrote the file, and the sync would take every issue for one that was not changed since 1970.
Download the export again; for a time out of order nothing is to be done.
"""

from __future__ import annotations

from collections.abc import Iterator
from operator import lt

from syncscript.backbone.entries import FIRST_SYNC, TIMES
from syncscript.backbone.findings import Conditions, Level
from syncscript.backbone.registry import Told, side_check
from syncscript.backbone.views import SideView
from syncscript.backbone.wording import counted

DAY = 86_400_000


@side_check("BB050", "info")
def check(view: SideView, conditions: Conditions) -> Iterator[Told]:
    latest = conditions.now + DAY if conditions.now is not None else None
    firsts = view.numbers(FIRST_SYNC)
    early: set[int] = set()
    for name in TIMES:
        values = view.numbers(name)
        if min(values, default=0) < 10**10:
            seconds = [place for place, value in enumerate(values) if is_in_seconds(value)]
            told = f"{name} in seconds, as it seems, not in milliseconds"
            yield from once(view, seconds, told, name, Level.WARNING)
        if latest is not None and max(values, default=0) > latest:
            future = [place for place, value in enumerate(values) if value > latest]
            yield from once(view, future, f"{name} in the future", name)
        if any(map(lt, values, firsts)):
            early.update(before(values, firsts))
    yield from once(view, sorted(early), f"a time before {FIRST_SYNC}, as clocks differ")


def is_in_seconds(value: int) -> bool:
    """Ten digits: from 2001 on, if it is."""
    return 10**9 <= value < 10**10


def before(values: list[int], firsts: list[int]) -> Iterator[int]:
    """Places of those that are earlier. Zero stands for never; what is in seconds is told already."""
    for place, (value, first) in enumerate(zip(values, firsts, strict=True)):
        if 0 < value < first and not is_in_seconds(value):
            yield place


def once(
    view: SideView, places: list[int], told: str, name: str = "", level: Level | None = None
) -> Iterator[Told]:
    """One for all entries, at the first of them."""
    if places:
        index = view.indexes[places[0]]
        yield Told(
            f"{counted(len(places), 'issue')} with {told}", index, f"/{name}" if name else "", level=level
        )
