"""Messages waiting, in each pair's own order. Numbers count up for ever; a removed one is not given again."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy import Row, bindparam, delete, insert, select, update

from syncscript.contracts import Message, StateError
from syncscript.store.records.session import CONNECTION, PAIR, Session
from syncscript.store.rows import documents_as_data, documents_from_data
from syncscript.store.tables import message, pair

NEXT_NUMBER = (update(pair).where(pair.c.id == PAIR).values(last_number=pair.c.last_number + 1)
               .returning(pair.c.last_number, pair.c.connection))
ADD = insert(message)
OF_PAIR = select(message).where(message.c.pair_id == PAIR).order_by(message.c.number)
OF_CONNECTION = select(message).where(message.c.connection == CONNECTION).order_by(message.c.id)
NUMBERED = (message.c.pair_id == PAIR, message.c.number == bindparam("numbered"))
REPLACE = update(message).where(*NUMBERED)
REMOVE = delete(message).where(*NUMBERED)


class Queue(Session):
    def add_message(self, added: Message) -> Message:
        """StateError when there is no such pair."""
        row = self._row(NEXT_NUMBER, pair=added.pair)
        if row is None:
            raise StateError(f"there is no pair {added.pair} to queue a message for", code="S008",
                             help="please report this with the command that led here")
        numbered = replace(added, number=row.last_number)
        self._run(ADD, {"pair_id": added.pair, "connection": row.connection, **_values(numbered)})
        return numbered

    def messages(self, pair_id: str) -> list[Message]:
        return [_message(row) for row in self._rows(OF_PAIR, pair=pair_id)]

    def queued(self, connection: str) -> dict[str, list[Message]]:
        """The pair whose first message waits longest comes first."""
        waiting: dict[str, list[Message]] = {}
        for row in self._rows(OF_CONNECTION, connection=connection):
            waiting.setdefault(row.pair_id, []).append(_message(row))
        return waiting

    def replace_message(self, changed: Message) -> None:
        self._run(REPLACE, {"pair": changed.pair, "numbered": changed.number, **_values(changed)})

    def remove_message(self, pair_id: str, number: int) -> None:
        self._run(REMOVE, {"pair": pair_id, "numbered": number})


def _values(one: Message) -> dict[str, Any]:
    return {"number": one.number, "source": one.source, "replica": dict(one.replica),
            "documents": documents_as_data(one.documents), "source_version": one.source_version,
            "created": one.created}


def _message(row: Row[Any]) -> Message:
    return Message(row.pair_id, row.number, row.source, row.replica, documents_from_data(row.documents),
                   row.source_version, row.created)
