"""Counts what is done for a script away from its own text: comparing, writing and hashing nested values.

Such work starts in many places that know no run, so it is charged to the run that now goes on. Refuses to
know what a run is, and counts nothing when none goes on.
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar

METER: ContextVar[Callable[[int], None] | None] = ContextVar("METER", default=None)
"""What takes the pieces: `Run.work` while a rule runs."""


def work(pieces: int) -> None:
    """Charge for so many small pieces of work, each about a tenth of a step."""
    meter = METER.get()
    if meter is not None:
        meter(pieces)
