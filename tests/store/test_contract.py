"""The store contract, on an SQLite file and on a rehearsal of one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from syncscript.contracts import Store
from tests.contracts.store_contract import StoreContract
from tests.fresh_state import state_at


class TestSqliteFile(StoreContract):
    @pytest.fixture
    def store(self, tmp_path: Path) -> Iterator[Store]:
        opened = state_at(tmp_path / "state.db")
        yield opened
        opened.check()
        opened.close()


class TestRehearsal(StoreContract):
    @pytest.fixture
    def store(self, tmp_path: Path) -> Iterator[Store]:
        opened = state_at(tmp_path / "state.db")
        with opened.rehearsal() as copy:
            yield copy
        opened.close()
