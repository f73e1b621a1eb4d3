"""What went wrong below, said so that a person knows the next act.

Turns errors of SQLite and of the operating system into StateError. Only damage, a foreign file
and a newer schema make the state untrusted; a full or read-only disk loses nothing, because a
transaction that could not be kept was never there.
"""

from __future__ import annotations

import errno
import sqlite3
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from syncscript.contracts import StateError

AFTER_DAMAGE = "do not run again: restore the state from a backup, or ask for help with a copy of it"
NOTHING_LOST = "nothing is lost: what could not be kept is done again by the next run"

MEANINGS: dict[int, tuple[str, str, str]] = {
    sqlite3.SQLITE_FULL: ("S003", "there is no space left to write the state",
                          f"free space on that disk and run again; {NOTHING_LOST}"),
    sqlite3.SQLITE_IOERR: ("S004", "the disk refused to read or write the state",
                           "look at that disk (space, quota, file size limit, health) and run again; "
                           f"{NOTHING_LOST}"),
    sqlite3.SQLITE_READONLY: ("S005", "the state may not be written",
                              "give this account the right to write the file and its directory"),
    sqlite3.SQLITE_PERM: ("S005", "the state may not be opened",
                          "give this account the right to read and write the file and its directory"),
    sqlite3.SQLITE_CANTOPEN: ("S005", "the state cannot be opened",
                              "check its path, and that this account may write it and its directory"),
    sqlite3.SQLITE_BUSY: ("S006", "another process keeps the state busy",
                          "wait until that process is done, or end it, and run again"),
    sqlite3.SQLITE_LOCKED: ("S006", "another process keeps the state busy",
                            "wait until that process is done, or end it, and run again"),
    sqlite3.SQLITE_CONSTRAINT: ("S008", "the state refused a row that contradicts what it holds",
                                "please report this with the command that led here"),
    sqlite3.SQLITE_ERROR: ("S007", "the state does not hold the tables it should", AFTER_DAMAGE),
    sqlite3.SQLITE_CORRUPT: ("S007", "the state is damaged", AFTER_DAMAGE),
    sqlite3.SQLITE_NOTADB: ("S007", "the file is not a state of syncscript",
                            "check the path in the project file; restore the state from a backup if "
                            "something has overwritten it"),
}
_KINDS = {
    errno.ENOSPC: sqlite3.SQLITE_FULL, errno.EDQUOT: sqlite3.SQLITE_FULL,
    errno.EACCES: sqlite3.SQLITE_PERM, errno.EPERM: sqlite3.SQLITE_PERM, errno.EROFS: sqlite3.SQLITE_READONLY,
}
UNTRUSTED = {sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


def state_error(place: str, error: BaseException) -> StateError:
    """Say an error of SQLite, SQLAlchemy or the operating system as one about the state at `place`."""
    cause = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    if isinstance(cause, OSError):
        return _from_system(place, cause)
    extended = getattr(cause, "sqlite_errorcode", None)
    kind = extended & 0xFF if isinstance(extended, int) else -1
    code, meaning, help = MEANINGS.get(kind, ("S001", "the state cannot be used", "please report this"))
    return StateError(f"{meaning}: {place} ({cause})", help=help, trusted=kind not in UNTRUSTED, code=code)


def _from_system(place: str, error: OSError) -> StateError:
    code, meaning, help = MEANINGS[_KINDS.get(error.errno or 0, sqlite3.SQLITE_CANTOPEN)]
    return StateError(f"{meaning}: {place} ({error.strerror or error})", help=help, code=code)


def newer_schema(place: Path, found: str, known: str) -> StateError:
    return StateError(
        f"the state {place} was written by a newer syncscript "
        f"(its schema is {found}, this one knows {known})",
        help="install the newer version again; an older one would not understand what is stored",
        trusted=False, code="S009")


def foreign_file(place: Path) -> StateError:
    return StateError(f"the file {place} is a database of another program",
                      help="choose another path for the state in the project file",
                      trusted=False, code="S007")


def missing_tables(place: Path, names: list[str]) -> StateError:
    told = f"table{'s' if len(names) > 1 else ''} {', '.join(names)}"
    return StateError(f"the state {place} has lost its {told}", help=AFTER_DAMAGE, trusted=False, code="S007")
