"""Searches of a side's project, and whose mistake a refused one is.

A tracker refuses a search for what the configuration says: the project of a side or the query of a trigger.
"""

from __future__ import annotations

from datetime import timedelta

from syncscript.contracts import NotFound, Rejected, Unauthorised
from syncscript.engine.connection import Side
from syncscript.engine.failing import ConnectionStops
from syncscript.engine.session import Session
from syncscript.model import Diagnostic, IssueHead


def search(
    session: Session, side: Side, project: str, window: timedelta | None, query: str | None = None
) -> list[IssueHead]:
    """What changed in a project within `window` and matches `query`. ConnectionStops when it is refused."""
    session.heed_stop()
    try:
        return session.patiently(lambda: side.tracker.changes(project, window, query))
    except Rejected as refused:
        raise ConnectionStops(_told(refused, side, project, query)) from refused
    except (Unauthorised, NotFound):
        demand_right_kind(session, side)
        raise


def demand_right_kind(session: Session, side: Side) -> None:
    """ConnectionStops when another kind of tracker answers at the address than the configuration says."""
    try:
        session.patiently(side.tracker.describe)
    except Rejected as other:
        raise ConnectionStops(Diagnostic(other.code, f"{side.name}: {other}", help=other.help)) from other


def _told(refused: Rejected, side: Side, project: str, query: str | None) -> Diagnostic:
    span = side.place
    if query is None:
        where, act = f"project {project}", f"correct the project of side {side.name} in syncscript.toml"
    else:
        span = next((trigger.place for trigger in side.triggers if trigger.query == query), None)
        where, act = (
            f"trigger `{query}`",
            f"correct the query of that trigger of side {side.name} in syncscript.toml",
        )
    return Diagnostic(refused.code, f"{side.name}: {where} cannot be searched: {refused}", span, act)
