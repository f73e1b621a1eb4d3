"""Some random lives of two trackers; `python -m tests.engine.lives 0 5000` goes through more."""

from __future__ import annotations

import pytest

from tests.engine.dying import IS_EVERY

from .lives import live


@pytest.mark.parametrize("start", range(0, 40 if IS_EVERY else 20, 10))
def test_nothing_is_lost_or_doubled_in_a_life(start: int) -> None:
    for seed in range(start, start + 10):
        live(seed)
