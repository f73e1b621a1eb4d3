"""One transaction's way to the database: every statement of this room passes here.

Knows how a failing statement becomes a StateError, and that nothing may follow it: SQLite ends
the transaction by itself when the disk is full, and what came after would be kept alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import Connection, CursorResult, Executable, Row, Table
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from syncscript.contracts import StateError
from syncscript.store.faults import state_error

IDS_A_QUERY = 500
"""Well below what any database takes as parameters of one statement."""

T = TypeVar("T")


def chunks(items: Sequence[T]) -> Iterator[Sequence[T]]:
    """The items in pieces that one query can take; each item once."""
    distinct = list(dict.fromkeys(items))
    for start in range(0, len(distinct), IDS_A_QUERY):
        yield distinct[start:start + IDS_A_QUERY]


class Session:
    """The tables of one transaction. `failure` is the fault that ended it early, None while it is sound."""

    def __init__(self, connection: Connection, place: str) -> None:
        self._connection = connection
        self._place = place
        self.failure: StateError | None = None

    def _run(
        self, statement: Executable, rows: Sequence[Mapping[str, Any]] | None = None,
    ) -> CursorResult[Any]:
        if self.failure is not None:
            raise self.failure
        try:
            return self._connection.execute(statement, rows)
        except IntegrityError as error:
            raise state_error(self._place, error) from error
        except (SQLAlchemyError, OSError) as error:
            self.failure = state_error(self._place, error)
            raise self.failure from error

    def _rows(self, statement: Executable) -> list[Row[Any]]:
        return list(self._run(statement).all())

    def _row(self, statement: Executable) -> Row[Any] | None:
        return self._run(statement).one_or_none()

    def _count(self, statement: Executable) -> int:
        return int(self._run(statement).scalar() or 0)

    def _put(self, table: Table, keys: Sequence[str], values: Mapping[str, Any],
             keep: Sequence[str] = ()) -> None:
        """Insert a row, or replace the one with these keys; columns in `keep` stay as they were."""
        self._run(_upsert(table, tuple(keys), tuple(values), tuple(keep)), [values])


@cache
def _upsert(
    table: Table, keys: tuple[str, ...], names: tuple[str, ...], keep: tuple[str, ...]
) -> Executable:
    """Built once for each table and set of columns: building it costs more than running it."""
    fresh = insert(table)
    changed = {name: fresh.excluded[name] for name in names if name not in {*keys, *keep}}
    return fresh.on_conflict_do_update(index_elements=list(keys), set_=changed)
