"""Taken-over issues that cannot be seen: gone, hidden, seen later, come back; none gets a new twin."""

from __future__ import annotations

from pathlib import Path

import pytest

from syncscript.contracts import GONE, Unavailable
from tests.engine.former_sync import adopted, codes, in_step, settled, states, take_over, taken
from tests.engine.world import World


def test_one_that_is_gone_makes_no_new_twin(world: World) -> None:
    blue, green = adopted(world)
    del world.green.issues[green.id]
    summary = world.run()
    assert [(w.diagnostic.code, dict(w.issues)) for w in summary.waiting] == [("E480", {"Blue": "BLUE-1"})]
    world.blue.edit(blue, summary="two")
    world.run()
    assert world.writes() == 0
    assert states(world) == {"gone": 1}


def test_one_that_comes_back_is_paired_by_a_further_import(world: World) -> None:
    blue, green = in_step(world)
    told = taken(world, blue.key, green.key)
    take_over(world, told)
    del world.green.issues[green.id]
    world.run()
    world.green.issues[green.id] = green
    take_over(world, told)
    world.blue.edit(blue, summary="two")
    summary = world.run()
    assert not summary.waiting
    assert green.fields["summary"] == "two"
    assert len(world.green.issues) == 1


def test_two_that_are_gone_are_told_once(world: World) -> None:
    blue, green = adopted(world)
    del world.green.issues[green.id], world.blue.issues[blue.id]
    first, second = world.run(), world.run()
    assert (codes(first), codes(second)) == (["E480"], [])
    with world.store.transaction() as records:
        assert records.pairs("c") == []
        (told,) = records.taken("c")
    assert told.state == GONE and told.problem is not None and "BLUE-1" in told.problem.message


def test_the_other_one_that_is_seen_later_is_no_new_issue(tmp_path: Path) -> None:
    """Green's triggers bring what is there."""
    world = World(tmp_path / "state.db", green_trigger=True)
    blue, green = adopted(world)
    hidden = world.green.issues.pop(green.id)
    assert [w.diagnostic.code for w in world.run().waiting] == ["E480"]
    world.green.issues[green.id] = hidden
    world.green.edit(green, summary="two")
    assert settled(world) == ["update"] and blue.fields["summary"] == "two"
    world.store.close()


@pytest.mark.parametrize("both", [True, False])
def test_one_that_is_seen_later_is_the_pair_that_it_was(world: World, both: bool) -> None:
    """Whoever let the account browse it again; a trigger would have made a twin of it."""
    blue, green = adopted(world)
    hidden = world.green.issues.pop(green.id), world.blue.issues.pop(blue.id)
    world.run()
    world.blue.issues[blue.id] = hidden[1]
    if both:
        world.green.issues[green.id] = hidden[0]
    world.blue.edit(blue, summary="two")
    assert "create" not in settled(world)
    assert states(world) == ({"paired": 1} if both else {"gone": 1})
    assert not both or green.fields["summary"] == "two"


def test_a_tracker_that_shows_none_of_many_stops_the_run(world: World) -> None:
    pairs = []
    for number in range(30):
        blue, green = in_step(world)
        pairs.append(taken(world, blue.key, green.key, name=f"t{number}", position=number))
    take_over(world, *pairs)
    hidden, world.green.issues = world.green.issues, {}
    summary = world.run()
    assert [problem.code for problem in summary.problems] == ["E482"]
    assert states(world) == {"waiting": 30}
    world.green.issues = hidden
    assert not world.run().problems
    assert (states(world), world.writes()) == ({"paired": 30}, 0)


def test_a_failed_search_concludes_nothing(world: World) -> None:
    adopted(world)
    world.green.faults["look_up"] = [Unavailable("down")]
    summary = world.run()
    assert summary.problems and states(world) == {"waiting": 1}
    assert not world.run().problems
    assert states(world) == {"paired": 1} and world.writes() == 0
