"""A pair that was taken over behaves as one that was ours from the beginning, whatever people do to it.

The same edits are made to both, with runs at the same moments; in the end the issues show the same.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest

from syncscript.engine import Resync
from tests.engine.dying import IS_EVERY
from tests.engine.former_sync import adopted, in_step, take_over, taken
from tests.engine.people import Stored
from tests.engine.test_crashes import picture
from tests.engine.world import World

Step = Callable[[World, Stored, Stored], Any]
LABELS = "abcd"
FIELDS = ("summary", "description", "priority")


def a_step(random: Random) -> Step:
    """Something that somebody does on one side.

    Green only adds labels: of what blue added itself, a sync of ours takes nothing away, and of labels that a
    former sync kept in step nobody knows who added them.
    """
    side, value = random.choice(["blue", "green"]), random.choice(["v1", "v2", "v3", None])
    kind = random.choice([*FIELDS, "labels", "comment", "reword", "attach", "run"])
    labels = {letter for letter in LABELS if random.random() < 0.5}

    def step(world: World, blue: Stored, green: Stored) -> Any:
        tracker, issue = (world.blue, blue) if side == "blue" else (world.green, green)
        match kind:
            case "run":
                return world.run()
            case "labels" if side == "green":
                return tracker.edit(issue, labels={*issue.fields["labels"], f"green-{value}"})
            case "labels":
                return tracker.edit(issue, labels=labels | (set(issue.fields["labels"]) - set(LABELS)))
            case "comment":
                return tracker.comment(issue, f"{side} {value}")
            case "attach":
                return tracker.attach(issue, f"{value}.txt", b"x")
            case "reword":
                own = [c for c in issue.comments if c["author"]["displayName"] == "Tester"]
                return tracker.reword(issue, own[-1]["id"], f"said {value}") if own else None
            case _:
                return tracker.edit(issue, **{kind: value or "v0"})

    return step


def ours(path: Path) -> tuple[World, Stored, Stored]:
    world = World(path)
    blue, _ = world.blue.add(summary="one", labels={"a", "b"}, priority="High", status="To Do"), None
    world.settle_down()
    return world, blue, world.green.only()


def theirs(path: Path) -> tuple[World, Stored, Stored]:
    world = World(path)
    blue, green = in_step(world)
    take_over(world, taken(world, blue.key, green.key))
    return world, blue, green


@pytest.mark.parametrize("seed", range(16 if IS_EVERY else 5))
def test_it_ends_as_a_pair_of_ours_does(tmp_path: Path, seed: int) -> None:
    random = Random(seed)
    steps = [a_step(random) for _ in range(random.randint(1, 14))]
    ends = []
    for name, begin in (("ours", ours), ("theirs", theirs)):
        world, blue, green = begin(tmp_path / f"{name}.db")
        for step in steps:
            step(world, blue, green)
        for _ in range(3):
            world.run()
        writes = world.writes()
        world.run()
        assert world.writes() == writes, name
        ends.append(picture(world))
        world.store.close()
    assert ends[0] == ends[1]


def test_the_copies_of_a_former_sync_take_edits_for_good(tmp_path: Path) -> None:
    world = World(tmp_path / "state.db")
    blue, green = adopted(world)
    for number in range(3):
        world.blue.reword(blue, blue.comments[0]["id"], f"blue {number}")
        world.green.reword(green, green.comments[1]["id"], f"green {number}")
        world.settle_down()
    assert [c["body"] for c in blue.comments] == ["blue 2", "Tester commented:\ngreen 2"]
    assert [c["body"] for c in green.comments] == ["Tester commented:\nblue 2", "green 2"]
    world.store.close()


@pytest.mark.parametrize("seed", range(16 if IS_EVERY else 5))
def test_sending_fields_again_on_the_way_changes_nothing_of_the_end(tmp_path: Path, seed: int) -> None:
    """It is a part of a run, done earlier; what people did is neither lost nor done twice."""
    random = Random(seed)
    steps = [a_step(random) for _ in range(random.randint(1, 14))]
    resyncs = [(a_resync(random) if random.random() < 0.4 else None) for _ in steps]
    ends = []
    for with_resync in (False, True):
        world, blue, green = theirs(tmp_path / f"{with_resync}.db")
        for step, wanted in zip(steps, resyncs, strict=True):
            step(world, blue, green)
            if with_resync and wanted is not None:
                world.clock.tick(60)
                assert not world.engine.resync(wanted).problems
        for _ in range(3):
            world.run()
        writes = world.writes()
        world.run()
        assert world.writes() == writes
        ends.append(picture(world))
        world.store.close()
    assert ends[0] == ends[1]


def a_resync(random: Random) -> Resync:
    sources = random.choice([("Blue",), ("Green",), ("Blue", "Green")])
    fields = frozenset(random.sample([*FIELDS, "labels", "status"], random.randint(1, 3)))
    return Resync(sources, fields, again=True)
