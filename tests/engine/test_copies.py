"""Copies of comments follow their originals, never cross back, and stay away once a person removed them."""

from __future__ import annotations

from tests.engine.memory_tracker import lost_answer
from tests.engine.python_rules import ALL, PythonRule, send
from tests.engine.world import World, synced


def test_comments_do_not_come_back_and_edits_follow(world: World) -> None:
    blue, green = synced(world)
    comment = world.blue.comment(blue, "first")
    world.run()
    world.green.comment(green, "answer")
    world.run()
    world.settle_down()
    assert [c["body"] for c in blue.comments] == ["first", "Tester commented:\nanswer"]
    assert [c["body"] for c in green.comments] == ["Tester commented:\nfirst", "answer"]
    next(c for c in blue.comments if c["id"] == comment)["body"] = "first, better"
    world.blue.edit(blue)
    world.run()
    world.settle_down()
    assert green.comments[0]["body"] == "Tester commented:\nfirst, better"


def test_a_copy_that_a_person_deleted_stays_deleted(world: World) -> None:
    blue, green = synced(world)
    world.blue.comment(blue, "first")
    world.run()
    green.comments.clear()
    world.green.edit(green, priority="Low")
    world.blue.comment(blue, "second")
    world.run()
    world.settle_down()
    assert [c["body"] for c in green.comments] == ["Tester commented:\nsecond"]


def test_withdrawn_comments_are_held_until_allowed_and_local_ones_live(world: World) -> None:
    blue, green = synced(world)
    for number in range(4):
        world.blue.comment(blue, f"c{number}")
    world.run()
    world.green.comment(green, "local")
    world.run()
    world.settle_down()
    world.with_rules(Blue={"outgoing": send(*[n for n in ALL if n != "comments"])})
    world.blue.edit(blue, summary="two")
    summary = world.run()
    assert len(summary.held) == 1 and "--allow-removals" in summary.held[0].diagnostic.help
    assert len(green.comments) == 5 and green.fields["summary"] == "one"
    summary = world.run(allow_removals=True)
    assert summary.writes == {"update": 1, "remove-comment": 4}
    assert [c["body"] for c in green.comments] == ["local"]
    world.settle_down()


def test_an_outgoing_run_that_sets_nothing_withdraws_nothing(world: World) -> None:
    blue, green = synced(world)
    world.blue.comment(blue, "c")
    world.run()
    world.with_rules(Blue={"outgoing": PythonRule("out", "outgoing", lambda i, r, c: "return")})
    world.blue.edit(blue, summary="two")
    world.run()
    assert len(green.comments) == 1 and green.fields["summary"] == "one"


def test_a_removal_behind_a_lost_answer_is_one_removal(world: World) -> None:
    """The pair is worked on twice by the run that finds the lost comment."""
    blue, green = synced(world)
    for number in range(3):
        world.green.comment(green, f"green {number}")
    world.settle_down()
    world.blue.comment(blue, "blue")
    del green.comments[0]
    world.green.edit(green, priority="Low")
    world.green.lost["comment"] = [lost_answer()]
    assert world.run().waiting
    world.clock.tick(200)
    assert world.run().held == ()
    assert [c["body"][-7:] for c in blue.comments if "green" in c["body"]] == ["green 1", "green 2"]
