"""New states for tests: the tables are made once in a process and copied from then on.

Making them takes longer than most cases that need them. What making them does is tested with the store.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from syncscript.store import open_store
from syncscript.store.sqlite_store import SqliteStore


def state_at(path: str | Path) -> SqliteStore:
    """The state in this file, opened; a new one where there is none.

    It does not wait for the disk at each commit: no test here cuts the power, and a killed process loses
    nothing by it.
    """
    place = Path(path)
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(empty_state())
    store = open_store(place)
    store._raw.execute("PRAGMA synchronous=OFF")
    return store


@cache
def empty_state() -> bytes:
    with TemporaryDirectory() as folder:
        place = Path(folder) / "state.db"
        open_store(place).close()
        return place.read_bytes()
