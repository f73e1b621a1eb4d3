"""A desk for lint: an empty folder, with a cache directory of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.lint.desk import LintDesk


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> LintDesk:
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return LintDesk(folder)
