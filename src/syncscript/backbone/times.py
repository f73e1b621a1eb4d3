"""What the times in an entry prove: until when the former sync knew an issue.

Its messages carry its own clock. The time of the last change that it saw is the tracker's, and samples show
it shifted by hours, either way; so it counts only as far as that side's messages reach. A time of which
nobody can know yet tells nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from syncscript.backbone.entries import FIRST_SYNC, LAST_INCOMING, LAST_OUTGOING, TIMES, Item
from syncscript.model import Json

DAY = 86_400_000
SECONDS = 10**11
"""A time below this, in milliseconds, would be before 1973: it is in seconds."""
LATEST = 253_370_764_800_000
"""The year 9999: behind it, a time cannot be reckoned with."""


@dataclass(frozen=True, slots=True)
class Times:
    """Epoch milliseconds; None where an entry does not tell, or tells no time."""

    first_sync: int | None
    last_outgoing: int | None
    last_seen: int | None
    last_incoming: int | None

    def known_until(self, newest: int | None) -> int | None:
        """newest: the last sign of life of the former sync on that side."""
        seen = self.last_seen if newest is None or self.last_seen is None else min(self.last_seen, newest)
        told = (self.last_outgoing, self.last_incoming, seen)
        return max((t for t in told if t is not None), default=self.first_sync)

    def quiet_until(self, newest: int | None) -> int | None:
        """A day before the former sync stopped is left out: what it was about to do is not known."""
        known = self.known_until(newest)
        return known if known is None or newest is None else min(known, newest - DAY)


def times_of(entry: Item, latest: int = LATEST) -> Times:
    """latest: what is told of later moments tells nothing."""
    return Times(*(_ms(entry.get(name), latest) for name in TIMES))


def newest_of(entries: Iterable[Item], latest: int = LATEST) -> int | None:
    """The last message or first sync that a side tells of, in its entries that are objects."""
    names = (FIRST_SYNC, LAST_OUTGOING, LAST_INCOMING)
    objects = (entry for entry in entries if entry.__class__ is dict)
    told = (_ms(entry.get(name), latest) for entry in objects for name in names)
    return max((t for t in told if t is not None), default=None)


def _ms(value: Json, latest: int) -> int | None:
    if type(value) is not int or value <= 0:
        return None
    told = value * 1000 if value < SECONDS else value
    return told if told <= latest else None
