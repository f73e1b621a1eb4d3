"""A death at every call and every commit while taken-over pairs are claimed and looked at for the first time.

The end must be the one of an undisturbed run: nothing lost, nothing doubled, nothing written twice.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from tests.engine.dying import chosen
from tests.engine.former_sync import copied, in_step, take_over, taken
from tests.engine.memory_tracker import lost_answer
from tests.engine.test_crashes import Killed, Points, arm, picture, until_done
from tests.engine.world import World

SHARDS = 4


def edited_since(path: Path) -> World:
    """Three pairs, two of them edited on both sides since the former sync stopped."""
    world = World(path, green_trigger=True)
    pairs, issues = [], []
    for number in range(3):
        blue, green = in_step(world, summary=f"s{number}")
        issues.append((blue, green))
        links = copied(world, blue, green)
        pairs.append(taken(world, blue.key, green.key, links, f"t{number}", number))
    take_over(world, *pairs)
    (blue, green), (other, twin), _ = issues
    world.blue.edit(blue, summary="edited", labels={"a", "new"}, status="Done")
    world.green.edit(green, description="text", priority="Low")
    world.green.comment(green, "answer")
    world.blue.comment(blue, "more")
    world.blue.reword(other, other.comments[0]["id"], "said better")
    world.green.attach(twin, "b.txt", b"b")
    return world


def play(path: Path, deadly: int | None) -> tuple[Any, int]:
    world, points = edited_since(path), Points(deadly)
    arm(world, points)
    with suppress(Killed):
        world.run()
    points.deadly, total = None, points.passed
    until_done(world)
    result = picture(world)
    world.store.close()
    return result, total


@pytest.fixture(scope="module")
def calm(tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, int]:
    """What an undisturbed play gives."""
    return play(tmp_path_factory.mktemp("calm") / "calm.db", None)


@pytest.mark.parametrize("shard", range(SHARDS))
def test_a_death_at_every_point_leaves_the_same_end(
    tmp_path: Path, calm: tuple[Any, int], shard: int
) -> None:
    expected, total = calm
    blues, greens = expected
    assert (len(blues), len(greens), total > 60) == (3, 3, True)
    for number in chosen(range(shard, total, SHARDS)):
        result, _ = play(tmp_path / f"{number}.db", number)
        assert result == expected, f"death at point {number}"


@pytest.mark.parametrize("kind", ["update", "transition", "comment", "attach", "edit-comment"])
@pytest.mark.parametrize("applied", [True, False])
def test_every_lost_answer_has_one_effect(
    tmp_path: Path, calm: tuple[Any, int], kind: str, applied: bool
) -> None:
    expected, _ = calm
    world = edited_since(tmp_path / "lost.db")
    for tracker in (world.blue, world.green):
        (tracker.lost if applied else tracker.faults)[kind] = [lost_answer()]
    world.run()
    until_done(world)
    assert picture(world) == expected
    world.store.close()
