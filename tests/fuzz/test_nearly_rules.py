"""A small, fixed part of the fuzzing: the same texts each time. The README tells how to try others."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.fuzz.mutations import mutated
from tests.fuzz.one_text import try_text

PART = 150


@pytest.mark.parametrize("part", range(4))
def test_each_gets_a_diagnostic_a_failure_or_an_outcome(part: int) -> None:
    ends: Counter[str] = Counter()
    for number in range(part * PART, (part + 1) * PART):
        text, kind = mutated(number)
        try:
            ends[try_text(text, kind)] += 1
        except Exception as error:
            pytest.fail(f"number {number}, {kind}: {text!r} gives {type(error).__name__}: {error}")
    assert min(ends[end] for end in ("refused", "failed", "done")) > 2
