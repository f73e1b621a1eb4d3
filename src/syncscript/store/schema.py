"""Which schema a state has, and bringing an older one up to date.

A revision is one file in migrations/versions, named `r<revision>_<topic>.py`; the highest number
is ours. Looking costs one query; Alembic is imported only when there is work for it. A migration
runs inside the caller's transaction, so a killed one leaves the old schema whole.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, text

from syncscript.store.faults import foreign_file, newer_schema

MIGRATIONS = Path(__file__).parent / "migrations"


def known_revisions() -> list[str]:
    """Ours, oldest first: `0001`, `0002`..."""
    return sorted(file.stem[1:5] for file in (MIGRATIONS / "versions").glob("r[0-9]*_*.py"))


def stored_revision(connection: Connection) -> str | None:
    """The state's schema; None for a state that has none yet."""
    names = connection.execute(text("SELECT name FROM sqlite_master WHERE name = 'alembic_version'")).all()
    if not names:
        return None
    revision: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return revision


def is_current(connection: Connection) -> bool:
    return stored_revision(connection) == known_revisions()[-1]


def bring_up_to_date(connection: Connection, place: Path) -> None:
    """Create or upgrade the tables; StateError(trusted=False) for a newer schema or a foreign database.

    The caller holds a write transaction: two processes that open a new state at once come one by one.
    """
    known, found = known_revisions(), stored_revision(connection)
    if found == known[-1]:
        return
    if found is not None and found not in known:
        raise newer_schema(place, found, known[-1])
    if found is None and connection.execute(text("SELECT count(*) FROM sqlite_master")).scalar():
        raise foreign_file(place)
    _upgrade(connection)


def _upgrade(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
