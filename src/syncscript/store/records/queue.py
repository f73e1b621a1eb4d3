"""Messages waiting, in each pair's own order. Numbers count up for ever; a removed one is not given again."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy import Row, delete, insert, select, update

from syncscript.contracts import Message, StateError
from syncscript.store.records.session import Session
from syncscript.store.rows import documents_as_data, documents_from_data
from syncscript.store.tables import message, pair


class Queue(Session):
    def add_message(self, added: Message) -> Message:
        """StateError when there is no such pair."""
        row = self._row(update(pair).where(pair.c.id == added.pair).values(last_number=pair.c.last_number + 1)
                        .returning(pair.c.last_number, pair.c.connection))
        if row is None:
            raise StateError(f"there is no pair {added.pair} to queue a message for", code="S008",
                             help="please report this with the command that led here")
        numbered = replace(added, number=row.last_number)
        self._run(insert(message).values(pair_id=added.pair, connection=row.connection, **_values(numbered)))
        return numbered

    def messages(self, pair_id: str) -> list[Message]:
        rows = self._rows(select(message).where(message.c.pair_id == pair_id).order_by(message.c.number))
        return [_message(row) for row in rows]

    def queued(self, connection: str) -> dict[str, list[Message]]:
        """The pair whose first message waits longest comes first."""
        waiting: dict[str, list[Message]] = {}
        rows = self._rows(select(message).where(message.c.connection == connection).order_by(message.c.id))
        for row in rows:
            waiting.setdefault(row.pair_id, []).append(_message(row))
        return waiting

    def replace_message(self, changed: Message) -> None:
        self._run(update(message).where(message.c.pair_id == changed.pair, message.c.number == changed.number)
                  .values(**_values(changed)))

    def remove_message(self, pair_id: str, number: int) -> None:
        self._run(delete(message).where(message.c.pair_id == pair_id, message.c.number == number))


def _values(one: Message) -> dict[str, Any]:
    return {"number": one.number, "source": one.source, "replica": dict(one.replica),
            "documents": documents_as_data(one.documents), "source_version": one.source_version,
            "created": one.created}


def _message(row: Row[Any]) -> Message:
    return Message(row.pair_id, row.number, row.source, row.replica, documents_from_data(row.documents),
                   row.source_version, row.created)
