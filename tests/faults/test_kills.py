"""kill -9 in the middle of a run, at random requests: nothing lost, nothing doubled, the next run goes on.

Each seed is a world of its own whose program is killed five times, with people working in between.
The same seed kills at the same requests.
"""

from __future__ import annotations

import signal
from pathlib import Path
from random import Random

import pytest

from tests.engine.dying import IS_EVERY
from tests.faults.days import Days
from tests.faults.gate import Asked, Fate, Forward, Given
from tests.faults.invariants import settles
from tests.faults.program import Program, killed_at
from tests.faults.worlds import two_jiras

KILLS_A_WORLD = 5
MOST_REQUESTS = 10
"""A day always leads to at least as many requests of the next run."""


@pytest.mark.parametrize("seed", range(6 if IS_EVERY else 2))
def test_a_run_killed_anywhere_is_finished_by_the_next_ones(tmp_path: Path, seed: int) -> None:
    random = Random(seed)
    with two_jiras(tmp_path, workers=1 + 3 * (seed % 2)) as world:
        days = Days(world, random)
        for kill in range(KILLS_A_WORLD):
            days.pass_by()
            when, number = random.choice(["before", "after"]), random.randint(1, MOST_REQUESTS)
            world.gates.watch(killed_at(world.program, number, when))
            ended = world.program.run("run")
            assert ended.code == -signal.SIGKILL, f"kill {kill}, {when} request {number}: {ended}"
        settles(world)
        days.the_last_edit_stands()


def test_an_edit_made_after_a_kill_is_kept_though_a_second_kill_follows(tmp_path: Path) -> None:
    """The queue then holds a half-done message one way and a message with the edit the other way."""
    def fate(asked: Asked, forward: Forward) -> Given:
        if asked.creates("comment"):
            return killed_at(world.program, asked.number, "before")(asked, forward)
        return forward()

    with two_jiras(tmp_path) as world:
        days = Days(world, Random(1))
        for _ in range(2):
            days.new_issue(comments=1, files=0)
        for _ in range(2):
            world.gates.watch(fate)
            assert world.program.run("run").code == -signal.SIGKILL
            for seen in world.green.sees():
                days.texts[seen.summary] = "edited between two kills"
                world.green.edits(seen.key, description="edited between two kills")
        settles(world)
        days.the_last_edit_stands()


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_run_killed_at_each_of_its_writes(tmp_path: Path, when: str) -> None:
    """One issue with a comment and a file: every create of it is hit once. Those killed afterwards are whole
    new interpreters, as cron starts them."""
    with two_jiras(tmp_path, cold=IS_EVERY or when == "after") as world:
        days = Days(world, Random(1))
        days.new_issue(comments=1, files=1)
        hit: set[str] = set()
        for _ in range(10):
            watch = world.gates.watch()
            watch.fate = _killed_at_first_write_not_in(hit, world.program, when)
            ended = world.program.run("run")
            if ended.code == 0:
                break
            assert ended.code == -signal.SIGKILL, ended
        assert len(hit) >= 3, hit
        settles(world)


def _killed_at_first_write_not_in(hit: set[str], program: Program, when: str) -> Fate:
    """Kill at the first write of a kind that was not yet hit, and remember its kind."""
    def fate(asked: Asked, forward: Forward) -> Given:
        kind = asked.path.partition("?")[0].rpartition("/")[2]
        if not asked.is_write or kind in hit:
            return forward()
        hit.add(kind)
        return killed_at(program, asked.number, when)(asked, forward)
    return fate
