"""From an address to an open state.

Knows where a state may lie, that only its owner may read it, and that it must be whole and of a
schema we understand before anyone works on it. Refuses network file systems and other databases.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import suppress
from functools import partial
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from syncscript.contracts import StateError
from syncscript.store.disks import network_kind
from syncscript.store.faults import state_error
from syncscript.store.ownership import owned
from syncscript.store.schema import bring_up_to_date, demand_tables, is_current
from syncscript.store.sqlite_store import BUSY_MS, SqliteStore, engine_on


def open_store(address: str | Path, *, create: bool = True) -> SqliteStore:
    """Open the state in the SQLite file at `address`, made if it is missing and `create` is True.

    Raises StateError: `trusted` is False for a damaged file, a foreign one and a newer schema.
    """
    path = path_of(address)
    refuse_network_disks(path)
    try:
        _make_private(path, create)
        raw = _connect(path)
    except (sqlite3.Error, OSError) as error:
        raise state_error(str(path), error) from error
    try:
        ready_tables(raw, path)
    except BaseException:
        raw.close()
        raise
    return SqliteStore(raw, str(path), partial(owned, path))


def is_blank(address: str | Path) -> bool:
    """Whether nothing was ever kept at `address`: there is no file, or an empty one."""
    path = path_of(address)
    logged = path.with_name(f"{path.name}-wal")
    return not any(file.is_file() and file.stat().st_size for file in (path, logged)) and not path.is_dir()


def path_of(address: str | Path) -> Path:
    """The file's path. StateError for the address of another kind of database."""
    scheme, separator, _ = str(address).partition("://")
    if not separator:
        return Path(address).expanduser().absolute()
    if scheme.startswith("postgres"):
        raise StateError("a state in PostgreSQL comes with a later version", code="S002",
                         help="give the path of an SQLite file; one machine needs nothing else")
    raise StateError(f"{scheme}:// is no address of a state", code="S002",
                     help="give the path of an SQLite file")


def refuse_network_disks(path: Path) -> None:
    """StateError when `path` lies on a disk whose locks do not hold."""
    kind = network_kind(path)
    if kind is not None:
        raise StateError(f"the state {path} is on a network disk ({kind}), where locks do not hold",
                         help="put the state on a local disk of the machine that runs syncscript",
                         code="S002")


def _make_private(path: Path, create: bool) -> None:
    """A file that only its owner may read, from its first moment; its companions inherit the mode."""
    if not create and is_blank(path):
        raise StateError(f"there is no state at {path} yet", code="S002",
                         help="`syncscript run` makes it; or correct the path in the project file")
    path.parent.mkdir(parents=True, exist_ok=True)
    refuse_directory(path)
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    if path.stat().st_mode & 0o077:
        with suppress(PermissionError):  # another account's file: its mode is its owner's choice
            path.chmod(0o600)


def refuse_directory(path: Path) -> None:
    """StateError when a directory stands where the file should."""
    if path.is_dir():
        raise StateError(f"the state {path} is a directory", help="give the path of a file", code="S002")


def _connect(path: Path) -> sqlite3.Connection:
    raw = sqlite3.connect(path, timeout=BUSY_MS / 1000, isolation_level=None, check_same_thread=False)
    try:
        raw.execute("PRAGMA journal_mode=WAL")
        raw.execute("PRAGMA synchronous=FULL")
        raw.execute("PRAGMA foreign_keys=ON")
    except sqlite3.Error:
        raw.close()
        raise
    return raw


def ready_tables(raw: sqlite3.Connection, path: Path) -> None:
    """Bring the tables up to date. Looks without the write lock first: for a current state nothing is
    written. StateError(trusted=False) when tables are gone that were once made."""
    try:
        if is_current(raw):
            demand_tables(raw, path)
            return
        with engine_on(raw).begin() as connection:
            bring_up_to_date(connection, raw, path)
    except (SQLAlchemyError, sqlite3.Error) as error:
        raise state_error(str(path), error) from error
