"""Issues that one side of an export alone calls paired: no twin is made, and a later import takes them."""

from __future__ import annotations

from syncscript.contracts import Takeover, Unavailable
from tests.engine.former_sync import in_step, settled, take_over, taken
from tests.engine.people import Stored
from tests.engine.world import World


def set_apart(world: World) -> tuple[Stored, Stored]:
    """Both of them, beside one that is nowhere."""
    blue, green = in_step(world)
    apart = {"Blue": (blue.key, "BLUE-99"), "Green": (green.key,)}
    with world.store.transaction() as records:
        records.put_takeover(Takeover("c", "Blue", world.clock.now, {"cloud": "Green"}, apart))
    return blue, green


def test_no_twin_is_made_of_it_whoever_works_on_it(world: World) -> None:
    blue, green = set_apart(world)
    assert "E487" in [notice.code for notice in world.plan().notices]
    summary = world.run()
    assert [notice.code for notice in summary.notices] == ["E487"]
    assert "Blue BLUE-1, Green GREEN-1" in summary.notices[0].message
    world.blue.edit(blue, summary="two")
    world.green.edit(green, summary="three")
    summary = world.run()
    assert [w.diagnostic.code for w in summary.waiting] == ["E487", "E487"] and not summary.notices
    assert world.writes() == 0
    assert world.blue.reads.count("look_up") == 2, "the plan's and the first run's"
    with world.store.transaction() as records:
        kept = records.takeover("c")
    assert kept is not None and not kept.apart and kept.about == {"cloud": "Green"}


def test_a_pair_that_both_sides_know_then_takes_its_issues(world: World) -> None:
    blue, green = set_apart(world)
    world.run()
    take_over(world, taken(world, blue.key, green.key))
    world.blue.edit(blue, summary="two")
    assert settled(world) == ["update"]
    with world.store.transaction() as records:
        (pair,) = records.pairs("c")
    assert pair.state == "active" and len(pair.issues) == 2


def test_an_issue_of_a_pair_is_not_set_apart(world: World) -> None:
    blue, green = set_apart(world)
    with world.store.transaction() as records:
        records.put_taken([taken(world, blue.key, green.key)])
    assert not world.run().waiting


def test_a_search_that_fails_is_made_again(world: World) -> None:
    set_apart(world)
    world.green.faults["look_up"] = [Unavailable("down")]
    assert world.run().problems and world.writes() == 0
    assert [w.diagnostic.code for w in world.run().waiting] == ["E487", "E487"]
    assert world.writes() == 0
