"""Plans, stops and stale plans: nothing is written that was not told, and a call in flight is finished."""

from __future__ import annotations

import pytest

from syncscript.engine import PlanIsStale, plan_as_data, plan_from_data
from tests.engine.world import World


def test_a_plan_writes_nothing_and_a_run_does_what_it_says(world: World) -> None:
    blue = world.blue.add(summary="one", labels={"a"})
    world.blue.comment(blue, "c")
    plan = world.plan()
    assert world.writes() == 0
    again = plan_from_data(plan_as_data(plan))
    assert plan_as_data(again) == plan_as_data(plan)
    summary = world.run(expected=again)
    assert [o.kind for p in plan.pairs for o in p.operations] == ["create", "comment"]
    assert summary.writes == {"create": 1, "comment": 1}


def test_a_stale_plan_is_refused_before_any_write(world: World) -> None:
    blue = world.blue.add(summary="one")
    plan = world.plan()
    world.blue.edit(blue, summary="two")
    with pytest.raises(PlanIsStale) as stale:
        world.run(expected=plan)
    assert "BLUE-1" in str(stale.value) and world.writes() == 0


def test_a_stop_finishes_the_call_in_flight(world: World) -> None:
    for number in range(5):
        world.blue.add(summary=f"s{number}")
    world.green.on_write = lambda kind: setattr(world, "stop", lambda: True)
    stopped: list[bool] = []
    world.stop = lambda: bool(stopped)
    world.green.on_write = lambda kind: stopped.append(True)
    assert world.run().interrupted
    assert len(world.green.issues) == 1
    stopped.clear()
    world.green.on_write = lambda kind: None
    world.run()
    world.settle_down()
    assert len(world.green.issues) == 5
