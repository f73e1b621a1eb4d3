"""A sync of another kind goes on as ours, over HTTP and with real rules: nothing twice, every edit once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from syncscript.app.backbone.existing import look_for
from tests.rig import INCOMING, OUTGOING
from tests.sync.former_sync import FormerSync
from tests.sync.joined import Joined, joined, mapping, scripts

RULES = scripts(OUTGOING, INCOMING.replace("%s", "{project}", 1).replace("%s", ":"))


@pytest.fixture(params=[("cloud", "cloud"), ("dc", "cloud")], ids="-to-".join)
def two(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Joined]:
    both = ("BlueJira", "GreenJira")
    with joined(tmp_path, RULES, faces=request.param, triggers=both) as pair:
        yield pair


def writes(pair: Joined) -> list[str]:
    """Kinds of what a settled run wrote, one after the other."""
    summary = pair.run()
    done = [kind for kind, count in summary.writes.items() for _ in range(count)]
    pair.assert_quiet()
    return sorted(done)


def move(pair: Joined, key: str) -> str:
    """The new key of a blue issue."""
    return str(pair.at_blue.call("POST", f"../../../__sandbox__/move/{key}", {"project": "BLUE"})["key"])


def test_what_was_in_step_stays_as_it_is(two: Joined) -> None:
    former = FormerSync(two)
    for number in range(3):
        former.in_step(f"issue {number}", labels=["a", "b"], description="Some *text*.")
    former.stops()
    former.is_taken_over()
    before = two.writes()
    assert two.plan().is_empty
    for _ in range(2):
        two.run()
    assert two.writes() == before
    for person, project in ((two.at_blue, "BLUE"), (two.at_green, "GREEN")):
        assert len(person.keys(project)) == 3
        for key in person.keys(project):
            assert (len(person.comments(key)), len(person.files(key))) == (2, 1)


def test_the_first_edits_on_either_side_cross_and_nothing_else(two: Joined) -> None:
    former = FormerSync(two)
    blue, green = former.in_step("one", labels=["a", "b"])
    former.stops()
    former.is_taken_over()
    two.at_blue.edit(blue, summary="two")
    assert writes(two) == ["update"]
    assert two.at_green.fields(green)["summary"] == "two"
    two.at_green.edit(green, summary="three")
    assert writes(two) == ["update"]
    assert two.at_blue.fields(blue)["summary"] == "three"
    two.at_blue.comment(blue, "news")
    two.at_green.comment(green, "answer")
    assert writes(two) == ["comment", "comment"]
    assert (len(two.at_blue.comments(blue)), len(two.at_green.comments(green))) == (4, 4)
    two.at_green.attach(green, "more.txt", b"more")
    assert writes(two) == ["attach"]
    assert two.at_blue.files(blue) == {"plan.txt": b"the plan", "more.txt": b"more"}


def test_what_people_did_between_export_and_import_crosses(two: Joined) -> None:
    former = FormerSync(two)
    blue, green = former.in_step("one", labels=["a", "b"])
    former.stops()
    two.at_blue.edit(blue, summary="two")
    two.at_blue.label(blue, add=["c"], remove=["a"])
    two.at_green.edit(green, description="there")
    two.at_green.move(green, "In Progress")
    former.is_taken_over()
    two.settle()
    for person, key in ((two.at_blue, blue), (two.at_green, green)):
        fields = person.fields(key)
        assert (fields["summary"], fields["description"]) == ("two", "there")
        assert (fields["status"]["name"], set(fields["labels"])) == ("In Progress", {"b", "c"})
    two.assert_quiet()


def test_an_edited_comment_goes_over_to_the_copy_that_is_there(two: Joined) -> None:
    former = FormerSync(two)
    blue, green = former.in_step("one")
    former.stops()
    former.is_taken_over()
    said = str(former.blue[0]["comments"][0]["localId"])
    two.at_blue.edit_comment(blue, said, "said better")
    assert writes(two) == ["edit-comment"]
    assert any("said better" in body for body in two.at_green.comments(green))
    assert len(two.at_green.comments(green)) == 2


def test_a_moved_issue_and_one_that_is_gone(two: Joined) -> None:
    former = FormerSync(two)
    (blue, _), (_, lost) = former.in_step("moved"), former.in_step("lost")
    former.stops()
    former.is_taken_over()
    two.at_green.call("DELETE", f"issue/{lost}")
    blue = move(two, blue)
    summary = two.run_anyhow()
    assert [notice.code for notice in summary.notices] == ["E484"]
    assert [w.diagnostic.code for w in summary.waiting] == ["E480"]
    assert not summary.failed and not summary.writes
    two.at_blue.edit(blue, summary="still in step")
    assert dict(two.run_anyhow().writes) == {"update": 1}
    assert len(two.at_green.keys("GREEN")) == 1


def test_asking_what_is_still_there_only_reads(two: Joined) -> None:
    former = FormerSync(two)
    keys = [former.in_step(f"issue {number}") for number in range(4)]
    moved = move(two, keys[1][0])
    two.at_green.call("DELETE", f"issue/{keys[2][1]}")
    before = two.writes()
    trackers = {side.name: side.tracker for side in two.connection.sides}
    found = look_for(former.wanted(), trackers, lambda done, total: None)
    gone, told_moved = (sorted(found.findings, key=lambda one: moved in str(one)))
    assert (found.gone, found.moved) == (1, 1)
    assert keys[2][1] in str(gone) and keys[1][0] in str(told_moved) and moved in str(told_moved)
    assert two.writes() == before


MAPPING = """
BlueJira.issue.summary <-> GreenJira.issue.summary
GreenJira.issue.labels = "from Jira synchronization"
GreenJira.issue.environment = BlueJira.issue.status.name
BlueJira.issue.priority <-> GreenJira.issue.priority {
    "High" <-> "Highest"
    "Medium" <-> "Medium"
    else error
}
"""


def test_a_mapping_file_goes_on_from_a_takeover_too(tmp_path: Path) -> None:
    """A former value that the table lacks does not keep the news from crossing."""
    with joined(tmp_path, mapping(MAPPING), triggers=("BlueJira", "GreenJira")) as pair:
        former = FormerSync(pair)
        blue, green = former.in_step("one", priority={"name": "Low"})
        former.stops()
        former.is_taken_over()
        pair.at_blue.move(blue, "In Progress")
        pair.at_blue.edit(blue, priority={"name": "High"})
        pair.settle()
        seen = pair.at_green.fields(green)
        assert (seen["environment"], seen["priority"]["name"]) == ("In Progress", "Highest")
        assert seen["labels"] == []
        pair.at_green.edit(green, priority={"name": "Medium"}, summary="two")
        pair.settle()
        seen = pair.at_blue.fields(blue)
        assert (seen["summary"], seen["priority"]["name"]) == ("two", "Medium")
        pair.assert_quiet()
