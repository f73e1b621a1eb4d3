"""Where a state may lie, who may read it, and what opening one costs."""

from __future__ import annotations

import sqlite3
import stat
import subprocess
import sys
from pathlib import Path, PurePosixPath

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from syncscript.contracts import StateError
from syncscript.store import open_store
from syncscript.store.disks import kind_of_mount, network_kind
from syncscript.store.schema import MIGRATIONS, known_revisions
from syncscript.store.sqlite_store import engine_on
from syncscript.store.tables import metadata


def test_the_directory_is_made_and_only_the_owner_may_read(tmp_path: Path) -> None:
    state = tmp_path / "deep" / "er" / "state.db"
    store = open_store(state)
    with store.transaction() as records, store.lock("run"):
        records.pairs("link")
        modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in state.parent.iterdir()}
    assert {"state.db", "state.db-wal", "state.db.lock", "state.db.owner"} <= set(modes)
    assert set(modes.values()) == {0o600}
    store.close()


def test_an_open_file_mode_is_narrowed(tmp_path: Path) -> None:
    state = tmp_path / "state.db"
    state.touch(0o644)
    open_store(str(state)).close()
    assert stat.S_IMODE(state.stat().st_mode) == 0o600


def test_a_state_that_must_exist_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(StateError, match="no state") as caught:
        open_store(tmp_path / "a" / "state.db", create=False)
    assert caught.value.trusted and caught.value.help
    assert not (tmp_path / "a").exists()


@pytest.mark.parametrize(("address", "says"), [
    ("postgresql://host/db", "later version"), ("postgres://host/db", "later version"),
    ("mysql://host/db", "mysql"),
])
def test_other_databases_are_refused_by_name(address: str, says: str) -> None:
    with pytest.raises(StateError, match=says) as caught:
        open_store(address)
    assert caught.value.trusted and "SQLite file" in caught.value.help


def test_a_directory_is_no_state(tmp_path: Path) -> None:
    with pytest.raises(StateError, match="is a directory"):
        open_store(tmp_path)


def test_a_network_disk_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = tmp_path / "mountinfo"
    table.write_text(f"36 35 98:0 / {tmp_path} rw - nfs4 server:/home rw\n")
    monkeypatch.setattr("syncscript.store.disks.MOUNT_TABLE", table)
    with pytest.raises(StateError, match="nfs4") as caught:
        open_store(tmp_path / "state.db")
    assert caught.value.trusted and "local disk" in caught.value.help
    assert not (tmp_path / "state.db").exists()


@pytest.mark.parametrize(("path", "kind"), [
    ("/home/state.db", "ext4"), ("/mnt/my share/x/state.db", "cifs"), ("/mnt/my share", "cifs"),
    ("/mnt/my", "ext4"), ("/srv/a/state.db", "nfs"), ("/srv/a/local/state.db", "tmpfs"),
])
def test_the_deepest_mount_decides(path: str, kind: str) -> None:
    table = "\n".join([
        "22 1 254:1 / / rw,relatime shared:1 - ext4 /dev/vda1 rw",
        r"36 22 0:40 / /mnt/my\040share rw - cifs //host/share rw",
        "37 22 0:41 / /srv/a rw shared:2 master:3 - nfs host:/a rw",
        "38 37 0:42 / /srv/a/local rw - tmpfs tmpfs rw",
    ])
    assert kind_of_mount(PurePosixPath(path), table) == kind


def test_a_local_disk_is_no_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("syncscript.store.disks.MOUNT_TABLE", tmp_path / "missing")
    assert network_kind(tmp_path) is None


def test_migrations_and_tables_say_the_same(tmp_path: Path) -> None:
    store = open_store(tmp_path / "state.db")
    with engine_on(store._raw).connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    store.close()


def test_migrations_make_the_very_tables_that_queries_expect(tmp_path: Path) -> None:
    """The text of each definition too: keys and partial indices escape Alembic's comparison."""
    fresh = sqlite3.connect(":memory:", isolation_level=None)
    with engine_on(fresh).begin() as connection:
        metadata.create_all(connection)
    store = open_store(tmp_path / "state.db")
    query = "SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'alembic%' ORDER BY name"
    expected, found = (
        {name: " ".join(sql.replace("\t", " ").split()) if sql else None for name, sql in raw.execute(query)
         if not name.startswith("sqlite_autoindex_alembic")} for raw in (fresh, store._raw))
    assert found == expected
    store.close()


def test_the_revisions_read_from_file_names_are_those_of_alembic() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    scripts = ScriptDirectory.from_config(config)
    assert [script.revision for script in scripts.walk_revisions()][::-1] == known_revisions()


def test_opening_a_current_state_imports_no_alembic_and_writes_nothing(tmp_path: Path) -> None:
    state = tmp_path / "state.db"
    open_store(state).close()
    before = state.read_bytes()
    program = ("import sys; from syncscript.store import open_store; open_store(sys.argv[1]).close(); "
               "print('alembic' in sys.modules)")
    command = [sys.executable, "-c", program, str(state)]
    told = subprocess.run(command, capture_output=True, text=True, check=True)
    assert told.stdout == "False\n"
    assert state.read_bytes() == before
