"""Versions and components that rules make: before all else, once, whatever dies or gets lost."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from syncscript.contracts import Unavailable
from tests.engine.dying import chosen

from .python_rules import ALL, PythonRule, receive
from .test_crashes import Killed, Points, arm
from .test_sent_calls import until_done
from .world import World


def making(issue: Any, replica: Any, context: Any) -> None:
    receive(*ALL).script(issue, replica, context)
    for name in ("1.0", "1.0", "2.0"):
        context["operations"] += [{"operation": "createVersion", "name": name, "line": 2}]


def test_parts_are_made_before_all_else_whatever_dies(tmp_path: Path) -> None:
    def world_of_parts(name: str) -> World:
        world = World(tmp_path / name, incoming=PythonRule("in", "incoming", making))
        world.blue.add(summary="one", status="Done")
        return world

    calm, points = world_of_parts("calm.db"), Points(None)
    arm(calm, points)
    calm.run()
    assert [kind for kind, _ in calm.green.writes] == ["make", "make", "create", "transition"]
    for number in chosen(range(points.passed)):
        world, deadly = world_of_parts(f"{number}.db"), Points(number)
        arm(world, deadly)
        with suppress(Killed):
            world.run()
        deadly.deadly = None
        assert until_done(world) == [], number
        assert world.green.parts == {("version", "GREEN", "1.0"), ("version", "GREEN", "2.0")}
        assert world.green.only().fields["status"] == "Done"
        world.store.close()


@pytest.mark.parametrize("applied", [True, False])
def test_a_part_whose_answer_is_lost_is_there_in_the_end(tmp_path: Path, applied: bool) -> None:
    world = World(tmp_path / "a.db", incoming=PythonRule("in", "incoming", making))
    world.blue.add(summary="one", status="To Do")
    (world.green.lost if applied else world.green.faults)["make"] = [Unavailable("lost", doubtful=True)]
    assert until_done(world) == []
    assert len(world.green.parts) == 2 and world.green.only().fields["summary"] == "one"
