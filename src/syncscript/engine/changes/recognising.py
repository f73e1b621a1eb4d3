"""A state that knows nothing, on trackers that know us: then the state was lost, not never there.

Every issue the sync creates carries a marker that begins with its connection's sign. Before the very first
poll of a connection the newest issues of both projects are looked at; one with that sign stops the run
before anything is doubled.
"""

from __future__ import annotations

from syncscript.contracts import StateError, TrackerError
from syncscript.engine.changes.searching import demand_right_kind, search
from syncscript.engine.connection import Side
from syncscript.engine.failing import ConnectionStops, of_tracker
from syncscript.engine.identity import sign_of
from syncscript.engine.session import Session
from syncscript.model import Issue

LOOKED_AT = 10
"""So many of the newest issues of a side are read."""
AT_ONCE = 2
"""A bulk read may leave markers out; a read of one or two issues shows them on every tracker."""


def demand_known_state(session: Session) -> None:
    """StateError (not to be trusted) when an unused state meets issues that this connection made.

    ConnectionStops when a tracker cannot tell.
    """
    name = session.connection.name
    with session.store.transaction() as records:
        if any(records.cursor(name, side.name) for side in session.connection.sides):
            return
    for side in session.connection.sides:
        try:
            demand_right_kind(session, side)
            newest = _newest(session, side)
        except TrackerError as error:
            meaning = of_tracker(error, side.name)
            raise ConnectionStops(getattr(meaning, "diagnostic", error.diagnostic)) from error
        for issue in newest:
            if issue.marker is not None and issue.marker.startswith(sign_of(name)):
                raise _unknown(name, side, issue)


def _newest(session: Session, side: Side) -> list[Issue]:
    heads = search(session, side, side.project, None)
    newest = sorted(heads, key=lambda h: (int(h.ref.id) if h.ref.id.isdigit() else 0, h.ref.id))[-LOOKED_AT:]
    ids = [head.ref.id for head in newest]
    found: list[Issue] = []
    for start in range(0, len(ids), AT_ONCE):
        session.heed_stop()
        part = ids[start : start + AT_ONCE]
        fetched = session.patiently(lambda wanted=part: side.tracker.fetch(wanted))  # type: ignore[misc]
        found += fetched.issues.values()
    return found


def _unknown(connection: str, side: Side, issue: Issue) -> StateError:
    return StateError(
        f"{side.name} {issue.ref.key} was made by connection {connection}, but this state has never run it: "
        "the state was lost, or it is another one's",
        help="nothing was written. Restore the state from a backup; to begin anew on purpose, give the "
        "connection another name (its issues would get second twins)",
        trusted=False,
        code="S011",
    )
