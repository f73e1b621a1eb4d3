"""How any pass over a connection ends: what stopped it, what was written over unseen, and the sum of it all.

Refuses to know what the pass does.
"""

from __future__ import annotations

from collections.abc import Callable

from syncscript.engine.effects.overwritten import find_overwritten
from syncscript.engine.failing import ConnectionStops, stopping_all
from syncscript.engine.passes.telling import Told
from syncscript.engine.report import RunSummary
from syncscript.engine.session import Session, Stopped


def summed_up(session: Session, told: Told, go_over: Callable[[], None], looks_back: bool) -> RunSummary:
    """looks_back: whether people wrote what the pass wrote over, and never saw. A stopped pass looks as well;
    one whose writes are only pretended does not."""
    try:
        try:
            go_over()
        finally:
            if looks_back:
                _look_back(session, told)
    except Stopped:
        told.interrupted = True
    except ConnectionStops as stops:
        told.problems.append(stops.diagnostic)
    told.problems += session.problems
    told.notices += session.notices
    return told.summary(session.connection.name)


def _look_back(session: Session, told: Told) -> None:
    for side in session.connection.sides:
        with stopping_all(side):
            told.overwritten += find_overwritten(session, side)
