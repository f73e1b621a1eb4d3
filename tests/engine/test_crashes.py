"""A death at every point: before and after each call to a tracker, before and after each commit.

The scenario is run once undisturbed; then once for every point, with the process "killed" there (an error
that nothing catches) and the work taken up again. The end must be the same: nothing lost, nothing doubled.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from tests.engine.dying import chosen
from tests.engine.memory_tracker import lost_answer
from tests.engine.python_rules import ALL, PythonRule, receive
from tests.engine.world import World

SHARDS = 6
"""The points are dealt out to so many tests, for the sake of cores."""


class Killed(BaseException):
    """kill -9, as far as Python can say it."""


class Points:
    """Counts the points passed and dies at one of them."""

    def __init__(self, deadly: int | None) -> None:
        self.deadly, self.passed = deadly, 0

    def __call__(self) -> None:
        if self.passed == self.deadly:
            self.passed += 1
            raise Killed
        self.passed += 1


def arm(world: World, points: Points) -> None:
    for tracker in (world.blue, world.green):
        _around(tracker, "_write", points)
    original = world.store.transaction

    @contextmanager
    def transaction() -> Iterator[Any]:
        with original() as records:
            yield records
            points()
        points()

    world.store.transaction = transaction  # type: ignore[method-assign]


def _around(tracker: Any, name: str, points: Points) -> None:
    original = getattr(tracker, name)

    @contextmanager
    def call(kind: str, what: Any) -> Iterator[None]:
        points()
        with original(kind, what):
            yield
        points()

    setattr(tracker, name, call)


def translated(issue: Any, replica: Any, context: Any) -> None:
    """A prefix, a value table that loses a value, a limit: none of them leads back to where it came from."""
    receive(*ALL).script(issue, replica, context)
    summary, priority = f"[Blue] {replica['summary']}"[:12], TABLE.get(str(replica.get("priority")), "P2")
    context["written"] |= {"summary": summary, "priority": priority}


TABLE = {"High": "P1", "Highest": "P1"}


def start(path: Path, translating: bool = False) -> World:
    rules = {"incoming": PythonRule("in", "incoming", translated)} if translating else {}
    world = World(path, green_trigger=True, **rules)
    for number in range(2):
        blue = world.blue.add(summary=f"s{number}", labels={"a"}, status="Done", priority="Highest")
        world.blue.comment(blue, f"c{number}")
        world.blue.attach(blue, "a.txt", b"abc")
        if number == 0:
            world.blue.log(blue, 3600, "read")
            world.blue.log(blue, 60, "asked")
    return world


def edits(world: World) -> None:
    blue = next(iter(world.blue.issues.values()))
    title = blue.fields["summary"]
    green = next(i for i in world.green.issues.values() if i.fields["summary"].endswith(title))
    world.blue.edit(blue, summary="edited", labels={"b"})
    world.green.comment(green, "answer")
    world.green.edit(green, description="text")
    world.blue.comment(blue, "more")
    world.blue.relog(blue, blue.work[0]["id"], timeSpent=7200)
    world.blue.unlog(blue, blue.work[1]["id"])
    world.green.log(green, 900, "answered")


def until_done(world: World) -> None:
    for _ in range(6):
        before = world.writes()
        world.clock.tick(150)
        summary = world.run()
        if world.writes() == before and not summary.waiting:
            return
    raise AssertionError("never at rest")


def picture(world: World) -> Any:
    def side(tracker: Any) -> Any:
        return sorted(
            (
                i.fields["summary"],
                sorted(i.fields.get("labels", ())),
                i.fields.get("description"),
                i.fields["status"],
                i.fields["priority"],
                sorted(c["body"] for c in i.comments),
                [a["data"] for a in i.attachments],
                sorted((w["timeSpent"], w["startDate"], w["comment"]) for w in i.work),
            )
            for i in tracker.issues.values()
        )

    return side(world.blue), side(world.green)


def play(path: Path, deadly: int | None, second: bool, translating: bool = False) -> tuple[Any, int]:
    """first: die in the first run; second: die in the run after the edits."""
    world, points, total = start(path, translating), Points(deadly), 0
    phases: list[Callable[[], None]] = [lambda: None, lambda: edits(world)]
    for number, before in enumerate(phases):
        before()
        if number == int(second):
            arm(world, points)
        with suppress(Killed):
            world.run()
        if number == int(second):
            points.deadly, total = None, points.passed
        until_done(world)
    result = picture(world)
    world.store.close()
    return result, total


@pytest.fixture(scope="module")
def calm(tmp_path_factory: pytest.TempPathFactory) -> dict[bool, tuple[Any, int]]:
    """The end and the number of points, undisturbed, by whether the second run is the one to die in."""
    folder = tmp_path_factory.mktemp("calm")
    return {second: play(folder / f"{second}.db", None, second) for second in (False, True)}


@pytest.mark.parametrize("shard", range(SHARDS))
@pytest.mark.parametrize("second", [False, True])
def test_a_death_at_every_point_leaves_the_same_end(
    tmp_path: Path, calm: dict[bool, tuple[Any, int]], second: bool, shard: int
) -> None:
    expected, total = calm[second]
    assert total > 40
    for number in chosen(range(shard, total, SHARDS)):
        result, _ = play(tmp_path / f"{number}.db", number, second)
        assert result == expected, f"death at point {number}"


@pytest.mark.parametrize("second", [False, True])
def test_a_death_bounces_nothing_that_rules_translated(tmp_path: Path, second: bool) -> None:
    expected, total = play(tmp_path / "calm.db", None, second, translating=True)
    blues, greens = expected
    assert {b[0] for b in blues} == {"edited", "s1"} and {b[4] for b in blues} == {"Highest"}
    assert {g[0] for g in greens} == {"[Blue] edite", "[Blue] s1"} and {g[4] for g in greens} == {"P1"}
    for number in chosen(range(0, total, 7)):
        result, _ = play(tmp_path / f"{number}.db", number, second, translating=True)
        assert result == expected, f"death at point {number}"


@pytest.mark.parametrize("kind", ["create", "update", "transition", "comment", "attach", "log-work"])
@pytest.mark.parametrize("applied", [True, False])
def test_every_lost_answer_has_one_effect(
    tmp_path: Path, calm: dict[bool, tuple[Any, int]], kind: str, applied: bool
) -> None:
    expected, _ = calm[False]
    world = start(tmp_path / "lost.db")
    where = world.green.lost if applied else world.green.faults
    where[kind] = [lost_answer()]
    world.run()
    until_done(world)
    edits(world)
    until_done(world)
    assert picture(world) == expected
