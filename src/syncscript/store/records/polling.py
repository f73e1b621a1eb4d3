"""What polls remember: how far they read, which versions they saw, and events not yet worked on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.sqlite import insert

from syncscript.contracts import Cursor, Event
from syncscript.model import IssueHead, IssueRef
from syncscript.store.records.session import Session, chunks
from syncscript.store.tables import cursor, event, seen


class Polling(Session):
    def cursor(self, connection: str, side: str) -> Cursor | None:
        row = self._row(select(cursor).where(cursor.c.connection == connection, cursor.c.side == side))
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
            noted.update((row.issue_id, row.version) for row in self._rows(
                select(seen.c.issue_id, seen.c.version)
                .where(seen.c.connection == connection, seen.c.side == side, seen.c.issue_id.in_(ids))))
        return [head for head in heads if (head.ref.id, head.version) not in noted]

    def note_seen(self, connection: str, side: str, heads: Sequence[IssueHead], at: datetime) -> None:
        """A version seen again counts as seen now: it is still inside a window."""
        if not heads:
            return
        fresh = insert(seen)
        self._run(
            fresh.on_conflict_do_update(
                index_elements=["connection", "side", "issue_id", "version"],
                set_={"at": func.max(seen.c.at, fresh.excluded.at)}),
            [{"connection": connection, "side": side, "issue_id": head.ref.id, "version": head.version,
              "at": at} for head in heads])

    def forget_seen(self, connection: str, side: str, before: datetime) -> None:
        self._run(delete(seen).where(seen.c.connection == connection, seen.c.side == side,
                                     seen.c.at < before))

    def add_event(self, connection: str, side: str, head: IssueHead, triggered_by: str | None) -> None:
        fresh = insert(event).values(connection=connection, side=side, issue_id=head.ref.id,
                                     issue_key=head.ref.key, version=head.version, triggered_by=triggered_by)
        self._run(fresh.on_conflict_do_update(
            index_elements=["connection", "side", "issue_id"],
            set_={"issue_key": fresh.excluded.issue_key, "version": fresh.excluded.version,
                  "triggered_by": func.coalesce(event.c.triggered_by, fresh.excluded.triggered_by)}))

    def events(self, connection: str) -> list[Event]:
        rows = self._rows(select(event).where(event.c.connection == connection).order_by(event.c.id))
        return [Event(row.id, row.connection, row.side, IssueRef(row.issue_id, row.issue_key), row.version,
                      row.triggered_by) for row in rows]

    def remove_event(self, done: Event) -> None:
        self._run(delete(event).where(event.c.id == done.id, event.c.version == done.version))
