"""Calls that rules plan with httpClient: sent once, never again without an answer, and told when in doubt."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from syncscript.contracts import Rejected, Unavailable
from tests.engine.dying import chosen

from .python_rules import ALL, PythonRule, receive
from .test_crashes import Killed, Points, arm
from .world import World

KINDS = [("POST", False), ("PATCH", False), ("PUT", True), ("DELETE", True)]


def calling(method: str, url: str = "/rest/x") -> PythonRule:
    def script(issue: Any, replica: Any, context: Any) -> None:
        receive(*ALL).script(issue, replica, context)
        body = f"is {replica['summary']}"
        context["operations"] += [
            {"operation": "http", "method": method, "url": url, "body": body, "line": 3} for _ in range(2)
        ]

    return PythonRule("in", "incoming", script)


def world_of(path: Path, method: str) -> World:
    world = World(path, incoming=calling(method))
    world.blue.add(summary="one", status="To Do")
    return world


def retry_failed(world: World) -> list[str]:
    """As `syncscript retry` does, for all that stand still; the codes they stood with."""
    with world.store.transaction() as records:
        standing = [p for p in records.troubled("c") if p.state == "failed"]
        for pair in standing:
            records.put_pair(replace(pair, attempts=0, not_before=None, rules=""))
    return [pair.problem.code for pair in standing if pair.problem]


def until_done(world: World) -> list[str]:
    codes: list[str] = []
    for _ in range(8):
        before = world.writes()
        world.clock.tick(150)
        summary = world.run()
        told = retry_failed(world)
        codes += told
        if world.writes() == before and not summary.waiting and not told:
            return codes
    raise AssertionError("never at rest")


def test_they_are_sent_once_a_message_in_order(tmp_path: Path) -> None:
    world = world_of(tmp_path / "a.db", "POST")
    world.settle_down()
    assert world.green.sent == [("POST", "/rest/x", "is one")] * 2
    world.blue.edit(world.blue.only(), summary="two")
    world.settle_down()
    assert world.green.sent[2:] == [("POST", "/rest/x", "is two")] * 2


def test_a_plan_shows_them_and_sends_nothing(tmp_path: Path) -> None:
    world = world_of(tmp_path / "a.db", "POST")
    [pair] = world.plan().pairs
    assert [o.kind for o in pair.operations].count("http") == 2
    assert not world.green.sent


@pytest.mark.parametrize(("method", "repeats"), KINDS)
@pytest.mark.parametrize("applied", [True, False])
def test_a_lost_answer(tmp_path: Path, method: str, repeats: bool, applied: bool) -> None:
    world = world_of(tmp_path / "a.db", method)
    (world.green.lost if applied else world.green.faults)["http"] = [Unavailable("lost", doubtful=True)]
    codes = until_done(world)
    assert codes == ([] if repeats else ["E473"])
    assert len(world.green.sent) == 1 + applied if not repeats else 2 + applied
    assert {call[0] for call in world.green.sent} == {method}


@pytest.mark.parametrize(("method", "repeats"), KINDS)
def test_a_death_at_every_point(tmp_path: Path, method: str, repeats: bool) -> None:
    calm = world_of(tmp_path / "calm.db", method)
    points = Points(None)
    arm(calm, points)
    calm.run()
    for number in chosen(range(points.passed)):
        world = world_of(tmp_path / f"{number}.db", method)
        deadly = Points(number)
        arm(world, deadly)
        with suppress(Killed):
            world.run()
        deadly.deadly = None
        codes = until_done(world)
        sent = len(world.green.sent)
        assert set(codes) <= {"E473"}, number
        assert (sent >= 2 and not codes) if repeats else sent <= 2, number
        assert sent == 2 or repeats or codes == ["E473"], f"death at {number}: lost and not told"
        assert world.green.only().fields["summary"] == "one"
        world.store.close()


def test_a_refusal_stands_at_its_line_and_is_sent_again_when_asked(tmp_path: Path) -> None:
    world = world_of(tmp_path / "a.db", "POST")
    world.green.faults["http"] = [Rejected("no such thing")]
    [failed] = world.run().failed
    assert failed.diagnostic.code == "T400" and failed.diagnostic.span and failed.diagnostic.span.line == 3
    retry_failed(world)
    world.settle_down()
    assert len(world.green.sent) == 2


def test_another_host_is_the_sides_to_write_to(tmp_path: Path) -> None:
    world, sent = World(tmp_path / "a.db", incoming=calling("POST", "https://api.example.com/x")), []
    world.blue.add(summary="one", status="To Do")
    world.with_rules(Green={"write": lambda *call: sent.append(call)})
    world.settle_down()
    assert sent == [("POST", "https://api.example.com/x", "is one", {})] * 2
