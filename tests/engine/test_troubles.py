"""What goes wrong stays small: other pairs go on, nothing is lost, and the next act is told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from syncscript.contracts import Rejected, StateError, Unauthorised, Unavailable
from syncscript.engine import Trigger
from tests.engine.python_rules import ALL, PythonRule, receive
from tests.engine.world import World, synced
from tests.fresh_state import state_at


def test_one_failing_pair_does_not_stop_the_others(world: World) -> None:
    for number in range(10):
        world.blue.add(summary=f"s{number}")
    world.green.faults["create"] = [Unavailable("500 from the server", doubtful=True)]
    summary = world.run()
    assert len(world.green.issues) == 9 and len(summary.waiting) == 1
    world.clock.tick(200)
    world.settle_down()
    assert len(world.green.issues) == 10


def test_wrong_credentials_stop_the_connection_and_lose_nothing(world: World) -> None:
    for number in range(5):
        world.blue.add(summary=f"s{number}")
    world.green.faults["create"] = [Unauthorised("401")]
    summary = world.run()
    assert summary.problems and not world.green.issues
    world.run()
    assert len(world.green.issues) == 5


def test_a_failed_poll_concludes_nothing(world: World) -> None:
    synced(world)
    world.blue.faults["changes"] = [Unavailable("half a page")]
    summary = world.run()
    assert summary.problems and not summary.failed
    assert not world.run().problems


def test_a_rule_error_waits_for_a_new_rule(tmp_path: Path) -> None:
    from syncscript.language import RuleFailure
    from syncscript.model import Diagnostic

    def broken(issue: Any, replica: Any, context: Any) -> None:
        if replica["summary"] == "bad":
            raise RuleFailure(Diagnostic("RUN1", "no such thing"))
        receive(*ALL).script(issue, replica, context)

    world = World(tmp_path / "s.db", incoming=PythonRule("in", "incoming", broken))
    world.blue.add(summary="bad")
    world.blue.add(summary="good")
    assert len(world.run().failed) == 1
    assert len(world.run().failed) == 1
    assert len(world.green.issues) == 1
    world.with_rules(Green={"incoming": receive(*ALL)})
    rules = world.connection.side("Green").incoming
    world.with_rules(Green={"incoming": PythonRule(rules.name, rules.kind, rules.script, "d2")})  # type: ignore[attr-defined]
    assert not world.run().failed
    assert len(world.green.issues) == 2


def test_a_lost_state_stops_before_anything_is_doubled(world: World, tmp_path: Path) -> None:
    synced(world)
    before = world.writes()
    world.store.close()
    world.store = state_at(tmp_path / "new.db")
    for act in (world.run, world.plan):
        with pytest.raises(StateError) as lost:
            act()
        assert not lost.value.trusted and "GREEN-1" in str(lost.value)
    assert world.writes() == before


def test_a_refused_write_names_the_rule_line(world: World) -> None:
    world.blue.add(summary="one")
    world.green.faults["create"] = [Rejected("POST /issue: summary: it is too dull")]
    (failure,) = world.run().failed
    assert str(failure.diagnostic.span) == "rules/test.sync:1:1" and failure.diagnostic.help


def test_a_refused_search_names_the_trigger_or_the_project(world: World) -> None:
    world.blue.faults["changes"] = [Rejected("no such project")]
    assert "project of side Blue" in world.run().problems[0].help
    world.run()
    world.blue.add(summary="x")
    world.clock.tick(60)
    sides = (replace(world.connection.sides[0], triggers=(Trigger("b0rken ="),)), world.connection.sides[1])
    world.connection = replace(world.connection, sides=sides)
    refuse = world.blue.changes

    def changes(project: str, window: Any, query: Any = None) -> Any:
        if query:
            raise Rejected("what is b0rken?")
        return refuse(project, window, query)

    world.blue.changes = changes  # type: ignore[method-assign]
    (problem,) = world.run().problems
    assert "b0rken =" in problem.message and "trigger" in problem.help


def test_another_kind_of_tracker_at_the_address_is_told(world: World) -> None:
    def describe() -> Any:
        raise Rejected(
            "this is a Jira Cloud, and the configuration says Data Center", help="set tracker = ..."
        )

    world.green.describe = describe  # type: ignore[method-assign]
    (problem,) = world.run().problems
    assert "Green: this is a Jira Cloud" in problem.message and problem.help == "set tracker = ..."
    del world.green.describe
    world.run()
    world.green.describe = describe  # type: ignore[method-assign]
    assert not world.run().problems
    world.green.faults["changes"] = [Unauthorised("401")]
    assert "Cloud" in world.run().problems[0].message
