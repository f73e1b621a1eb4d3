"""What is stopped stays as it is and is told; what others made goes on."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from syncscript.contracts import Rejected, Unauthorised
from syncscript.engine import Policy
from tests.engine.memory_tracker import MemoryTracker
from tests.engine.python_rules import ALL, receive, send
from tests.engine.world import World, synced


def test_a_stopped_pair_whose_issue_is_deleted_stays_stopped(tmp_path: Path) -> None:
    world = World(tmp_path / "s.db")
    blue, _ = synced(world)
    with world.store.transaction() as records:
        (pair,) = records.pairs("c")
        records.put_pair(replace(pair, state="stopped"))
    del world.blue.issues[blue.id]
    world.clock.tick(25 * 3600)
    world.run()
    with world.store.transaction() as records:
        assert [p.state for p in records.pairs("c")] == ["stopped"]


def test_an_issue_that_another_connection_created_goes_on_to_a_third(tmp_path: Path) -> None:
    world = World(tmp_path / "s.db")
    world.blue.add(summary="one")
    world.run()
    red = MemoryTracker("Red", "RED", world.clock, 9000)
    first = world.connection
    green_side = replace(first.side("Green"), triggers=first.side("Blue").triggers, incoming=receive(*ALL))
    red_side = replace(first.side("Blue"), name="Red", tracker=red, project="RED", triggers=())
    world.connection = replace(first, name="onwards", sides=(green_side, red_side))
    world.run()
    assert red.only().fields["summary"] == "one"


def test_what_a_stopped_connection_wrote_is_told(tmp_path: Path) -> None:
    world = World(tmp_path / "s.db", policy=Policy(workers=1))
    for number in range(3):
        world.blue.comment(world.blue.add(summary=f"s{number}"), "c")
    world.green.faults["comment"] = [Unauthorised("401")]
    assert world.run().writes["create"] == 3


def test_a_stop_tells_the_creates_it_had_done(tmp_path: Path) -> None:
    world = World(tmp_path / "s.db")
    for number in range(3):
        world.blue.comment(world.blue.add(summary=f"s{number}"), "c")
    stopped: list[bool] = []
    world.stop = lambda: bool(stopped)
    world.green.on_write = lambda kind: stopped.append(True)
    summary = world.run()
    assert summary.interrupted and summary.writes == {"create": 1}


def test_a_status_that_stays_keeps_its_resolution(tmp_path: Path) -> None:
    fields = (*ALL, "resolution")
    world = World(
        tmp_path / "s.db",
        outgoing=send(*fields), incoming=receive(*fields),
        green_outgoing=send(*fields), green_incoming=receive(*fields),
    )  # fmt: skip
    blue, green = synced(world, status="To Do")
    world.blue.edit(blue, status="Done", resolution="Done")
    world.green.edit(green, status="In Progress")
    world.green.faults["update"] = [Rejected("resolution is on no screen")]
    summary = world.run()
    world.run()
    assert not summary.failed and not green.fields.get("resolution")
    assert blue.fields["status"] == green.fields["status"] == "In Progress"
