"""Which schema a state has, and bringing an older one up to date.

A revision is one file in migrations/versions, named `r<revision>_<topic>.py`; the highest number
is ours. Looking costs two queries; Alembic is imported only when there is work for it. A migration
runs inside the caller's transaction, so a killed one leaves the old schema whole.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlalchemy import Connection

from syncscript.store.faults import foreign_file, missing_tables, newer_schema
from syncscript.store.tables import metadata

MIGRATIONS = Path(__file__).parent / "migrations"


def known_revisions() -> list[str]:
    """Ours, oldest first: `0001`, `0002`..."""
    return sorted(file.stem[1:5] for file in (MIGRATIONS / "versions").glob("r[0-9]*_*.py"))


def stored_revision(raw: sqlite3.Connection) -> str | None:
    """The state's schema; None for a state that has none yet. Takes no write lock."""
    if not raw.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchall():
        return None
    rows = raw.execute("SELECT version_num FROM alembic_version").fetchall()
    return str(rows[0][0]) if rows else None


def is_current(raw: sqlite3.Connection) -> bool:
    return stored_revision(raw) == known_revisions()[-1]


def demand_tables(raw: sqlite3.Connection, place: Path) -> None:
    """StateError(trusted=False) when tables of a current schema are gone: what they held is lost."""
    found = {str(row[0]) for row in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    missing = sorted(set(metadata.tables) - found)
    if missing:
        raise missing_tables(place, missing)


def bring_up_to_date(connection: Connection, raw: sqlite3.Connection, place: Path) -> None:
    """Create or upgrade the tables; StateError(trusted=False) for a newer schema or a foreign database.

    `connection` is in a write transaction on `raw`: of two processes that open a new state at once
    the second finds the work of the first.
    """
    known, found = known_revisions(), stored_revision(raw)
    if found == known[-1]:
        return
    if found is not None and found not in known:
        raise newer_schema(place, found, known[-1])
    if found is None and raw.execute("SELECT 1 FROM sqlite_master").fetchall():
        raise foreign_file(place)
    _upgrade(connection)


def _upgrade(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
