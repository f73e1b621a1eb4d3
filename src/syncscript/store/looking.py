"""The state for who only looks: opened so that no byte on the disk changes.

Knows how SQLite can read a file without leaving companions beside it, and that an older schema is
brought up to date in a copy, in memory. Refuses to make anything: where no state is, an empty one
in memory answers.
"""

from __future__ import annotations

import os
import sqlite3
from functools import partial
from pathlib import Path

from syncscript.store.faults import state_error
from syncscript.store.opening import is_blank, path_of, ready_tables, refuse_directory, refuse_network_disks
from syncscript.store.ownership import may_be_owned, owned
from syncscript.store.schema import is_current
from syncscript.store.sqlite_store import BUSY_MS, Lock, SqliteStore, lock_in_memory


def open_store_to_look(address: str | Path) -> SqliteStore:
    """Open the state in the SQLite file at `address` for reading and rehearsing.

    Its lock is the state's own, unless nobody ever held that, or who looks has no right to: then he
    looks at what was kept last. StateError as `open_store` raises it.
    """
    path = path_of(address)
    refuse_network_disks(path)
    refuse_directory(path)
    try:
        raw = _connected(":memory:") if is_blank(path) else _current(path)
    except (sqlite3.Error, OSError) as error:
        raise state_error(str(path), error) from error
    try:
        ready_tables(raw, path)
    except BaseException:
        raw.close()
        raise
    return SqliteStore(raw, str(path), _lock_of(path), is_for_looking=True)


def _lock_of(path: Path) -> Lock:
    return partial(owned, path) if may_be_owned(path) else lock_in_memory()


def _current(path: Path) -> sqlite3.Connection:
    """The file itself when its schema is ours, else a copy of it in memory, to be brought up to date."""
    raw = _connected(f"{path.as_uri()}?{_way_in(path)}")
    try:
        if is_current(raw):
            return raw
        memory = _connected(":memory:")
        raw.backup(memory)
    except BaseException:
        raw.close()
        raise
    raw.close()
    return memory


def _connected(place: str) -> sqlite3.Connection:
    return sqlite3.connect(
        place, uri=True, timeout=BUSY_MS / 1000, isolation_level=None, check_same_thread=False
    )


def _way_in(path: Path) -> str:
    """How to open the file so that closing it leaves the folder as it was.

    Where a log stands beside it (of a run that goes on, or that was killed), a connection that may write
    would fold it in at its end. Where none stands, a connection that may not write would leave an
    empty one behind. And without a log nobody writes, so who may not write himself can do without locks.
    """
    if path.with_name(f"{path.name}-wal").exists():
        return "mode=ro"
    return "mode=rw" if os.access(path, os.W_OK) and os.access(path.parent, os.W_OK) else "immutable=1"
