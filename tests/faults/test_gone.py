"""Issues that were deleted or moved on one side: their pair stands still or follows, the others go on."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from tests.faults.days import Days
from tests.faults.worlds import two_jiras


@pytest.mark.parametrize("gone", ["blue", "green"])
def test_a_deleted_issue_takes_nothing_with_it(tmp_path: Path, gone: str) -> None:
    with two_jiras(tmp_path) as world:
        days = Days(world, Random(1))
        for _ in range(3):
            days.new_issue(comments=1, files=1)
        world.run_until_idle()
        here, there = (world.blue, world.green) if gone == "blue" else (world.green, world.blue)
        victim, survivor = here.sees()[1], there.sees()[1]
        here.deletes(victim.key)
        there.edits(survivor.key, description="edited after the other one was deleted")
        there.comments(survivor.key, "is anyone there?")
        days.new_issue(comments=1, files=0)
        ended = world.program.run("run")
        assert ended.code == 1, ended.said
        assert victim.key in ended.said and "deleted" in ended.said and "unsync" in ended.said, ended.said
        assert there.sees_one(survivor.key).description == "edited after the other one was deleted"
        assert len(here.sees()) == 3 and len(there.sees()) == 4
        again, writes = world.writes_of_run()
        assert writes == 0 and victim.key in again.said, again.said
        assert len(here.sees()) == 3 and len(there.sees()) == 4


@pytest.mark.parametrize("side", ["blue", "green"])
def test_a_moved_issue_is_still_the_same_one(tmp_path: Path, side: str) -> None:
    with two_jiras(tmp_path) as world:
        days = Days(world, Random(1))
        for _ in range(2):
            days.new_issue(comments=1, files=0)
        world.run_until_idle()
        people = world.blue if side == "blue" else world.green
        victim = people.sees()[0]
        people.moves(victim.key)
        other = world.green if side == "blue" else world.blue
        twin = next(seen for seen in other.sees() if seen.summary == victim.summary)
        other.edits(twin.key, description="edited after the move")
        world.run_until_idle()
        assert people.sees_one(victim.key).description.strip() == "edited after the move"
        assert len(people.sees()) == 1 and len(other.sees()) == 2
