"""Edits between our read and our write, and edits in turn: all cross, and only what collided is on record."""

from __future__ import annotations

from pathlib import Path

import pytest

from syncscript.contracts import Unavailable
from syncscript.engine import Policy
from syncscript.engine.effects import writing
from syncscript.engine.passes import summing_up
from syncscript.engine.passes.draining import PairDrain
from tests.engine.dying import dying_once
from tests.engine.world import World, synced


def test_an_edit_between_our_read_and_our_write_of_another_field_crosses(tmp_path: Path) -> None:
    world = World(tmp_path / "s.db")
    blue, green = synced(world)
    world.blue.edit(blue, summary="two")

    def meanwhile(kind: str) -> None:
        world.green.on_write = lambda kind: None
        world.green.edit(green, description="meanwhile")

    world.green.on_write = meanwhile
    world.run()
    world.run()
    assert blue.fields["description"] == "meanwhile"


@pytest.mark.parametrize("field", ["description", "status"])
def test_an_edit_of_the_same_field_between_our_read_and_our_write_is_on_record(
    tmp_path: Path, field: str
) -> None:
    world = World(tmp_path / "s.db")
    blue, green = synced(world, description="old", status="To Do")
    world.blue.edit(blue, **{field: "blue's"})

    def meanwhile(kind: str) -> None:
        world.green.on_write = lambda kind: None
        world.green.edit(green, **{field: "green's"})

    world.green.on_write = meanwhile
    (told,) = world.run().conflicts
    with world.store.transaction() as records:
        (kept,) = records.conflicts("c")
    assert (told.field, told.ours, told.theirs, told.winner) == (field, "green's", "blue's", "theirs")
    assert (kept.ours, kept.theirs, kept.policy) == ("green's", "blue's", "unseen")
    world.settle_down()
    assert blue.fields[field] == green.fields[field] == "blue's"


@pytest.mark.parametrize("policy", ["newest", "source", "target", "manual"])
def test_edits_in_turn_are_no_conflict(tmp_path: Path, policy: str) -> None:
    world = World(tmp_path / "s.db", policy=Policy(conflicts=policy))
    blue, green = synced(world, description="old")
    for number in range(4):
        tracker, issue = (world.green, green) if number % 2 else (world.blue, blue)
        tracker.edit(issue, description=f"d{number}", priority=f"p{number}")
        assert not world.run().conflicts
        assert blue.fields["description"] == green.fields["description"] == f"d{number}"


@pytest.mark.parametrize("policy", ["newest", "manual"])
def test_edits_in_turn_after_edits_side_by_side_are_no_conflict(tmp_path: Path, policy: str) -> None:
    world = World(tmp_path / "s.db", policy=Policy(conflicts=policy))
    blue, green = synced(world, description="old")
    world.blue.edit(blue, description="d1")
    world.green.edit(green, priority="p1")
    world.run()
    world.blue.edit(blue, priority="p2")
    world.green.edit(green, description="d2")
    assert not world.run().conflicts
    for issue in (blue, green):
        assert (issue.fields["description"], issue.fields["priority"]) == ("d2", "p2")


def test_edits_before_our_read_and_after_our_write_are_no_conflict(tmp_path: Path) -> None:
    world = World(tmp_path / "s.db")
    blue, green = synced(world, description="old")
    world.green.edit(green, description="seen")
    world.run()
    world.blue.edit(blue, description="blue's")
    assert not world.run().conflicts
    world.green.edit(green, description="later")
    assert not world.run().conflicts
    assert blue.fields["description"] == "later"


def test_a_run_that_replaces_nothing_asks_for_no_history(tmp_path: Path) -> None:
    world = World(tmp_path / "s.db")
    blue, _ = synced(world)
    world.blue.edit(blue, labels={"a", "b"})
    world.blue.comment(blue, "c")
    world.run()
    assert "history" not in world.green.reads
    world.blue.edit(blue, summary="two")
    world.plan()
    assert "history" not in world.green.reads
    world.run()
    assert world.green.reads.count("history") == 1


def test_an_edit_of_a_half_made_issue_is_not_lost(tmp_path: Path) -> None:
    world = World(tmp_path / "s.db", green_trigger=True)
    blue = world.blue.add(summary="one", description="blue's")
    world.blue.comment(blue, "c")
    world.green.faults["comment"] = [Unavailable("503"), Unavailable("503")]
    world.run()
    green = world.green.only()
    world.green.edit(green, description="green's")
    world.run()
    world.clock.tick(7200)
    world.run()
    world.settle_down()
    assert blue.fields["description"] == green.fields["description"] == "green's"


def test_a_conflict_is_recorded_even_if_the_run_dies_after_the_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = World(tmp_path / "s.db", policy=Policy(conflicts="source"))
    blue, green = synced(world)
    world.blue.edit(blue, summary="blue's")
    world.green.edit(green, summary="green's")
    dying_once(monkeypatch, PairDrain, "_record")
    with pytest.raises(KeyboardInterrupt):
        world.run()
    world.run()
    with world.store.transaction() as records:
        assert [c.ours for c in records.conflicts("c")] == ["green's"]


def test_a_death_after_an_edit_of_a_copy_is_no_conflict(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = World(tmp_path / "s.db")
    blue, green = synced(world)
    world.blue.comment(blue, "first")
    world.run()
    world.run()
    blue.comments[0]["body"] = "better"
    world.blue.edit(blue)
    dying_once(monkeypatch, writing, "_record")
    with pytest.raises(KeyboardInterrupt):
        world.run()
    summary = world.run()
    assert not summary.conflicts and green.comments[0]["body"].endswith("better")


def test_a_run_that_dies_before_it_looked_back_leaves_that_to_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = World(tmp_path / "s.db")
    blue, green = synced(world, description="old")
    world.blue.edit(blue, description="blue's")

    def meanwhile(kind: str) -> None:
        world.green.on_write = lambda kind: None
        world.green.edit(green, description="green's")

    world.green.on_write = meanwhile
    dying_once(monkeypatch, summing_up, "_look_back")
    with pytest.raises(KeyboardInterrupt):
        world.run()
    (told,) = world.run().conflicts
    assert (told.ours, told.theirs, told.policy) == ("green's", "blue's", "unseen")
    assert not world.run().conflicts and world.green.reads.count("history") == 1


def test_edits_after_a_run_that_died_are_none_that_it_overwrote(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next run reads them before it writes over the last of them."""
    world = World(tmp_path / "s.db", policy=Policy(conflicts="source"))
    blue, green = synced(world, description="old")
    world.blue.edit(blue, description="b1")
    dying_once(monkeypatch, summing_up, "_look_back")
    with pytest.raises(KeyboardInterrupt):
        world.run()
    for text in ("g1", "g2", "g3"):
        world.clock.tick(60)
        world.green.edit(green, description=text)
    world.blue.edit(blue, description="b2")
    told = world.run().conflicts
    assert [(c.ours, c.theirs, c.policy) for c in told] == [("g3", "b2", "source")]
    assert (green.fields["description"], blue.fields["description"]) == ("b2", "b2")
