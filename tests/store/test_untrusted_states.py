"""Files that are no state of ours, or not any more: they are told, and not touched."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest

from syncscript.contracts import Pair, StateError
from syncscript.model import IssueRef
from syncscript.store import open_store


def test_a_damaged_state_is_not_trusted(tmp_path: Path) -> None:
    state = tmp_path / "state.db"
    store = open_store(state)
    with store.transaction() as records:
        for number in range(300):
            records.put_pair(Pair(f"p{number}", "link", {"BlueJira": IssueRef(str(number), f"K-{number}")}))
    store.close()
    whole = bytearray(state.read_bytes())
    for at in range(3 * 4096, len(whole), 4096):
        whole[at:at + 64] = os.urandom(64)
    state.write_bytes(whole)
    with pytest.raises(StateError) as caught:
        open_store(state).check()
    assert not caught.value.trusted and "backup" in caught.value.help


@pytest.mark.parametrize("content", [
    b"this is no database at all" * 50, b"{}", b"SQLite format 3\0" + b"\xff" * 5000,
])
def test_a_file_that_is_no_database_is_not_trusted_nor_touched(tmp_path: Path, content: bytes) -> None:
    state = tmp_path / "state.db"
    state.write_bytes(content)
    with pytest.raises(StateError) as caught:
        open_store(state)
    assert not caught.value.trusted and str(state) in str(caught.value)
    assert state.read_bytes() == content


def test_the_database_of_another_program_is_not_trusted_nor_touched(tmp_path: Path) -> None:
    state = tmp_path / "state.db"
    foreign = sqlite3.connect(state)
    foreign.execute("CREATE TABLE pair (id)")
    foreign.close()
    with pytest.raises(StateError, match="another program") as caught:
        open_store(state)
    assert not caught.value.trusted
    foreign = sqlite3.connect(state)
    assert foreign.execute("SELECT name FROM sqlite_master").fetchall() == [("pair",)]
    foreign.close()


def test_a_newer_schema_is_not_trusted(tmp_path: Path) -> None:
    state = tmp_path / "state.db"
    store = open_store(state)
    store._raw.execute("UPDATE alembic_version SET version_num = '9999'")
    store.close()
    with pytest.raises(StateError, match="newer syncscript") as caught:
        open_store(state)
    assert not caught.value.trusted and "9999" in str(caught.value) and "install" in caught.value.help


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_directory_that_may_not_be_written_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(StateError) as caught:
        open_store(tmp_path / "state.db")
    tmp_path.chmod(0o700)
    assert caught.value.trusted and "right" in caught.value.help
