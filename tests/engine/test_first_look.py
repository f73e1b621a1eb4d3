"""After a takeover: only what changed since goes over, whichever side it changed on; all else stays."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from syncscript.contracts import Capabilities, Link, Unavailable
from tests.engine.clock import Clock
from tests.engine.former_sync import TEXT, adopted, copied, in_step, kinds, settled, take_over, taken
from tests.engine.memory_tracker import lost_answer
from tests.engine.python_rules import ALL, PythonRule, receive
from tests.engine.world import World


@pytest.mark.parametrize("when", ["before the first run", "after it"])
@pytest.mark.parametrize("side", ["Blue", "Green"])
def test_an_edit_is_all_that_crosses(world: World, side: str, when: str) -> None:
    blue, green = adopted(world)
    if when == "after it":
        world.run()
    tracker, mine, twin = (world.blue, blue, green) if side == "Blue" else (world.green, green, blue)
    tracker.edit(mine, summary="two")
    assert settled(world) == ["update"]
    assert (mine.fields["summary"], twin.fields["summary"]) == ("two", "two")
    tracker.edit(mine, summary="three")
    assert settled(world) == ["update", "update"]
    other = world.green if side == "Blue" else world.blue
    other.edit(twin, summary="four")
    assert settled(world) == ["update"] * 3
    assert mine.fields["summary"] == "four"


def test_edits_on_both_sides_both_cross(world: World) -> None:
    blue, green = adopted(world)
    world.blue.edit(blue, summary="two", status="Done")
    world.green.edit(green, priority="Low", labels={"a", "b", "c"})
    assert sorted(settled(world)) == ["transition", "update", "update"]
    for issue in (blue, green):
        assert issue.fields == {"summary": "two", "status": "Done", "priority": "Low",
                                "labels": {"a", "b", "c"}}  # fmt: skip


def test_a_new_comment_crosses_each_way_and_no_old_one(world: World) -> None:
    blue, green = adopted(world)
    world.blue.comment(blue, "news")
    world.green.comment(green, "answer")
    assert sorted(settled(world)) == ["comment", "comment"]
    assert [c["body"] for c in green.comments][-1] == TEXT.format("news")
    assert [c["body"] for c in blue.comments][-1] == TEXT.format("answer")
    assert (len(blue.comments), len(green.comments)) == (4, 4)


def test_where_both_sides_hold_what_is_asked_no_history_is_read(world: World) -> None:
    blue, green = adopted(world)
    world.blue.comment(blue, "news")
    assert settled(world) == ["comment"] and "history" not in world.blue.reads + world.green.reads
    world.blue.edit(blue, labels={"b", "c"}, summary="two")
    world.green.edit(green, priority="Low")
    assert sorted(settled(world)) == ["comment", "update", "update"]
    assert (green.fields["labels"], blue.fields["priority"]) == ({"b", "c"}, "Low")


def test_a_new_file_crosses_and_no_old_one(world: World) -> None:
    _blue, green = adopted(world)
    world.green.attach(green, "b.txt", b"b")
    assert settled(world) == ["attach"]


def test_an_edited_comment_goes_over_to_its_copy(world: World) -> None:
    blue, green = adopted(world)
    world.blue.reword(blue, blue.comments[0]["id"], "said better")
    assert settled(world) == ["edit-comment"]
    assert green.comments[0]["body"] == TEXT.format("said better")
    world.blue.reword(blue, blue.comments[0]["id"], "said best")
    assert settled(world) == ["edit-comment"] * 2


def test_a_comment_edited_on_both_sides_is_a_conflict_that_the_newer_wins(world: World) -> None:
    blue, green = adopted(world)
    world.blue.reword(blue, blue.comments[0]["id"], "said better")
    world.green.reword(green, green.comments[0]["id"], "corrected there")
    summary = world.run()
    assert [c.winner for c in summary.conflicts] == ["ours"]
    assert green.comments[0]["body"] == "corrected there"
    assert kinds(world) == []


def test_a_copy_in_other_words_than_our_rules_use_stays_as_it_is(world: World) -> None:
    blue, green = adopted(world)
    world.green.edit(green, summary="two")
    assert settled(world) == ["update"]
    assert blue.comments[1]["body"] == "as the former sync wrote it"


def test_an_original_deleted_since_leaves_its_copy(world: World) -> None:
    blue, green = adopted(world)
    blue.comments = blue.comments[1:]
    world.blue.edit(blue, summary="two")
    assert settled(world) == ["update"]
    assert len(green.comments) == 2


def test_a_copy_of_ours_whose_answer_was_lost_is_removed_with_its_original(world: World) -> None:
    """It has no text that was asked for either, and is none of the former sync's."""
    blue, green = adopted(world)
    world.green.lost["comment"] = [lost_answer()]
    world.blue.comment(blue, "news")
    world.run()
    blue.comments.pop()
    world.blue.edit(blue, summary="two")
    for _ in range(3):
        world.clock.tick(150)
        world.run()
    assert (len(green.comments), green.fields["summary"]) == (2, "two")


