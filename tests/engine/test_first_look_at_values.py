"""After a takeover, field by field: whose value counts, by what changed since and what rules make of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from syncscript.engine import Policy
from syncscript.language import RuleFailure
from syncscript.model import Diagnostic
from tests.engine.former_sync import adopted, copied, in_step, settled, take_over, taken
from tests.engine.python_rules import ALL, PythonRule, receive
from tests.engine.world import World


def test_a_label_removed_since_is_removed_on_the_other_side(world: World) -> None:
    blue, green = adopted(world)
    world.blue.edit(blue, labels={"a"})
    assert settled(world) == ["update"]
    assert green.fields["labels"] == {"a"}
    world.green.edit(green, labels=set())
    settled(world)
    assert blue.fields["labels"] == set()


def test_labels_that_differed_before_are_left(world: World) -> None:
    blue, green = in_step(world)
    green.fields["labels"] = {"b", "theirs"}
    take_over(world, taken(world, blue.key, green.key))
    world.blue.edit(blue, labels={"a", "b", "new"})
    settled(world)
    assert green.fields["labels"] == {"b", "theirs", "new"}
    world.green.edit(green, labels={"b", "theirs", "new", "newer"})
    settled(world)
    assert blue.fields["labels"] == {"a", "b", "new", "newer"}
    world.blue.edit(blue, labels={"a", "new", "newer"})
    settled(world)
    assert green.fields["labels"] == {"theirs", "new", "newer"}


def test_a_difference_that_the_former_sync_left_is_left(world: World) -> None:
    blue, green = in_step(world)
    green.fields |= {"summary": "[ext] one", "priority": "Low"}
    take_over(world, taken(world, blue.key, green.key))
    world.blue.edit(blue, status="Done")
    assert settled(world) == ["transition"]
    assert (blue.fields["summary"], green.fields["summary"]) == ("one", "[ext] one")
    world.green.edit(green, priority="Lowest")
    settled(world)
    assert (blue.fields["priority"], blue.fields["summary"]) == ("Lowest", "one")


@pytest.mark.parametrize(("policy", "expected"), [
    ("newest", "green"), ("source", "blue"), ("target", "green"), ("manual", None)])
def test_what_both_changed_is_a_conflict_by_policy(tmp_path: Path, policy: Any, expected: str | None) -> None:
    world = World(tmp_path / "state.db", policy=Policy(conflicts=policy, workers=1))
    blue, green = adopted(world)
    world.blue.edit(blue, summary="blue")
    world.green.edit(green, summary="green")
    summary = world.run()
    assert {(c.field, c.base) for c in summary.conflicts} == {("summary", "one")}
    if expected is None:
        assert (blue.fields["summary"], green.fields["summary"]) == ("blue", "green")
    else:
        world.settle_down()
        assert blue.fields["summary"] == green.fields["summary"] == expected
    world.store.close()


def test_a_field_that_was_cleared_since_is_cleared(world: World) -> None:
    blue, green = adopted(world, description="text")
    world.green.edit(green, description=None)
    settled(world)
    assert not blue.fields["description"]


def test_a_value_made_of_another_field_follows_that_field(world: World) -> None:
    def derived(issue: Any, replica: Any, context: Any) -> None:
        context["written"] |= {"environment": f"there: {replica['status']}"}

    world.with_rules(Green={"incoming": PythonRule("in.sync", "incoming", derived)})
    blue, green = in_step(world)
    green.fields["environment"] = "there: To Do"
    take_over(world, taken(world, blue.key, green.key))
    world.blue.edit(blue, status="Done")
    settled(world)
    assert green.fields["environment"] == "there: Done"


def test_a_former_value_that_rules_refuse_hides_no_other_news(world: World) -> None:
    def demanding(issue: Any, replica: Any, context: Any) -> None:
        if replica["priority"] == "Low":
            raise RuleFailure(Diagnostic("R1", "the table has no row for Low"))
        context["written"] |= {"environment": f"there: {replica['status']}", "priority": replica["priority"]}

    world.with_rules(Green={"incoming": PythonRule("in.sync", "incoming", demanding)})
    blue, green = in_step(world, priority="Low")
    green.fields |= {"environment": "there: To Do", "summary": "left"}
    take_over(world, taken(world, blue.key, green.key))
    world.blue.edit(blue, status="Done", priority="High")
    settled(world)
    assert (green.fields["environment"], green.fields["priority"]) == ("there: Done", "High")


def test_names_that_rules_translate_are_followed(world: World) -> None:
    def translated(issue: Any, replica: Any, context: Any) -> None:
        context["written"] |= {"labels": [f"blue-{entry['label']}" for entry in replica["labels"]],
                               "summary": f"[Blue] {replica['summary']}"}  # fmt: skip

    world.with_rules(Green={"incoming": PythonRule("in.sync", "incoming", translated)})
    blue, green = in_step(world)
    green.fields |= {"labels": {"blue-a", "blue-b", "own"}, "summary": "[Blue] one"}
    take_over(world, taken(world, blue.key, green.key))
    world.blue.edit(blue, labels={"b", "c"}, summary="two")
    world.settle_down()
    assert green.fields["labels"] == {"blue-b", "blue-c", "own"}
    assert (green.fields["summary"], blue.fields["summary"]) == ("[Blue] two", "two")
    assert blue.fields["labels"] == {"b", "c"}


def test_a_constant_is_not_written_by_the_takeover(world: World) -> None:
    def constant(issue: Any, replica: Any, context: Any) -> None:
        context["written"] |= {"labels": ["from blue"], "summary": replica["summary"]}

    world.with_rules(Green={"incoming": PythonRule("in.sync", "incoming", constant)})
    blue, green = in_step(world)
    take_over(world, taken(world, blue.key, green.key))
    world.blue.edit(blue, summary="two")
    settled(world)
    assert green.fields["labels"] == {"a", "b"}


def test_a_rule_that_comes_later_is_judged_by_the_takeover_too(world: World) -> None:
    world.with_rules(Green={"incoming": receive("summary")}, Blue={"incoming": receive("summary")})
    blue, green = in_step(world)
    green.fields["priority"] = "Low"
    take_over(world, taken(world, blue.key, green.key, copied(world, blue, green)))
    world.blue.edit(blue, summary="two")
    assert settled(world) == ["update"]
    world.with_rules(Green={"incoming": receive(*ALL)}, Blue={"incoming": receive(*ALL)})
    world.blue.edit(blue, summary="three")
    assert settled(world) == ["update", "update"]
    assert (green.fields["priority"], len(green.comments), len(blue.comments)) == ("Low", 2, 2)
