"""Pairs that were taken over find their issues: paired, moved, gone, and never a second twin."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from syncscript.app.unsync import unsync_pairs
from syncscript.contracts import PAIRED, Link, NotFound
from tests.engine.former_sync import adopted, codes, copied, in_step, states, take_over, taken
from tests.engine.world import World


def test_nothing_is_written_for_what_is_in_step(world: World) -> None:
    adopted(world)
    plan = world.plan()
    assert plan.is_empty and not plan.problems
    assert states(world) == {"waiting": 1}
    summary = world.run()
    assert (world.writes(), codes(summary), summary.failed, summary.problems) == (0, [], (), ())
    assert states(world) == {"paired": 1}
    for _ in range(2):
        world.run()
    assert world.writes() == 0
    assert len(world.green.issues) == len(world.blue.issues) == 1


def test_a_pair_at_rest_is_not_worked_through(world: World) -> None:
    adopted(world)
    world.run()
    assert world.blue.reads[1:2] == ["fetch"], "only to see that this state is no lost one"
    assert (world.blue.reads + world.green.reads).count("fetch") == 2
    assert world.blue.reads.count("look_up") == 1


def test_many_are_looked_up_with_few_calls(world: World) -> None:
    pairs = []
    for number in range(450):
        blue, green = in_step(world)
        pairs.append(taken(world, blue.key, green.key, name=f"t{number}", position=number))
    take_over(world, *pairs)
    world.run()
    assert world.blue.reads.count("look_up") == 3
    assert states(world) == {"paired": 450}
    assert world.writes() == 0


def test_an_issue_that_nobody_took_over_comes_under_sync_as_ever(world: World) -> None:
    adopted(world)
    world.blue.add(summary="new")
    world.run()
    assert [kind for kind, _ in world.green.writes] == ["create"]


def test_a_moved_issue_is_paired_by_its_id(world: World) -> None:
    blue, green = adopted(world)
    world.green.move(green, "ELSEWHERE-7")
    assert [notice.code for notice in world.plan().notices] == ["E484"]
    summary = world.run()
    assert codes(summary) == ["E484"] and "GREEN-1 (now ELSEWHERE-7)" in summary.notices[0].message
    world.blue.edit(blue, summary="two")
    world.settle_down()
    world.green.edit(green, priority="Low")
    world.settle_down()
    assert (green.fields["summary"], blue.fields["priority"]) == ("two", "Low")


def test_an_issue_of_another_pair_is_not_taken(world: World) -> None:
    blue = world.blue.add(summary="one")
    world.run()
    green, other = world.green.only(), world.green.add(summary="another")
    before = world.writes()
    take_over(world, taken(world, blue.key, other.key))
    summary = world.run()
    assert codes(summary) == ["E481"] and states(world) == {"gone": 1}
    world.blue.edit(blue, summary="two")
    world.settle_down()
    assert (green.fields["summary"], other.fields["summary"]) == ("two", "another")
    assert world.writes() == before + 1


def test_a_pair_that_a_person_ended_gives_its_issue_up_and_keeps_the_other_apart(world: World) -> None:
    blue = world.blue.add(summary="one")
    world.run()
    old, new = world.green.only(), world.green.add(summary="one")
    unsync_pairs(world.store, blue.key, "a test")
    take_over(world, taken(world, blue.key, new.key))
    before = world.writes()
    assert codes(world.run()) == []
    world.blue.edit(blue, summary="two")
    world.settle_down()
    world.green.edit(old, summary="apart")
    world.settle_down()
    assert (new.fields["summary"], old.fields["summary"]) == ("two", "apart")
    assert (world.writes(), len(world.blue.issues)) == (before + 1, 1)


def test_a_pair_that_is_there_already_learns_of_the_copies(world: World) -> None:
    blue, green = in_step(world)
    first, second = taken(world, blue.key, green.key), None
    take_over(world, first)
    world.run()
    second = taken(world, blue.key, green.key, copied(world, blue, green))
    take_over(world, second)
    world.blue.edit(blue, summary="two")
    world.settle_down()
    assert world.writes() == 1
    assert (len(green.comments), len(green.attachments), len(blue.comments)) == (2, 1, 2)


def test_what_both_syncs_copied_does_not_cross_back(world: World) -> None:
    """The former sync ran on beside ours, and each made its own copy of one comment."""
    blue, green = in_step(world)
    take_over(world, taken(world, blue.key, green.key))
    world.run()
    said = world.blue.comment(blue, "said")
    world.settle_down()
    link = Link("comment", "Blue", said, world.green.comment(green, "Tester commented:\nsaid"))
    take_over(world, taken(world, blue.key, green.key, [link]))
    world.green.edit(green, priority="Low")
    world.settle_down()
    assert (len(blue.comments), len(green.comments)) == (1, 2)


def test_two_keys_of_one_issue_make_one_pair(world: World) -> None:
    """The first was moved to where the export of the second still finds it."""
    (blue, green), (other, _) = in_step(world), in_step(world)
    del world.green.issues[next(reversed(world.green.issues))]
    told = taken(world, blue.key, green.key), taken(world, other.key, "GREEN-2", name="t2", position=1)
    world.green.move(green, "GREEN-2")
    take_over(world, *told)
    assert sorted(codes(world.run())) == ["E481", "E484"]
    world.blue.edit(other, summary="not in step")
    world.blue.edit(blue, summary="in step")
    world.run()
    assert green.fields["summary"] == "in step"
    assert len(world.green.issues) == 1, "the other one got no new twin"


def test_an_issue_that_ignores_what_comes_is_left_alone_and_told(world: World) -> None:
    blue, green = in_step(world)
    take_over(world, taken(world, blue.key, green.key, changes={"Green": {"ignores_incoming": True}}))
    assert codes(world.run()) == ["E485"]
    world.blue.edit(blue, summary="two")
    summary = world.run()
    assert (codes(summary), world.writes(), green.fields["summary"]) == (["E485"], 0, "one")
    world.green.edit(green, priority="Low")
    world.settle_down()
    assert blue.fields["priority"] == "Low"
    assert codes(world.run()) == []


def test_names_of_sides_that_nobody_knows_stop_the_run(world: World) -> None:
    blue, green = in_step(world)
    told = taken(world, blue.key, green.key)
    sides = {"Red": told.sides["Blue"], "Green": told.sides["Green"]}
    take_over(world, replace(told, sides=sides))
    assert [problem.code for problem in world.run().problems] == ["E483"]


def test_a_change_since_the_former_sync_looked_is_an_event(world: World) -> None:
    blue, green = in_step(world)
    told = taken(world, blue.key, green.key)
    world.clock.tick(3600)
    world.blue.edit(blue, summary="two")
    world.clock.tick(timedelta(days=3).total_seconds())
    take_over(world, told)
    world.run()
    assert (green.fields["summary"], world.writes()) == ("two", 1)
    world.settle_down()
    assert world.writes() == 1


@pytest.mark.parametrize("batch", [1, 2])
def test_a_run_that_is_stopped_goes_on_with_what_is_left(
    world: World, batch: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("syncscript.engine.takeover.claiming.BATCH", batch)
    pairs = []
    for number in range(5):
        blue, green = in_step(world)
        pairs.append(taken(world, blue.key, green.key, name=f"t{number}", position=number))
    take_over(world, *pairs)
    asked: list[Any] = []
    original = world.green.look_up

    def look_up(keys: Any) -> Any:
        asked.append(list(keys))
        if len(asked) == 2:
            raise NotFound("half way")
        return original(keys)

    world.green.look_up = look_up  # type: ignore[method-assign]
    world.run()
    assert states(world)[PAIRED] == batch
    world.blue.edit(blue, summary="two")
    world.run()
    assert states(world) == {"paired": 5}
    assert (world.writes(), green.fields["summary"]) == (1, "two")
