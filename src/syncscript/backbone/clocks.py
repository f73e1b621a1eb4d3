"""Whose clock ran ahead of the other's, as the messages of two exports prove.

A message cannot arrive before it was sent. Of a pair whose messages all arrived, both ways, each side tells
when the last one left and when one came: that bounds the difference of the clocks from both sides. Which of
them was right is not known here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from statistics import median_high, median_low

from syncscript.backbone.entries import IGNORED, RECEIVED, SENT, Item, whole_number_of
from syncscript.backbone.times import Times

AGREED = 600_000
"""Clocks that differ by less, in milliseconds, agree: mails take that long."""


Half = tuple[Item, Times]
"""An entry of a pair, and the times in it."""


def ahead(pairs: Iterable[tuple[Half, Half]]) -> tuple[int, int]:
    """By how many milliseconds the clock of each side ran ahead of the other's; one of them is 0, and both
    are where the times contradict each other or prove nothing."""
    bounds = [bound for first, second in pairs for bound in _bounds(first, second)]
    if not bounds:
        return 0, 0
    least, most = median_low(low for low, _ in bounds), median_high(high for _, high in bounds)
    if AGREED < least <= most:
        return most, 0
    return (0, -least) if least <= most < -AGREED else (0, 0)


def _bounds(first: Half, second: Half) -> Iterator[tuple[int, int]]:
    """The least and the most that the first clock can have been ahead, as a pair at rest tells it."""
    entry, times = first
    other_entry, other_times = second
    left, came = times.last_outgoing, times.last_incoming
    other_left, other_came = other_times.last_outgoing, other_times.last_incoming
    if left is None or came is None or other_left is None or other_came is None:
        return
    if _all_arrived(entry, other_entry) and _all_arrived(other_entry, entry):
        yield left - other_came, came - other_left


def _all_arrived(sender: Item, receiver: Item) -> bool:
    """Something was sent, and applied at the other side."""
    sent = whole_number_of(sender, SENT)
    return bool(sent) and sent == whole_number_of(receiver, RECEIVED) and not receiver.get(IGNORED)