def test_copies_that_our_rules_do_not_want_are_not_removed(world: World) -> None:
    def nothing_of_it(issue: Any, replica: Any, context: Any) -> None:
        receive(*ALL).script(issue, replica, context)
        context["written"] |= {"comments": [], "attachments": []}

    rule = PythonRule("in.sync", "incoming", nothing_of_it)
    world.with_rules(Green={"incoming": rule}, Blue={"incoming": rule})
    blue, green = adopted(world)
    world.blue.edit(blue, summary="two")
    assert settled(world) == ["update"]
    assert (len(green.comments), len(green.attachments)) == (2, 1)


def test_once_compared_a_copy_that_is_withdrawn_is_removed(world: World) -> None:
    blue, green = adopted(world)
    world.blue.edit(blue, summary="two")
    settled(world)
    world.blue.edit(blue, summary="three")
    blue.comments = blue.comments[1:]
    assert settled(world)[1:] == ["update", "remove-comment"]
    assert len(green.comments) == 1


def test_old_comments_without_a_copy_are_told_and_not_sent(world: World) -> None:
    blue, green = in_step(world)
    world.blue.comment(blue, "before")
    world.green.comment(green, "there")
    take_over(world, taken(world, blue.key, green.key))
    world.blue.edit(blue, summary="two")
    summary = world.run()
    assert [n.code for n in summary.notices] == ["E486", "E486"]
    assert settled(world) == ["update"]
    world.blue.comment(blue, "after")
    assert settled(world) == ["update", "comment"]
    assert [c["body"] for c in green.comments] == ["there", TEXT.format("after")]


def test_what_a_lost_message_carried_is_sent(world: World) -> None:
    """Blue counted two messages, green got one: the comment and the edit of the second never arrived."""
    blue, green = in_step(world)
    world.blue.comment(blue, "before that")
    arrived = world.clock.tick(10)
    world.blue.edit(blue, priority="Low")
    owed = world.blue.comment(blue, "lost")
    world.clock.tick(10)
    told = int(arrived.timestamp() * 1000)
    changes = {"Blue": {"sent": 2, "alone": (("comment", owed),)},
               "Green": {"received": 1, "last_incoming": told}}  # fmt: skip
    take_over(world, taken(world, blue.key, green.key, changes=changes))
    assert sorted(settled(world)) == ["comment", "update"]
    assert green.fields["priority"] == "Low"
    assert [c["body"] for c in green.comments] == [TEXT.format("lost")]


def test_what_was_listed_and_lost_is_sent_however_old_it_is(world: World) -> None:
    blue, green = in_step(world)
    owed, older = world.blue.comment(blue, "shown to the partner later"), world.blue.comment(blue, "older")
    changes = {"Blue": {"sent": 2, "alone": (("comment", owed),)}, "Green": {"received": 1}}
    take_over(world, taken(world, blue.key, green.key, changes=changes))
    assert settled(world) == ["comment"] and older
    assert [c["body"] for c in green.comments] == [TEXT.format("shown to the partner later")]


