"""Every kind of field after a takeover: left where nobody touched it, carried over where somebody did."""

from __future__ import annotations

from typing import Any

from tests.sync.all_fields import CLEARED, assert_same, filled, plain
from tests.sync.former_sync import FormerSync
from tests.sync.joined import Joined


def both_with(two: Joined, **fields: Any) -> tuple[FormerSync, str, str]:
    """A pair of issues with these fields, each as its own side wants to be told."""
    former = FormerSync(two)
    blue = two.at_blue.create("BLUE", "one", type="Bug", **{**filled(two, "blue"), **fields})
    green = two.at_green.create("GREEN", "one", type="Bug", **{**filled(two, "green"), **fields})
    former.note(blue, green, {}, {})
    former.stops()
    return former, blue, green


def test_what_both_hold_already_is_not_written(two: Joined) -> None:
    former, blue, green = both_with(two)
    former.is_taken_over()
    two.at_blue.edit(blue, summary="two")
    assert dict(two.run().writes) == {"update": 1}
    assert_same(two, blue, green)
    two.assert_quiet()


def test_what_was_cleared_since_is_cleared_there(two: Joined) -> None:
    former, blue, green = both_with(two)
    two.at_blue.edit(blue, **CLEARED)
    former.is_taken_over()
    two.settle()
    seen = plain(two.at_green.fields(green))
    assert seen == plain(two.at_blue.fields(blue))
    assert not any(seen[name] for name in CLEARED)
    two.assert_quiet()


def test_what_was_filled_in_since_is_filled_in_there(two: Joined) -> None:
    former, blue, green = both_with(two, **CLEARED)
    two.at_green.edit(green, **filled(two, "green"))
    former.is_taken_over()
    two.settle()
    assert_same(two, blue, green)
    assert plain(two.at_blue.fields(blue))["customfield_10016"]
    two.assert_quiet()


def test_what_was_changed_since_follows_that_side(two: Joined) -> None:
    former, blue, green = both_with(two)
    two.at_blue.edit(blue, priority={"name": "Low"}, components=[{"name": "Door"}], duedate="2027-01-01")
    two.at_blue.edit(blue, fixVersions=[{"name": "1.1"}], customfield_10016=[{"value": "Linux"}])
    two.at_green.edit(green, environment="the roof", customfield_10010="R-2")
    two.at_green.move(green, "In Progress")
    former.is_taken_over()
    two.settle()
    assert_same(two, blue, green)
    seen = plain(two.at_blue.fields(blue))
    assert (seen["components"], seen["fixVersions"]) == (["Door"], ["1.1"])
    assert seen["customfield_10016"] == ["Linux"]
    assert (seen["status"], seen["environment"], seen["priority"]) == ("In Progress", "the roof", "Low")
    two.assert_quiet()


def test_differences_that_were_left_stay_in_every_field(two: Joined) -> None:
    former = FormerSync(two)
    blue = two.at_blue.create("BLUE", "one", **filled(two, "blue"))
    green = two.at_green.create("GREEN", "another")
    former.note(blue, green, {}, {})
    former.stops()
    former.is_taken_over()
    before = plain(two.at_green.fields(green))
    two.at_blue.comment(blue, "news")
    assert dict(two.settle().writes) == {}
    assert plain(two.at_green.fields(green)) == before
    assert len(two.at_green.comments(green)) == 1
