"""Clocks that disagree: nothing is missed, and the newest edit is the one that was made last."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from tests.faults.days import Days
from tests.faults.invariants import settles
from tests.faults.sandboxes import Clock
from tests.faults.worlds import two_jiras

MINUTES = timedelta(minutes=1)


@pytest.mark.parametrize(("blue", "green", "last"), [(0, 10, "blue"), (0, -10, "green"), (10, -10, "green")])
def test_the_edit_made_last_wins_whatever_the_clocks_say(
    tmp_path: Path, blue: int, green: int, last: str,
) -> None:
    clocks = (Clock(blue * MINUTES), Clock(green * MINUTES))
    with two_jiras(tmp_path, clocks=clocks) as world:
        Days(world, Random(1)).new_issue(comments=1, files=0)
        world.run_until_idle()
        [original], [twin] = world.blue.sees(), world.green.sees()
        edits = [lambda: world.blue.edits(original.key, description="edited in blue"),
                 lambda: world.green.edits(twin.key, description="edited in green")]
        for edit in edits if last == "green" else edits[::-1]:
            edit()
            for clock in clocks:
                clock.ahead += MINUTES
        endings = world.run_until_idle()
        assert any("conflict" in ended.said for ended in endings), endings
        assert world.green.sees_one(twin.key).description == f"edited in {last}"
        settles(world)


@pytest.mark.parametrize("green", [-10, 10])
def test_edits_of_both_sides_are_seen_whatever_the_clocks_say(tmp_path: Path, green: int) -> None:
    with two_jiras(tmp_path, clocks=(Clock(), Clock(green * MINUTES))) as world:
        days = Days(world, Random(green))
        for _ in range(3):
            days.pass_by()
            world.program.run("run")
        settles(world)
        days.the_last_edit_stands()
