"""Edits on both sides: different fields both live, the same one is settled once and recorded."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from syncscript.engine import Policy
from tests.engine.world import World, synced


def test_edits_of_different_fields_on_both_sides_both_live(world: World) -> None:
    blue, green = synced(world)
    world.blue.edit(blue, summary="two")
    world.green.edit(green, description="from green")
    world.run()
    world.settle_down()
    for side in (blue, green):
        assert (side.fields["summary"], side.fields["description"]) == ("two", "from green")


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        ("newest", "green's"),
        ("source", "blue's"),
        ("target", "green's"),
    ],
)
def test_the_same_field_on_both_sides_is_settled_once_and_recorded(
    tmp_path: Path, policy: Any, expected: str
) -> None:
    world = World(tmp_path / "s.db", policy=Policy(conflicts=policy))
    blue, green = synced(world)
    world.blue.edit(blue, summary="blue's")
    world.green.edit(green, summary="green's")
    summary = world.run()
    world.settle_down()
    assert blue.fields["summary"] == green.fields["summary"] == expected
    assert len(summary.conflicts) == 1
    conflict = summary.conflicts[0]
    assert {conflict.ours, conflict.theirs} == {"blue's", "green's"}
    with world.store.transaction() as records:
        assert len(records.conflicts("c")) == 1


def test_a_conflict_under_manual_is_left_on_both_sides(tmp_path: Path) -> None:
    world = World(tmp_path / "s.db", policy=Policy(conflicts="manual"))
    blue, green = synced(world)
    world.blue.edit(blue, summary="blue's")
    world.green.edit(green, summary="green's")
    world.run()
    world.settle_down()
    assert (blue.fields["summary"], green.fields["summary"]) == ("blue's", "green's")


def test_newest_prefers_the_older_side_when_it_changed_the_field_last(tmp_path: Path) -> None:
    world = World(tmp_path / "s.db")
    blue, green = synced(world)
    world.green.edit(green, summary="green's")
    world.blue.edit(blue, summary="blue's")
    world.green.edit(green, priority="Low")
    world.run()
    world.settle_down()
    assert blue.fields["summary"] == green.fields["summary"] == "blue's"
    assert blue.fields["priority"] == "Low"


@pytest.mark.parametrize(("policy", "body"), [("newest", "theirs"), ("target", "ours"), ("manual", "ours")])
def test_a_copy_edited_on_both_sides_is_a_recorded_conflict(tmp_path: Path, policy: Any, body: str) -> None:
    world = World(tmp_path / "s.db", policy=Policy(conflicts=policy))
    blue, green = synced(world)
    world.blue.comment(blue, "first")
    world.run()
    world.run()
    green.comments[0]["body"] = "ours"
    blue.comments[0]["body"] = "theirs"
    world.blue.edit(blue)
    summary = world.run()
    world.settle_down()
    assert green.comments[0]["body"].endswith(body)
    assert len(summary.conflicts) == 1 and summary.conflicts[0].ours == "ours"


def test_a_conflict_under_manual_that_a_person_settles_is_over_on_both_sides(tmp_path: Path) -> None:
    world = World(tmp_path / "s.db", policy=Policy(conflicts="manual"))
    blue, green = synced(world)
    world.blue.edit(blue, summary="blue's")
    world.green.edit(green, summary="green's")
    world.settle_down()
    world.green.edit(green, summary="blue's")
    world.settle_down()
    with world.store.transaction() as records:
        assert {c.winner for c in records.conflicts("c")} == {"settled"}
    world.blue.edit(blue, summary="later")
    summary = world.run()
    assert not summary.conflicts
    assert green.fields["summary"] == "later"


def test_what_later_edits_or_a_policy_decide_is_open_no_more(tmp_path: Path) -> None:
    world = World(tmp_path / "s.db", policy=Policy(conflicts="manual"))
    blue, green = synced(world)
    world.blue.edit(blue, summary="a")
    world.green.edit(green, summary="b")
    world.settle_down()
    world.blue.edit(blue, summary="c")
    world.settle_down()

    def still_open() -> set[frozenset[Any]]:
        with world.store.transaction() as records:
            return {frozenset((c.ours, c.theirs)) for c in records.open_conflicts("c")}

    assert still_open() == {frozenset("bc")}
    world.blue.edit(blue, summary="a")
    world.settle_down()
    assert still_open() == {frozenset("ab")}
    world.connection = replace(world.connection, policy=Policy(conflicts="newest"))
    world.clock.tick(60)
    world.blue.edit(blue, summary="d")
    world.settle_down()
    assert (still_open(), green.fields["summary"]) == (set(), "d")
