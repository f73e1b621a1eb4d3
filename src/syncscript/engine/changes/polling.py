"""From the trackers' searches to events: which issues changed, and which of them are under sync.

Looks back further than the last poll, because search lags behind writes, and drops what it noted
before. The cursor and the events of a poll are committed together.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from syncscript.contracts import Cursor, Records
from syncscript.engine.changes.searching import search
from syncscript.engine.connection import Side
from syncscript.engine.session import Session
from syncscript.model import IssueHead

MARGIN = timedelta(minutes=1)
"""Trackers' queries count in whole minutes."""


def poll(session: Session, side: Side) -> int:
    """Poll one side; the number of new events. Any TrackerError leaves cursor and events as they were."""
    connection, started = session.connection, session.now()
    with session.store.transaction() as records:
        cursor = records.cursor(connection.name, side.name)
    window = None if cursor is None else started - cursor.polled_at + connection.policy.overlap + MARGIN
    at_home, elsewhere = _changed(session, side, cursor, window)
    with session.store.transaction() as records:
        news = records.unseen(connection.name, side.name, at_home)
        strangers = {h.ref.id for h in news} - _paired(records, session, side, news)
        moved = _paired(records, session, side, elsewhere)
        news += records.unseen(connection.name, side.name, [h for h in elsewhere if h.ref.id in moved])
    matched = _triggered(session, side, cursor, window, bool(strangers))
    return _commit(session, side, started, cursor, news, matched)


def _changed(
    session: Session, side: Side, cursor: Cursor | None, window: timedelta | None
) -> tuple[list[IssueHead], list[IssueHead]]:
    """What changed in the side's project, and in projects that issues under sync were moved to."""
    if cursor is None or window is None:
        return [], []
    found: list[list[IssueHead]] = []
    for project in (side.project, *sorted(cursor.moved_to - {side.project})):
        found.append(search(session, side, project, window))
    return found[0], [head for heads in found[1:] for head in heads]


def _paired(records: Records, session: Session, side: Side, heads: list[IssueHead]) -> set[str]:
    return set(records.pairs_of(session.connection.name, side.name, [h.ref.id for h in heads]))


@dataclass(frozen=True, slots=True)
class _Match:
    """An issue that an active trigger matches; `first_look`: at the first search of a new trigger."""

    head: IssueHead
    query: str
    first_look: bool


def _triggered(
    session: Session, side: Side, cursor: Cursor | None, window: timedelta | None, strangers: bool
) -> dict[str, _Match]:
    """What active triggers match, by issue id. A new trigger looks at all issues once.

    An old trigger is only asked when the poll met a changed issue that is not under sync.
    """
    matched: dict[str, _Match] = {}
    for trigger in (t for t in side.triggers if t.active):
        known = cursor is not None and trigger.digest(side.project) in cursor.triggers
        if known and not strangers:
            continue
        for head in search(session, side, side.project, window if known else None, trigger.query):
            matched.setdefault(head.ref.id, _Match(head, trigger.query, not known))
    return matched


def _commit(
    session: Session,
    side: Side,
    started: datetime,
    cursor: Cursor | None,
    news: list[IssueHead],
    matched: dict[str, _Match],
) -> int:
    name = session.connection.name
    with session.store.transaction() as records:
        found = {h.ref.id: h for h in [*news, *(m.head for m in matched.values())]}
        fresh = records.unseen(name, side.name, list(found.values()))
        events = _events(records, session, side, fresh, found, matched)
        for head, query in events:
            records.add_event(name, side.name, head, query)
        records.note_seen(name, side.name, fresh, started)
        digests = frozenset(t.digest(side.project) for t in side.triggers if t.active)
        now = (
            Cursor(started, digests)
            if cursor is None
            else replace(cursor, polled_at=started, triggers=digests)
        )
        records.set_cursor(name, side.name, now)
        if cursor is not None:
            records.forget_seen(name, side.name, _oldest_needed(session, cursor))
    return len(events)


def _events(
    records: Records,
    session: Session,
    side: Side,
    fresh: list[IssueHead],
    found: dict[str, IssueHead],
    matched: dict[str, _Match],
) -> list[tuple[IssueHead, str | None]]:
    """Changed issues that are under sync or matched.

    Our own writes are among them: the version after one may hide what a person changed just before it.
    """
    pairs = records.pairs_of(session.connection.name, side.name, list(found))
    new = {h.ref.id for h in fresh}
    events: list[tuple[IssueHead, str | None]] = []
    for issue_id, head in found.items():
        pair, match = pairs.get(issue_id), matched.get(issue_id)
        if pair is None:
            if match is not None and (match.first_look or issue_id in new):
                events.append((head, match.query))
        elif issue_id in new:
            events.append((head, None))
    return events


def _oldest_needed(session: Session, cursor: Cursor) -> datetime:
    """Notes older than this are outside every later window; twice the overlap, to be sure."""
    return cursor.polled_at - 2 * session.connection.policy.overlap - 2 * MARGIN
