"""Chosen fields of taken-over pairs are sent again: nothing else is, once each, and news stays news."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from syncscript.app.backbone.standing import standing_of
from syncscript.contracts import Rejected, TakenPair
from syncscript.contracts.resync import resent
from syncscript.engine import Policy, Resync, RunSummary
from syncscript.model import UpdateFields
from tests.engine.former_sync import adopted, copied, in_step, take_over, taken
from tests.engine.memory_tracker import lost_answer
from tests.engine.people import Stored
from tests.engine.python_rules import PythonRule, receive, send
from tests.engine.test_crashes import translated
from tests.engine.world import World

OUT, IN, BOTH = ("Blue",), ("Green",), ("Blue", "Green")


def resync(world: World, sources: tuple[str, ...] = BOTH, *fields: str, **options: Any) -> RunSummary:
    world.clock.tick(60)
    return world.engine.resync(Resync(sources, frozenset(fields or ("summary",)), **options))


def written(world: World) -> list[tuple[str, str, Any]]:
    """Side, field and value of every field that was written."""
    return [
        (tracker.name, name, write.new.value)
        for tracker in (world.blue, world.green)
        for kind, operation in tracker.writes
        if isinstance(operation, UpdateFields)
        for name, write in operation.fields.items()
    ]


def kinds(world: World) -> set[str]:
    return {kind for tracker in (world.blue, world.green) for kind, _ in tracker.writes}


def progress(world: World) -> list[TakenPair]:
    with world.store.transaction() as records:
        return records.taken("c")


def differing(world: World, number: int = 1) -> list[tuple[Stored, Stored]]:
    """Pairs that the former sync left different in every field."""
    pairs = []
    for count in range(number):
        blue, green = in_step(world, summary=f"blue {count}", description="text")
        there = {"summary": f"green {count}", "priority": "Low", "labels": {"c"}, "status": "Done"}
        green.fields |= there
        pairs.append((blue, green))
    world.clock.tick(60)
    take_over(world, *(
        taken(world, b.key, g.key, copied(world, b, g), f"t{n}", n) for n, (b, g) in enumerate(pairs)
    ))  # fmt: skip
    return pairs


def test_pairs_in_step_get_nothing_but_the_keys_of_their_twins(world: World) -> None:
    blue, green = adopted(world)
    summary = resync(world)
    assert (summary.problems, summary.failed, summary.waiting) == ((), (), ())
    assert kinds(world) == {"note"}
    assert "history" not in (*world.blue.reads, *world.green.reads)
    assert (world.blue.twins, world.green.twins) == ({blue.key: green.key}, {green.key: blue.key})
    before = world.writes()
    resync(world)
    world.settle_down()
    assert world.writes() == before
    world.blue.edit(blue, summary="two")
    world.green.edit(green, description="there")
    world.settle_down()
    assert (green.fields["summary"], blue.fields["description"]) == ("two", "there")


def test_a_difference_that_nobody_made_goes_over_in_the_chosen_fields_alone(world: World) -> None:
    [(blue, green)] = differing(world)
    resync(world, OUT)
    assert written(world) == [("Green", "summary", "blue 0")]
    assert kinds(world) == {"update", "note"}
    before = world.writes()
    world.settle_down()
    assert world.writes() == before
    assert (green.fields["priority"], blue.fields["priority"]) == ("Low", "High")


def test_the_way_back_takes_what_is_there(world: World) -> None:
    [(blue, _)] = differing(world)
    resync(world, IN, "summary", "labels")
    assert written(world) == [("Blue", "summary", "green 0"), ("Blue", "labels", frozenset({"a", "b", "c"}))]
    world.settle_down()
    assert blue.fields["summary"] == "green 0"


@pytest.mark.parametrize(("policy", "expected"), [
    ("source", {("Green", "summary", "blue 0")}), ("target", set()), ("manual", set()),
])  # fmt: skip
def test_both_ways_the_policy_decides_over_differences(world: World, policy: Any, expected: Any) -> None:
    world.connection = type(world.connection)("c", world.connection.sides, Policy(policy, workers=1))
    differing(world)
    summary = resync(world)
    assert set(written(world)) == expected
    assert {c.field for c in summary.conflicts} == {"summary"}


def test_what_people_changed_since_is_never_written_over(world: World) -> None:
    [(blue, green)] = differing(world)
    world.green.edit(green, summary="by a person")
    resync(world, OUT)
    assert written(world) == []
    world.settle_down()
    assert (blue.fields["summary"], green.fields["summary"]) == ("by a person", "by a person")


def test_an_empty_field_takes_the_place_of_nothing(world: World) -> None:
    blue, green = in_step(world)
    green.fields["description"] = "only here"
    take_over(world, taken(world, blue.key, green.key))
    resync(world, BOTH, "description")
    assert (blue.fields["description"], green.fields["description"]) == ("only here", "only here")


def test_what_people_took_out_of_a_set_never_comes_back(world: World) -> None:
    blue, green = adopted(world)
    world.blue.edit(blue, labels={"b"})
    for _ in range(3):
        resync(world, IN, "labels", again=True)
    assert blue.fields["labels"] == {"b"}
    world.settle_down()
    assert (blue.fields["labels"], green.fields["labels"]) == ({"b"}, {"b"})


def test_news_of_other_fields_waits_for_the_next_run(world: World) -> None:
    blue, green = adopted(world)
    world.blue.edit(blue, priority="Low", summary="new")
    world.blue.comment(blue, "news")
    world.blue.edit(blue, status="Done")
    resync(world)
    assert written(world) == [("Green", "summary", "new")]
    assert kinds(world) == {"update", "note"}
    world.settle_down()
    assert (green.fields["priority"], green.fields["status"], len(green.comments)) == ("Low", "Done", 3)


def test_the_status_goes_where_it_is_asked_for(world: World) -> None:
    [(_, green)] = differing(world)
    resync(world, OUT, "status")
    assert (green.fields["status"], kinds(world)) == ("To Do", {"transition", "note"})


def test_what_rules_translate_does_not_bounce(world: World) -> None:
    world.with_rules(Green={"incoming": PythonRule("in", "incoming", translated)})
    blue, green = in_step(world, summary="one")
    green.fields["summary"] = "another"
    take_over(world, taken(world, blue.key, green.key))
    resync(world, OUT)
    resync(world, IN)
    world.settle_down()
    assert (blue.fields["summary"], green.fields["summary"]) == ("one", "[Blue] one")


def test_an_issue_that_ignores_what_comes_is_left(world: World) -> None:
    blue, green = in_step(world)
    green.fields["summary"] = "another"
    take_over(world, taken(world, blue.key, green.key, changes={"Green": {"ignores_incoming": True}}))
    resync(world, OUT)
    assert (written(world), resent(progress(world)[0].resync, "Blue").state) == ([], "ignored")


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


def test_a_plan_says_what_would_be_written_and_writes_nothing(world: World) -> None:
    differing(world, 2)
    plan = world.engine.plan_resync(Resync(OUT, frozenset({"summary"})))
    assert [o.kind for p in plan.pairs for o in p.operations] == ["update", "update"]
    assert world.writes() == 0
    assert all(one.state == "waiting" and not one.resync for one in progress(world))


def test_a_stop_is_heard_between_pairs_and_the_rest_is_done_later(world: World) -> None:
    world.connection = type(world.connection)("c", world.connection.sides, Policy(workers=1))
    differing(world, 6)
    world.stop = lambda: len(world.green.writes) >= 3
    assert resync(world, OUT).interrupted
    assert 1 <= len(written(world)) < 6
    world.stop = lambda: False
    resync(world, OUT)
    assert [value for _, _, value in written(world)] == [f"blue {n}" for n in range(6)]


def test_rules_of_one_way_send_that_way_whoever_changed_it_last(world: World) -> None:
    world.with_rules(Green={"outgoing": send()}, Blue={"incoming": receive()})
    [(blue, green)] = differing(world)
    resync(world, BOTH)
    assert (blue.fields["summary"], green.fields["summary"], kinds(world)) == ("blue 0", "green 0", {"note"})
    resync(world, OUT, again=True)
    assert (blue.fields["summary"], green.fields["summary"]) == ("blue 0", "blue 0")


def test_a_field_that_no_rule_asks_for_is_told(world: World) -> None:
    adopted(world)
    summary = resync(world, OUT, "summary", "sumary")
    assert [(n.code, "sumary" in n.message) for n in summary.notices] == [("E492", True)]


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


def test_what_cannot_be_held_of_other_fields_stops_nothing(world: World) -> None:
    def script(issue: Any, replica: Any, context: Any) -> None:
        receive("summary", "priority").script(issue, replica, context)
        context["written"]["nonsense"] = replica["summary"]

    world.with_rules(Green={"incoming": PythonRule("in", "incoming", script)})
    [(_, green)] = differing(world)
    assert resync(world, OUT).failed == ()
    assert (green.fields["summary"], green.fields["priority"]) == ("blue 0", "Low")
    [failure] = resync(world, OUT, "summary", "nonsense").failed
    assert failure.diagnostic.message == "no field nonsense"