def test_a_clock_that_was_ahead_hides_no_later_edit(world: World) -> None:
    blue, green = in_step(world)
    ahead = int(world.clock.now.timestamp() * 1000) + 50 * 86_400_000
    changes = {side: {"known_until": ahead, "quiet_until": ahead} for side in ("Blue", "Green")}
    take_over(world, taken(world, blue.key, green.key, changes=changes))
    world.blue.edit(blue, summary="two")
    world.blue.comment(blue, "news")
    assert sorted(settled(world)) == ["comment", "update"]


def test_a_trackers_clock_that_is_behind_hides_no_edit_after_the_import(world: World) -> None:
    """Of an export without times, as `pair` writes it."""
    behind = timedelta(hours=5)
    for tracker in (world.blue, world.green):
        tracker.clock, tracker.clock_offset = Clock(world.clock.now - behind), -behind
    blue, green = in_step(world)
    untold = dict.fromkeys(("known_until", "quiet_until", "last_incoming", "last_outgoing"))
    take_over(world, taken(world, blue.key, green.key, changes={"Blue": untold, "Green": untold}))
    for tracker in (world.blue, world.green):
        tracker.clock.tick(120)
    world.blue.edit(blue, summary="two")
    world.green.comment(green, "news")
    assert sorted(settled(world)) == ["comment", "update"]


def test_a_clock_that_was_behind_sends_nothing_that_the_former_sync_knew(world: World) -> None:
    """Hours behind: all that it did seems to have happened later."""
    blue, green = in_step(world)
    links = copied(world, blue, green)
    kept_back = world.blue.comment(blue, "of no concern there")
    behind = int(world.clock.now.timestamp() * 1000) - 9 * 3_600_000
    changes: dict[str, dict[str, Any]] = {
        side: {"known_until": behind, "quiet_until": behind} for side in ("Blue", "Green")
    }
    changes["Blue"]["alone"] = (("comment", kept_back),)
    take_over(world, taken(world, blue.key, green.key, links, changes=changes))
    assert settled(world) == []
    world.blue.comment(blue, "news")
    assert settled(world) == ["comment"]


def test_a_tracker_without_history_is_taken_at_the_issues_own_time(world: World) -> None:
    world.blue.capabilities = world.green.capabilities = Capabilities(change_history=False)
    blue, green = in_step(world)
    green.fields |= {"priority": "Low"}
    take_over(world, taken(world, blue.key, green.key))
    world.blue.edit(blue, summary="two", labels={"a", "b", "c"})
    settled(world)
    assert (green.fields["summary"], green.fields["labels"]) == ("two", {"a", "b", "c"})
    assert green.fields["priority"] == "High", "who changed it cannot be told"


def test_work_at_the_target_that_no_poll_saw_yet_is_not_lost(world: World) -> None:
    """Green is edited after its claim, and the search shows it only after blue's edit was written there."""
    blue, green = adopted(world)
    world.run()
    world.green.edit(green, priority="Low")
    original = world.green.changes
    world.green.changes = lambda *asked: []  # type: ignore[method-assign]
    world.blue.edit(blue, summary="two")
    world.run()
    world.green.changes = original  # type: ignore[method-assign]
    world.settle_down()
    assert (blue.fields["priority"], green.fields["summary"]) == ("Low", "two")


def test_a_source_that_goes_before_its_first_look_writes_nothing(world: World) -> None:
    blue, green = adopted(world)
    green.fields["priority"] = "Low"
    world.blue.edit(blue, summary="two")
    world.run(pairs=[])
    world.green.faults["fetch"] = [Unavailable("down")] * 3
    world.run()
    world.green.faults.clear()
    with world.store.transaction() as records:
        assert records.counts("c").queued == 1
    del world.blue.issues[blue.id]
    summary = world.run()
    assert [failure.diagnostic.code for failure in summary.failed] == ["E404"]
    assert (world.writes(), green.fields["priority"]) == (0, "Low")


def test_a_long_comment_that_was_copied_whole_is_not_sent_in_parts(world: World) -> None:
    blue, green = in_step(world)
    there = world.blue.comment(blue, "x" * 90)
    link = Link("comment", "Blue", there, world.green.comment(green, "x" * 90))
    world.green.capabilities = Capabilities(comment_limit=100)
    take_over(world, taken(world, blue.key, green.key, [link]))
    world.blue.edit(blue, summary="two")
    assert settled(world) == ["update"]
