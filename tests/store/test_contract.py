"""The store contract, on an SQLite file and on a rehearsal of one."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from syncscript.contracts import Store
from syncscript.store import open_store
from tests.contracts.store_contract import StoreContract


@pytest.fixture(scope="module")
def empty_state(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made once and copied: making the tables takes longer than most cases."""
    state = tmp_path_factory.mktemp("empty") / "state.db"
    open_store(state).close()
    return state


class TestSqliteFile(StoreContract):
    @pytest.fixture
    def store(self, tmp_path: Path, empty_state: Path) -> Iterator[Store]:
        opened = open_store(shutil.copy(empty_state, tmp_path))
        yield opened
        opened.check()
        opened.close()


class TestRehearsal(StoreContract):
    @pytest.fixture
    def store(self, tmp_path: Path, empty_state: Path) -> Iterator[Store]:
        opened = open_store(shutil.copy(empty_state, tmp_path))
        with opened.rehearsal() as copy:
            yield copy
        opened.close()
