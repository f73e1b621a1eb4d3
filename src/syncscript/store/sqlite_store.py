"""contracts.Store over one SQLite database, in a file or in memory.

Knows one connection that all threads of the process take turns on. Durable on commit
(synchronous=FULL); readers and the writer of other processes do not block each other (WAL).
Refuses to know what the rows mean.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import cache

from sqlalchemy import Connection, Dialect, Engine, create_engine, event
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool, StaticPool
from sqlalchemy.util import LRUCache

from syncscript.contracts import Records, StateError, StateHeld, Store
from syncscript.store.faults import AFTER_DAMAGE, state_error
from syncscript.store.records import SqlRecords

BUSY_MS = 10_000
Lock = Callable[[str], AbstractContextManager[None]]
COMPILED: LRUCache[object, object] = LRUCache(500)
"""Statements as they were compiled, for all stores of the process: a rehearsal need not do it again."""


@cache
def dialect() -> Dialect:
    """One for all stores of the process, as what was compiled is kept for it; initialised by connecting."""
    engine = create_engine("sqlite://", poolclass=NullPool)
    engine.connect().close()
    return engine.dialect


def engine_on(raw: sqlite3.Connection, *, is_for_looking: bool = False) -> Engine:
    """An engine over this one connection. Every transaction takes the write lock at its beginning:
    a reader that turns writer in the middle could be refused. Who only looks takes none."""
    begin = "BEGIN" if is_for_looking else "BEGIN IMMEDIATE"
    engine = create_engine(
        "sqlite://", creator=lambda: raw, poolclass=StaticPool, execution_options={"compiled_cache": COMPILED}
    )
    engine.dialect = dialect()
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(begin))
    return engine


class SqliteStore:
    """The state at `place`. `lock` is given by who opened it: a file's lock or a copy's."""

    def __init__(
        self, raw: sqlite3.Connection, place: str, lock: Lock, *, is_for_looking: bool = False
    ) -> None:
        self._raw = raw
        self._engine = engine_on(raw, is_for_looking=is_for_looking)
        self._place = place
        self._lock = lock
        self._turn = threading.Lock()
        self._working: int | None = None

    @contextmanager
    def transaction(self) -> Iterator[Records]:
        with self._one_at_a_time(), self._written() as connection:
            records = SqlRecords(connection, self._place)
            yield records
            if records.failure is not None:
                raise records.failure

    @contextmanager
    def _one_at_a_time(self) -> Iterator[None]:
        if self._working == threading.get_ident():
            raise RuntimeError("a transaction of the store was opened inside another one of the same thread")
        with self._turn:
            self._working = threading.get_ident()
            try:
                yield
            finally:
                self._working = None

    @contextmanager
    def _written(self) -> Iterator[Connection]:
        try:
            with self._engine.begin() as connection:
                yield connection
        except (SQLAlchemyError, sqlite3.Error) as error:
            raise state_error(self._place, error) from error

    @contextmanager
    def rehearsal(self) -> Iterator[Store]:
        memory = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        try:
            with self._one_at_a_time():
                self._raw.backup(memory)
            memory.execute("PRAGMA foreign_keys=ON")
        except sqlite3.Error as error:
            memory.close()
            raise state_error(self._place, error) from error
        copy = SqliteStore(memory, f"a rehearsal of {self._place}", lock_in_memory())
        try:
            yield copy
        finally:
            copy.close()

    def lock(self, owner: str) -> AbstractContextManager[None]:
        return self._lock(owner)

    def check(self) -> None:
        """Reads every page once; made for each start of a run (a third of a second for 100,000 pairs)."""
        try:
            with self._one_at_a_time():
                found = [str(row[0]) for row in self._raw.execute("PRAGMA quick_check(5)")]
        except sqlite3.Error as error:
            raise state_error(self._place, error) from error
        if found == ["ok"]:
            return
        told = "; ".join(found)
        raise StateError(f"the state is damaged: {self._place} ({told})", trusted=False, code="S007",
                         help=AFTER_DAMAGE)

    def close(self) -> None:
        self._engine.dispose()
        self._raw.close()


def lock_in_memory() -> Lock:
    """A lock for a store that no other process can see."""
    held = threading.Lock()

    @contextmanager
    def lock(owner: str) -> Iterator[None]:
        if not held.acquire(blocking=False):
            raise StateHeld("another part of this process")
        try:
            yield
        finally:
            held.release()

    return lock
