"""Answers that are lost on the way: what was made is adopted, what never arrived is sent again."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from syncscript.engine import Policy
from tests.engine.memory_tracker import lost_answer
from tests.engine.world import World, synced


@pytest.mark.parametrize(("green_trigger", "shows_markers"), [(False, True), (True, True), (True, False)])
def test_a_create_whose_answer_is_lost_is_adopted(
    tmp_path: Path, green_trigger: bool, shows_markers: bool
) -> None:
    world = World(tmp_path / "s.db", green_trigger=green_trigger)
    world.green.shows_markers = shows_markers
    blue = world.blue.add(summary="one")
    world.blue.comment(blue, "c")
    world.green.lost["create"] = [lost_answer()]
    summary = world.run()
    assert len(summary.waiting) == 1 and not summary.failed
    world.run()
    world.settle_down()
    assert len(world.green.issues) == 1 and len(world.blue.issues) == 1
    assert len(world.green.only().comments) == 1


def test_a_create_that_never_arrived_is_sent_again_after_the_doubt(tmp_path: Path) -> None:
    world = World(tmp_path / "s.db", policy=Policy(doubt=timedelta(seconds=120)))
    world.blue.add(summary="one")
    world.green.faults["create"] = [lost_answer()]
    world.run()
    world.run()
    assert not world.green.issues
    world.clock.tick(120)
    world.run()
    assert len(world.green.issues) == 1


def test_a_comment_whose_answer_is_lost_is_adopted_and_never_crosses_back(world: World) -> None:
    blue, green = synced(world)
    world.blue.comment(blue, "c")
    world.green.lost["comment"] = [lost_answer()]
    world.run()
    world.run()
    world.settle_down()
    assert len(green.comments) == 1 and len(blue.comments) == 1
