"""A death at every call and every commit while fields are sent again, and every answer lost once.

The end must be the one of an undisturbed pass: what is done is not done again, what is not done is.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from syncscript.engine import Resync
from tests.engine.dying import chosen
from tests.engine.former_sync import in_step, take_over, taken
from tests.engine.memory_tracker import lost_answer
from tests.engine.python_rules import PythonRule
from tests.engine.test_crashes import Killed, Points, arm, picture, translated, until_done
from tests.engine.world import World

SHARDS = 4
WANTED = Resync(("Blue", "Green"), frozenset({"summary", "labels"}))


def left_different(path: Path) -> World:
    """Two pairs that the former sync left different, of rules that translate; one was edited since."""
    world = World(path)
    world.with_rules(Green={"incoming": PythonRule("in", "incoming", translated)})
    pairs = []
    for number in range(2):
        blue, green = in_step(world, summary=f"s{number}")
        green.fields["summary"], green.fields["labels"] = "another", {"b", "c"}
        pairs.append((blue, green))
    world.clock.tick(60)
    take_over(world, *(taken(world, b.key, g.key, (), f"t{n}", n) for n, (b, g) in enumerate(pairs)))
    world.blue.edit(pairs[0][0], priority="Low")
    return world


def until_sent(world: World) -> None:
    for _ in range(4):
        world.clock.tick(150)
        summary = world.engine.resync(WANTED)
        assert not summary.failed
        if not summary.waiting:
            return
    raise AssertionError("never done")


def play(path: Path, deadly: int | None) -> tuple[Any, Any, int]:
    world, points = left_different(path), Points(deadly)
    arm(world, points)
    with suppress(Killed):
        world.engine.resync(WANTED)
    points.deadly, total = None, points.passed
    until_sent(world)
    done = picture(world), world.blue.twins, world.green.twins
    until_done(world)
    after = picture(world)
    world.store.close()
    return done, after, total


@pytest.fixture(scope="module")
def calm(tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, Any, int]:
    """What an undisturbed play gives."""
    return play(tmp_path_factory.mktemp("calm") / "calm.db", None)


@pytest.mark.parametrize("shard", range(SHARDS))
def test_a_death_at_every_point_leaves_the_same_end(
    tmp_path: Path, calm: tuple[Any, Any, int], shard: int
) -> None:
    done, after, total = calm
    assert (len(done[1]), len(done[2]), total > 30) == (2, 2, True)
    for number in chosen(range(shard, total, SHARDS)):
        again = play(tmp_path / f"{number}.db", number)
        assert again[:2] == (done, after), f"death at point {number}"


@pytest.mark.parametrize("kind", ["update", "note"])
@pytest.mark.parametrize("applied", [True, False])
def test_every_lost_answer_has_one_effect(
    tmp_path: Path, calm: tuple[Any, Any, int], kind: str, applied: bool
) -> None:
    done, after, _ = calm
    world = left_different(tmp_path / "lost.db")
    for tracker in (world.blue, world.green):
        (tracker.lost if applied else tracker.faults)[kind] = [lost_answer()]
    until_sent(world)
    assert (picture(world), world.blue.twins, world.green.twins) == done
    until_done(world)
    assert picture(world) == after
    world.store.close()


def changes(world: World) -> int:
    return sum(kind != "note" for tracker in (world.blue, world.green) for kind, _ in tracker.writes)


def test_what_is_done_is_not_written_again_whenever_it_dies(tmp_path: Path) -> None:
    calm = left_different(tmp_path / "calm.db")
    until_sent(calm)
    expected, most = changes(calm), calm.writes() + 1
    calm.store.close()
    for number in chosen(range(60)):
        world, points = left_different(tmp_path / f"{number}.db"), Points(number)
        arm(world, points)
        with suppress(Killed):
            world.engine.resync(WANTED)
        points.deadly = None
        until_sent(world)
        assert (changes(world), world.writes() <= most) == (expected, True), f"death at point {number}"
        world.store.close()
