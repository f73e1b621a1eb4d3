"""The state for who only looks: what it answers, and what it refuses."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from syncscript.contracts import StateError, StateHeld
from syncscript.store import is_blank, open_store, open_store_to_look

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def listed(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def test_where_no_state_is_an_empty_one_answers_and_nothing_is_made(tmp_path: Path) -> None:
    store = open_store_to_look(tmp_path / "deep" / "state.db")
    with store.lock("plan"), store.rehearsal() as copy, copy.transaction() as records:
        assert records.pairs("link") == []
    store.close()
    assert listed(tmp_path) == []


def test_it_waits_for_nobody_who_writes_and_sees_what_was_kept(tmp_path: Path) -> None:
    running = open_store(tmp_path / "state.db")
    with running.transaction() as records:
        records.keep_answer("BlueJira", "who", "me", NOW)
        store = open_store_to_look(tmp_path / "state.db")
        with store.transaction() as seen:
            assert seen.known_answer("BlueJira", "who", NOW) == (False, None)
    with store.transaction() as seen:
        assert seen.known_answer("BlueJira", "who", NOW) == (True, "me")
    store.close()
    running.close()


def test_who_looks_cannot_write_while_another_runs(tmp_path: Path) -> None:
    running = open_store(tmp_path / "state.db")
    store = open_store_to_look(tmp_path / "state.db")
    with pytest.raises(StateError), store.transaction() as records:
        records.keep_answer("BlueJira", "who", "me", NOW)
    store.close()
    running.close()


def test_the_lock_is_the_states_own(tmp_path: Path) -> None:
    running = open_store(tmp_path / "state.db")
    with running.lock("syncscript run"):
        store = open_store_to_look(tmp_path / "state.db")
        with pytest.raises(StateHeld), store.lock("plan"):
            pass
        store.close()
    running.close()


def test_another_programs_database_and_a_damaged_one_are_refused(tmp_path: Path) -> None:
    foreign = tmp_path / "foreign.db"
    raw = sqlite3.connect(foreign)
    raw.execute("CREATE TABLE plant (name)")
    raw.close()
    damaged = tmp_path / "damaged.db"
    damaged.write_bytes(b"no database at all " * 400)
    for path in (foreign, damaged):
        with pytest.raises(StateError) as caught:
            open_store_to_look(path)
        assert not caught.value.trusted
    assert listed(tmp_path) == ["damaged.db", "foreign.db"]


def test_blank_is_what_was_never_written_to(tmp_path: Path) -> None:
    state = tmp_path / "state.db"
    assert is_blank(state)
    state.touch()
    assert is_blank(state)
    open_store(state).close()
    assert not is_blank(state)
    assert not is_blank(tmp_path)
