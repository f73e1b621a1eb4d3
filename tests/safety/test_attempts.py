"""Attempts to leave the sandbox or to blow it up: each is refused or harmless, the same way each time.

Each runs in a forked child and must end as its data says. Many run again, under another seed of the hash, and
must end with the same words and the same number of steps. Time and memory are measured in the child; the
bounds checked here are generous, `python -m tests.safety.figures` tells the real figures. Only a part is made
each time, least of the topics that use up their budgets; all where SYNCSCRIPT_EVERY_ATTEMPT is set, as
`.ci/run` does in a step of its own.
"""

from __future__ import annotations

import sys
from typing import Any

import pytest

from tests.safety.attempts import IS_EVERY, all_attempts, ends_of

if sys.platform == "win32":
    pytest.skip("measures with fork and getrusage", allow_module_level=True)

ATTEMPTS = list(all_attempts())
MOST_SECONDS = 6
MOST_MEGABYTES = 64
CHEAP = 0.05
"""Seconds up to which every fourth attempt is made again; of the dear ones every sixteenth is."""
ONE_OF = {"endless": 13, "look_alikes": 16, "circles": 12, "bombs": 13, "regex": 13, "patterns": 10}
USUALLY = 6
if IS_EVERY:
    ONE_OF, USUALLY = {}, 1


def test_there_are_enough() -> None:
    assert len(ATTEMPTS) >= 900
    assert len({attempt.script for attempt in ATTEMPTS}) == len(ATTEMPTS)


@pytest.mark.parametrize("topic", sorted({attempt.topic for attempt in ATTEMPTS}))
def test_each_ends_as_told_at_little_cost_the_same_way_again(topic: str) -> None:
    attempts = [attempt for attempt in ATTEMPTS if attempt.topic == topic][:: ONE_OF.get(topic, USUALLY)]
    first = dict(zip(attempts, ends_of(attempts, seed="1"), strict=True))
    repeated = [a for n, a in enumerate(attempts) if not n % 16 or (n % 4 == 1 and is_quick(first[a]))]
    second = dict(zip(repeated, ends_of(repeated, seed="2"), strict=True))
    wrong = [f"{a.shown}: {end}" for a, end in first.items() if not a.ends_as(end)]
    dear = [f"{a.shown}: {end}" for a, end in first.items() if not is_cheap(end)]
    unlike = [
        f"{a.shown}: {first[a]}, then {end}" for a, end in second.items() if told(end) != told(first[a])
    ]
    assert not wrong + dear + unlike, "\n".join(line[:600] for line in wrong + dear + unlike)


def is_quick(end: dict[str, Any]) -> bool:
    return bool(end.get("seconds", 0) <= CHEAP)


def is_cheap(end: dict[str, Any]) -> bool:
    return bool(end.get("seconds", 99) <= MOST_SECONDS and end.get("megabytes", 99) <= MOST_MEGABYTES)


def told(end: dict[str, Any]) -> str:
    """All that must be the same each time."""
    return repr([end.get(key) for key in ("ended", "told", "value", "steps")])
