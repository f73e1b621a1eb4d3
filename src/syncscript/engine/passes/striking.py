"""When to stop asking an instance: so many pairs in a row without a usable answer mean that it is down.

Counts over all threads of one pass. Knows nothing of what the pairs wanted.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Lock

from syncscript.contracts import Unavailable
from syncscript.engine.failing import ConnectionStops, PairWaits

MOST = 5


@dataclass
class Strikes:
    """Of one pass over a connection."""

    _in_a_row: int = 0
    _guard: Lock = field(default_factory=Lock)

    def count(self, waits: PairWaits) -> None:
        """A pair waits. ConnectionStops where that is one time too many for want of an answer."""
        if not isinstance(waits.__cause__, Unavailable):
            return
        with self._guard:
            self._in_a_row += 1
            is_down = self._in_a_row >= MOST
        if is_down:
            raise ConnectionStops(waits.diagnostic)

    def clear(self) -> None:
        """A pair got through."""
        with self._guard:
            self._in_a_row = 0
