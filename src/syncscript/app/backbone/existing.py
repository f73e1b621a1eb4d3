"""The act of looking whether issues of an export are still there: gone ones, and ones that were moved.

Reads in batches and writes nothing, neither to a tracker nor to the state.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from syncscript.contracts import TakenPair, Tracker

AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Missing:
    """Side and key of an issue that its tracker does not show."""

    side: str
    key: str


@dataclass(frozen=True, slots=True)
class Moved:
    """Side, key in the export and present key of an issue."""

    side: str
    key: str
    now: str


@dataclass(frozen=True, slots=True)
class Existence:
    """Both lists in the order of the export, side by side. looked_for: how many issues were asked for."""

    looked_for: int
    missing: tuple[Missing, ...] = ()
    moved: tuple[Moved, ...] = ()


def look_for(
    pairs: Sequence[TakenPair], trackers: Mapping[str, Tracker], step: Callable[[int, int], None]
) -> Existence:
    """trackers: by the sides' names. Raises TrackerError where one cannot tell: nothing is concluded then."""
    total, done = len(pairs) * len(trackers), 0
    missing: list[Missing] = []
    moved: list[Moved] = []
    for side, tracker in trackers.items():
        keys = [pair.sides[side].key for pair in pairs]
        for start in range(0, len(keys), AT_ONCE):
            step(done, total)
            asked = keys[start : start + AT_ONCE]
            found = tracker.look_up(asked)
            missing += [Missing(side, key) for key in asked if key not in found]
            present = ((key, found[key].ref.key) for key in asked if key in found)
            moved += [Moved(side, key, now) for key, now in present if now.casefold() != key.casefold()]
            done += len(asked)
    step(total, total)
    return Existence(total, tuple(missing), tuple(moved))
