"""What several tests of exports have."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.backbone.merges import ELM, OAK, put


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """With the exports of both sides of a sync."""
    put(tmp_path, "oak.json", OAK)
    put(tmp_path, "elm.json", ELM)
    return tmp_path
