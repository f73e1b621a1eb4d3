"""Chosen fields of taken-over pairs are sent again: nothing else is, once each, and news stays news."""

from __future__ import annotations

from typing import Any

import pytest

from syncscript.contracts import TakenPair
from syncscript.contracts.resync import resent
from syncscript.engine import Policy, Resync, RunSummary
from syncscript.model import UpdateFields
from tests.engine.former_sync import adopted, copied, in_step, take_over, taken
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


def test_a_plan_says_what_would_be_written_and_writes_nothing(world: World) -> None:
    differing(world, 2)
    plan = world.engine.plan_resync(Resync(OUT, frozenset({"summary"})))
    assert [o.kind for p in plan.pairs for o in p.operations] == ["update", "update"]
    assert world.writes() == 0
    assert all(one.state == "waiting" and not one.resync for one in progress(world))


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
