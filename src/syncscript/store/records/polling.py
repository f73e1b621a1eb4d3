"""What polls remember: how far they read, which versions they saw, and events not yet worked on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, delete, func, select
from sqlalchemy.dialects.sqlite import insert

from syncscript.contracts import Cursor, Event
from syncscript.model import IssueHead, IssueRef
from syncscript.store.records.session import CONNECTION, IDS, SIDE, Session, chunks
from syncscript.store.tables import cursor, event, seen

CURSOR = select(cursor).where(cursor.c.connection == CONNECTION, cursor.c.side == SIDE)
NOTED = select(seen.c.issue_id, seen.c.version).where(
    seen.c.connection == CONNECTION, seen.c.side == SIDE, seen.c.issue_id.in_(IDS))
FORGET = delete(seen).where(seen.c.connection == CONNECTION, seen.c.side == SIDE,
                            seen.c.at < bindparam("before"))
EVENTS = select(event).where(event.c.connection == CONNECTION).order_by(event.c.id)
REMOVE = delete(event).where(event.c.id == bindparam("event"), event.c.version == bindparam("version"))

_sight = insert(seen)
NOTE = _sight.on_conflict_do_update(
    index_elements=["connection", "side", "issue_id", "version"],
    set_={"at": func.max(seen.c.at, _sight.excluded.at)})
"""A version seen again counts as seen now: it is still inside a window."""

_news = insert(event)
ADD = _news.on_conflict_do_update(
    index_elements=["connection", "side", "issue_id"],
    set_={"issue_key": _news.excluded.issue_key, "version": _news.excluded.version,
          "triggered_by": func.coalesce(event.c.triggered_by, _news.excluded.triggered_by)})


class Polling(Session):
    def cursor(self, connection: str, side: str) -> Cursor | None:
        row = self._row(CURSOR, connection=connection, side=side)
        if row is None:
            return None
        return Cursor(row.polled_at, frozenset(row.triggers), row.swept_at, frozenset(row.moved_to))

    def set_cursor(self, connection: str, side: str, cursor_now: Cursor) -> None:
        self._put(cursor, ("connection", "side"), {
            "connection": connection, "side": side,
            "polled_at": cursor_now.polled_at, "triggers": cursor_now.triggers,
            "swept_at": cursor_now.swept_at, "moved_to": cursor_now.moved_to,
        })

    def unseen(self, connection: str, side: str, heads: Sequence[IssueHead]) -> list[IssueHead]:
        noted: set[tuple[str, str]] = set()
        for ids in chunks([head.ref.id for head in heads]):
            rows = self._rows(NOTED, connection=connection, side=side, ids=ids)
            noted.update((row.issue_id, row.version) for row in rows)
        return [head for head in heads if (head.ref.id, head.version) not in noted]

    def note_seen(self, connection: str, side: str, heads: Sequence[IssueHead], at: datetime) -> None:
        if heads:
            self._run(NOTE, [
                {"connection": connection, "side": side, "issue_id": head.ref.id, "version": head.version,
                 "at": at} for head in heads])

    def forget_seen(self, connection: str, side: str, before: datetime) -> None:
        self._run(FORGET, {"connection": connection, "side": side, "before": before})

    def add_event(self, connection: str, side: str, head: IssueHead, triggered_by: str | None) -> None:
        self._run(ADD, {
            "connection": connection, "side": side, "issue_id": head.ref.id, "issue_key": head.ref.key,
            "version": head.version, "triggered_by": triggered_by})

    def events(self, connection: str) -> list[Event]:
        rows = self._rows(EVENTS, connection=connection)
        return [Event(row.id, row.connection, row.side, IssueRef(row.issue_id, row.issue_key), row.version,
                      row.triggered_by) for row in rows]

    def remove_event(self, done: Event) -> None:
        self._run(REMOVE, {"event": done.id, "version": done.version})
