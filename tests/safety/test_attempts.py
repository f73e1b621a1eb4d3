"""Attempts to leave the sandbox or to blow it up: each is refused or harmless, the same way each time.

Each runs twice, in forked children of two processes with different seeds of the hash, and must end as its
data says, with the same words and the same number of steps. Time and memory are measured in the child; the
bounds checked here are generous, `python -m tests.safety.figures` tells the real figures.
"""

from __future__ import annotations

import sys
from typing import Any

import pytest

from tests.safety.attempts import Attempt, all_attempts, ends_of

if sys.platform == "win32":
    pytest.skip("measures with fork and getrusage", allow_module_level=True)

ATTEMPTS = list(all_attempts())
MOST_SECONDS = 6
MOST_MEGABYTES = 64
SEEDS = ("1", "2")


@pytest.fixture(scope="module", params=sorted({attempt.topic for attempt in ATTEMPTS}))
def topic(request: pytest.FixtureRequest) -> list[tuple[Attempt, list[dict[str, Any]]]]:
    attempts = [attempt for attempt in ATTEMPTS if attempt.topic == request.param]
    both = zip(*(ends_of(attempts, seed) for seed in SEEDS), strict=True)
    return list(zip(attempts, map(list, both), strict=True))


def test_there_are_enough() -> None:
    assert len(ATTEMPTS) >= 900
    assert len({attempt.script for attempt in ATTEMPTS}) == len(ATTEMPTS)


def test_each_ends_as_told_with_the_same_words_and_steps(topic: Any) -> None:
    wrong = []
    for attempt, (first, second) in topic:
        if not attempt.ends_as(first):
            wrong.append(f"{attempt.shown}: {first}")
        elif any(first.get(key) != second.get(key) for key in ("ended", "told", "value", "steps")):
            wrong.append(f"{attempt.shown}: {first} and {second}")
    assert not wrong, "\n".join(line[:600] for line in wrong)


def test_each_costs_little(topic: Any) -> None:
    dear = [
        f"{attempt.shown}: {end.get('seconds')} s, {end.get('megabytes')} MB"
        for attempt, ends in topic
        for end in ends
        if not (end.get("seconds", 99) <= MOST_SECONDS and end.get("megabytes", 99) <= MOST_MEGABYTES)
    ]
    assert not dear, "\n".join(dear)
