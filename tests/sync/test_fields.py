"""Every field, end to end: what a person writes on one side is what a person reads on the other."""

from __future__ import annotations

from tests.sync.all_fields import CLEARED, assert_same, filled, plain
from tests.sync.joined import Joined


def test_every_field_reaches_the_new_twin(two: Joined) -> None:
    blue = two.at_blue.create("BLUE", "Badge reader", type="Bug", **filled(two, "blue"))
    two.at_blue.move(blue, "Done", resolution={"name": "Duplicate"})
    two.run()
    green = two.twin(blue)
    seen = plain(two.at_green.fields(green))
    assert seen == plain(two.at_blue.fields(blue))
    assert (seen["status"], seen["resolution"], seen["issuetype"]) == ("Done", "Duplicate", "Bug")
    assert all(seen.values())
    two.assert_quiet()


def test_later_edits_go_both_ways(two: Joined) -> None:
    blue = two.at_blue.create("BLUE", "Badge reader")
    two.settle()
    green = two.twin(blue)
    two.at_green.edit(green, summary="Badge reader, lobby", **filled(two, "green"))
    two.at_green.move(green, "Done", resolution={"name": "Won't Do"})
    two.settle()
    assert_same(two, blue, green)
    assert plain(two.at_blue.fields(blue))["resolution"] == "Won't Do"
    two.at_blue.move(blue, "In Progress")
    two.at_blue.edit(blue, priority={"name": "Low"}, customfield_10012=8)
    two.at_blue.label(blue, add=["other"])
    two.settle()
    assert_same(two, blue, green)
    two.assert_quiet()


def test_clearing_goes_both_ways(two: Joined) -> None:
    first = two.at_blue.create("BLUE", "one", **filled(two, "blue"))
    second = two.at_blue.create("BLUE", "two", **filled(two, "blue"))
    two.settle()
    two.at_blue.edit(first, **CLEARED)
    two.at_green.edit(two.twin(second), **{k: v for k, v in CLEARED.items() if k not in SETS})
    two.settle()
    assert_same(two, first, two.twin(first))
    assert not plain(two.at_blue.fields(second))["description"]
    assert plain(two.at_blue.fields(second))["assignee"] is None
    assert plain(two.at_blue.fields(second))["customfield_10015"] is None
    two.assert_quiet()


SETS = (
    "labels",
    "components",
    "versions",
    "fixVersions",
    "customfield_10016",
    "customfield_10020",
    "customfield_10021",
)


def test_an_edit_costs_exactly_one_write(two: Joined) -> None:
    blue = two.at_blue.create("BLUE", "one", **filled(two, "blue"))
    two.settle()
    two.at_blue.edit(
        blue, summary="new", priority={"name": "Low"}, labels=["badge", "z"], customfield_10012=1
    )
    before = two.writes()
    two.run()
    assert two.writes() == before + 1
