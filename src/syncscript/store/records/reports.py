"""What is told to people: conflicts, histories, counts and the last run."""

from __future__ import annotations

from datetime import datetime
from hashlib import blake2b
from typing import Any

from sqlalchemy import Executable, Row, Table, bindparam, func, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert

from syncscript.contracts import Conflict, Counts, Entry, StateError
from syncscript.model import Json
from syncscript.store.columns import compact
from syncscript.store.records.session import CONNECTION, PAIR, Session
from syncscript.store.tables import IN_TROUBLE, IS_OPEN, conflict, entry, event, message, pair, run

CONNECTION_OF_PAIR = select(pair.c.connection).where(pair.c.id == PAIR)
CONFLICTS = select(conflict).where(conflict.c.connection == CONNECTION).order_by(conflict.c.id)
CONFLICTS_OF_PAIR = CONFLICTS.where(conflict.c.pair_id == PAIR)
OPEN_CONFLICTS = CONFLICTS.where(IS_OPEN)
HISTORY = select(entry).where(entry.c.pair_id == PAIR).order_by(entry.c.id.desc()).limit(bindparam("most"))
ADD_ENTRY = insert(entry)
LAST_RUN = select(run.c.at, run.c.summary).where(run.c.connection == CONNECTION)
TROUBLE = (select(pair.c.state, func.count().label("number"))
           .where(pair.c.connection == CONNECTION, IN_TROUBLE).group_by(pair.c.state))

_met = upsert(conflict)
ADD_CONFLICT = _met.on_conflict_do_update(
    index_elements=["pair_id", "side", "field", "digest"],
    set_={"winner": _met.excluded.winner, "policy": _met.excluded.policy},
    where=conflict.c.winner.in_(["open", "settled"]))


def how_many(table: Table) -> Executable:
    return select(func.count()).select_from(table).where(table.c.connection == CONNECTION)


COUNTED = {table.name: how_many(table) for table in (pair, message, event)}


class Reports(Session):
    def add_conflict(self, found: Conflict) -> None:
        """The same conflict met again changes nothing, except that an open one takes its settlement, and
        a settled one is open again."""
        row = self._row(CONNECTION_OF_PAIR, pair=found.pair)
        if row is None:
            raise StateError(f"there is no pair {found.pair} to record a conflict for", code="S008",
                             help="please report this with the command that led here")
        self._run(ADD_CONFLICT, {
            "pair_id": found.pair, "connection": row.connection, "side": found.side, "field": found.field,
            "digest": _digest(found), "base": found.base, "ours": found.ours, "theirs": found.theirs,
            "winner": found.winner, "policy": found.policy, "at": found.at})

    def conflicts(self, connection: str, pair_id: str | None = None) -> list[Conflict]:
        """Oldest first."""
        rows = (self._rows(CONFLICTS, connection=connection) if pair_id is None
                else self._rows(CONFLICTS_OF_PAIR, connection=connection, pair=pair_id))
        return [_conflict(row) for row in rows]

    def open_conflicts(self, connection: str) -> list[Conflict]:
        return [_conflict(row) for row in self._rows(OPEN_CONFLICTS, connection=connection)]

    def add_entry(self, done: Entry) -> None:
        self._run(ADD_ENTRY, {"pair_id": done.pair, "side": done.side, "number": done.number,
                              "kind": done.kind, "detail": done.detail, "at": done.at})

    def history(self, pair_id: str, limit: int = 50) -> list[Entry]:
        rows = self._rows(HISTORY, pair=pair_id, most=limit)
        return [Entry(row.pair_id, row.side, row.number, row.kind, row.detail, row.at) for row in rows]

    def counts(self, connection: str) -> Counts:
        trouble = {row.state: row.number for row in self._rows(TROUBLE, connection=connection)}
        last = self._row(LAST_RUN, connection=connection)
        return Counts(
            pairs=self._count_of(pair, connection),
            queued=self._count_of(message, connection),
            events=self._count_of(event, connection),
            failed=trouble.get("failed", 0),
            doubtful=trouble.get("doubtful", 0),
            waiting=trouble.get("waiting", 0) + trouble.get("parked", 0),
            last_run=None if last is None else last.at,
            last_problems=() if last is None else tuple((last.summary or {}).get("problems", ())),
        )

    def _count_of(self, table: Table, connection: str) -> int:
        return self._count(COUNTED[table.name], connection=connection)

    def note_run(self, connection: str, at: datetime, summary: Json) -> None:
        """The last run of a connection; the one before is forgotten."""
        self._put(run, ("connection",), {"connection": connection, "at": at, "summary": summary})


def _conflict(row: Row[Any]) -> Conflict:
    return Conflict(row.pair_id, row.side, row.field, row.base, row.ours, row.theirs, row.winner, row.policy,
                    row.at)


def _digest(found: Conflict) -> str:
    return blake2b(f"{compact(found.ours)}\0{compact(found.theirs)}".encode(), digest_size=12).hexdigest()
