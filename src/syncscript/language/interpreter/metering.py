"""Counts what is done for a script away from its own text: comparing, writing and hashing nested values.

Such work starts in many places that know no run, so it is charged to the run that now goes on. Refuses to
know what a run is, and counts nothing when none goes on.
"""

from __future__ import annotations

from contextvars import ContextVar
from typing import Protocol


class Metered(Protocol):
    """What takes the pieces: a `Run`."""

    prepared: set[str] | None
    """What has been charged for once and for all."""

    def work(self, pieces: int) -> None: ...


METER: ContextVar[Metered | None] = ContextVar("METER", default=None)
"""The run that now goes on in this thread."""


def work(pieces: int) -> None:
    """Charge for so many small pieces of work, each about a tenth of a step."""
    run = METER.get()
    if run is not None:
        run.work(pieces)


def work_once(what: str, pieces: int) -> None:
    """Charge when the run that now goes on needs this for the first time."""
    run = METER.get()
    if run is None:
        return
    run.prepared = run.prepared or set()
    if what not in run.prepared:
        run.prepared.add(what)
        run.work(pieces)
