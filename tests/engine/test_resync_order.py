"""Pairs that are to be sent again, one after the other: which, in what order, and going on after anything."""

from __future__ import annotations

from dataclasses import replace

from syncscript.app.backbone.standing import standing_of
from syncscript.contracts import Rejected
from syncscript.contracts.resync import resent
from syncscript.engine import Policy
from tests.engine.former_sync import adopted
from tests.engine.memory_tracker import lost_answer
from tests.engine.test_resync import OUT, differing, kinds, progress, resync, written
from tests.engine.world import World


def test_one_pair_that_fails_blocks_only_itself(world: World) -> None:
    pairs = differing(world, 12)
    world.connection = type(world.connection)("c", world.connection.sides, Policy(workers=1))
    world.green.faults["update"] = [Rejected("Team is required")]
    summary = resync(world, OUT)
    assert [f.diagnostic.message for f in summary.failed] == ["Green: Team is required"]
    assert len(written(world)) == 11
    assert pairs[0][1].fields["summary"] == "green 0"
    told = resent(progress(world)[0].resync, "Blue")
    assert (told.state, told.problem and told.problem.message) == ("failed", "Green: Team is required")
    before = world.writes()
    assert resync(world, OUT).failed == () and world.writes() == before
    resync(world, OUT, retries_failed=True)
    assert pairs[0][1].fields["summary"] == "blue 0"
    assert [resent(one.resync, "Blue").state for one in progress(world)] == ["done"] * 12


def test_pairs_come_in_the_order_of_their_numbers_and_a_few_at_a_time(world: World) -> None:
    world.connection = type(world.connection)("c", world.connection.sides, Policy(workers=1))
    differing(world, 12)
    resync(world, OUT, limit=3)
    resync(world, OUT, limit=20)
    values = [value for _, _, value in written(world)]
    assert values == [f"blue {n}" for n in range(12)]


def test_a_query_chooses_pairs(world: World) -> None:
    pairs = differing(world, 3)
    pairs[1][0].fields["labels"] = {"chosen"}
    resync(world, OUT, where="chosen")
    assert [value for _, _, value in written(world)] == ["blue 1"]


def test_a_query_finds_issues_where_they_were_moved_to(world: World) -> None:
    pairs = differing(world, 3)
    for blue, _ in pairs[:2]:
        blue.fields["labels"] = {"chosen"}
    world.blue.move(pairs[0][0], "ELSEWHERE-7")
    resync(world, OUT, where="chosen")
    assert {value for _, _, value in written(world)} == {"blue 0", "blue 1"}


def test_what_is_done_is_done_again_on_demand(world: World) -> None:
    [(_, green)] = differing(world)
    resync(world, OUT)
    resync(world, OUT, "summary", "priority")
    assert green.fields["priority"] == "High"
    before = world.writes()
    resync(world, OUT, again=True)
    assert (world.writes() - before, kinds(world)) == (2, {"update", "note"})


def test_a_message_that_waits_goes_first(world: World) -> None:
    blue, _ = adopted(world)
    world.run()
    world.blue.edit(blue, priority="Low")
    world.green.faults["update"] = [Rejected("no")]
    world.run()
    summary = resync(world)
    assert [f.diagnostic.code for f in summary.failed] == ["E490"]


def test_an_answer_that_is_lost_leaves_the_pair_to_the_next_time(world: World) -> None:
    differing(world)
    world.green.lost["update"] = [lost_answer()]
    summary = resync(world, OUT)
    assert (len(summary.waiting), summary.failed) == (1, ())
    resync(world, OUT)
    assert written(world) == [("Green", "summary", "blue 0")]
    before = world.writes()
    world.settle_down()
    assert world.writes() == before


def test_a_stop_is_heard_between_pairs_and_the_rest_is_done_later(world: World) -> None:
    world.connection = type(world.connection)("c", world.connection.sides, Policy(workers=1))
    differing(world, 6)
    world.stop = lambda: len(world.green.writes) >= 3
    assert resync(world, OUT).interrupted
    assert 1 <= len(written(world)) < 6
    world.stop = lambda: False
    resync(world, OUT)
    assert [value for _, _, value in written(world)] == [f"blue {n}" for n in range(6)]


def test_a_pair_that_was_ended_is_left_and_counted(world: World) -> None:
    differing(world, 2)
    world.green.faults["update"] = [Rejected("no")]
    assert len(resync(world, OUT, limit=1).failed) == 1
    with world.store.transaction() as records:
        first = next(one for one in records.taken("c") if one.resync)
        records.put_pair(replace(records.pair(first.pair), state="stopped"))  # type: ignore[type-var]
    resync(world, OUT, retries_failed=True)
    assert [value for _, _, value in written(world)] == ["blue 1"]
    with world.store.transaction() as records:
        now = standing_of(records, "c")
    assert (now.paired, now.ended, now.resynced, now.pending, now.failed) == (2, 1, 1, 0, ())


def test_all_are_opened_again_though_a_few_are_done_at_a_time(world: World) -> None:
    pairs = differing(world, 3)
    resync(world, OUT)
    for blue, _ in pairs:
        blue.fields["summary"] += "!"
    resync(world, OUT, again=True, limit=1)
    resync(world, OUT)
    assert [green.fields["summary"] for _, green in pairs] == ["blue 0!", "blue 1!", "blue 2!"]


def test_what_shall_be_done_again_is_found_by_searches_all_the_time(world: World) -> None:
    pairs = differing(world, 3)
    resync(world, OUT)
    world.green.faults["update"] = [Rejected("no")]
    for blue, _ in pairs:
        blue.fields["summary"] += "!"
    assert len(resync(world, OUT, again=True, limit=2).failed) == 1
    with world.store.transaction() as records:
        now = standing_of(records, "c")
    assert (now.resynced, now.pending, len(now.failed)) == (3, 1, 1)
    before = world.writes()
    resync(world, OUT)
    assert (world.writes() - before, now.noted) == (3, {"Blue": 3, "Green": 3})
