"""One transaction's way to the database: every statement of this room passes here.

Statements are made once, with a name where a value goes: making one costs more than running it. Knows
how a failing statement becomes a StateError, and that nothing may follow it: SQLite ends the
transaction by itself when the disk is full, and what came after would be kept alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import BindParameter, Connection, CursorResult, Executable, Row, Table, bindparam
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from syncscript.contracts import StateError
from syncscript.store.faults import state_error

IDS_A_QUERY = 500
"""Well below what any database takes as parameters of one statement."""

T = TypeVar("T")

CONNECTION: BindParameter[str] = bindparam("connection")
SIDE: BindParameter[str] = bindparam("side")
PAIR: BindParameter[str] = bindparam("pair")
IDS: BindParameter[Sequence[str]] = bindparam("ids", expanding=True)
"""Places of a statement for the values that most of them take."""


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
        self, statement: Executable, values: Mapping[str, Any] | Sequence[Mapping[str, Any]],
    ) -> CursorResult[Any]:
        """values: those of one row, or of one row after the other."""
        if self.failure is not None:
            raise self.failure
        try:
            return self._connection.execute(statement, values)
        except IntegrityError as error:
            raise state_error(self._place, error) from error
        except (SQLAlchemyError, OSError) as error:
            self.failure = state_error(self._place, error)
            raise self.failure from error

    def _rows(self, statement: Executable, **values: Any) -> list[Row[Any]]:
        return list(self._run(statement, values).all())

    def _each(self, statement: Executable, **values: Any) -> Iterator[Sequence[Row[Any]]]:
        """The same by pieces that one query takes as parameters."""
        return self._run(statement, values).partitions(IDS_A_QUERY)

    def _row(self, statement: Executable, **values: Any) -> Row[Any] | None:
        return self._run(statement, values).one_or_none()

    def _count(self, statement: Executable, **values: Any) -> int:
        return int(self._run(statement, values).scalar() or 0)

    def _put(self, table: Table, keys: Sequence[str], values: Mapping[str, Any],
             keep: Sequence[str] = ()) -> None:
        """Insert a row, or replace the one with these keys; columns in `keep` stay as they were."""
        self._put_all(table, keys, [values], keep)

    def _put_all(self, table: Table, keys: Sequence[str], rows: Sequence[Mapping[str, Any]],
                 keep: Sequence[str] = ()) -> None:
        """The same for many rows of the same columns, with one statement."""
        if rows:
            self._run(_upsert(table, tuple(keys), tuple(rows[0]), tuple(keep)), rows)


@cache
def _upsert(
    table: Table, keys: tuple[str, ...], names: tuple[str, ...], keep: tuple[str, ...]
) -> Executable:
    """Made once for each table and set of columns."""
    fresh = insert(table)
    changed = {name: fresh.excluded[name] for name in names if name not in {*keys, *keep}}
    return fresh.on_conflict_do_update(index_elements=list(keys), set_=changed)
