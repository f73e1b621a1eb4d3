"""A death at every other point while issues are joined: in the end nothing is lost, doubled or created."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from tests.engine.dying import chosen
from tests.engine.python_rules import ALL, PythonRule, receive
from tests.engine.world import World

from .test_crashes import Killed, Points, arm, picture, until_done


def joining(ends: bool, ids: dict[str, str]) -> Callable[..., Any]:
    """Incoming at green: at the first sync take the issue that has this summary."""

    def script(issue: Any, replica: Any, context: Any) -> Any:
        if context["firstSync"]:
            context["written"]["id"] = ids[replica["summary"]]
            if ends:
                return "return"
        return receive(*ALL).script(issue, replica, context)

    return script


def start(path: Path, ends: bool) -> World:
    ids: dict[str, str] = {}
    world = World(path, incoming=PythonRule("in", "incoming", joining(ends, ids)))
    ids["theirs"] = world.green.add(summary="mine", description="kept", status="Done", priority="Low").id
    world.clock.tick(60)
    blue = world.blue.add(summary="theirs", labels={"a"}, status="Done", priority="Highest")
    world.blue.comment(blue, "hello")
    return world


def play(path: Path, deadly: int | None, ends: bool) -> tuple[Any, int]:
    world, points = start(path, ends), Points(deadly)
    arm(world, points)
    with suppress(Killed):
        world.run()
    points.deadly, total = None, points.passed
    until_done(world)
    result = picture(world)
    world.store.close()
    return result, total


@pytest.mark.parametrize("ends", [True, False])
def test_it_ends_as_if_nobody_had_died(tmp_path: Path, ends: bool) -> None:
    expected, points = play(tmp_path / "undisturbed.db", None, ends)
    (blue,), (green,) = expected
    assert (blue[0], green[0], len(green[5])) == (("theirs", "mine", 0) if ends else ("theirs", "theirs", 1))
    assert points > 10
    for deadly in chosen(range(int(ends), points, 2)):
        assert play(tmp_path / f"{deadly}.db", deadly, ends)[0] == expected, deadly
