"""What accounts of a former sync wrote is not sent as new, whether an export tells it or not."""

from __future__ import annotations

import pytest

from syncscript.engine.asking.former_users import without_former_users
from tests.engine.former_sync import TEXT, adopted
from tests.engine.people import Stored
from tests.engine.world import World

OLD = {"key": "557058:Old", "displayName": "Old", "email": "Sync@Example.com", "username": "backbone.sync"}


def written_by(issue: Stored, author: dict[str, str]) -> None:
    """The last comment, file and work log are this one's."""
    for hung in (issue.comments, issue.attachments, issue.work):
        if hung:
            hung[-1]["author"] = author


@pytest.mark.parametrize("name", ["557058:old", "sync@example.com", "Backbone.Sync"])
def test_copies_that_no_export_tells_do_not_cross_back(world: World, name: str) -> None:
    blue, green = adopted(world)
    world.with_rules(Green={"former_users": frozenset([name])})
    world.green.comment(green, TEXT.format("copied after the export"))
    world.green.attach(green, "late.txt", b"late")
    world.green.log(green, 60, "late")
    written_by(green, OLD)
    before = len(blue.comments), len(blue.attachments), len(blue.work)
    world.settle_down()
    assert (len(blue.comments), len(blue.attachments), len(blue.work)) == before
    world.green.comment(green, "a person's")
    world.settle_down()
    assert [c["body"] for c in blue.comments][-1] == TEXT.format("a person's")
    assert len(blue.comments) == before[0] + 1


def test_only_the_side_that_names_them_leaves_them_out(world: World) -> None:
    blue, green = adopted(world)
    world.with_rules(Blue={"former_users": frozenset(["backbone.sync"])})
    world.green.comment(green, "by a person of this name")
    written_by(green, OLD)
    world.settle_down()
    assert len(blue.comments) == len(green.comments)


def test_what_was_sent_before_they_were_named_stays_in_step(world: World) -> None:
    blue, green = adopted(world)
    world.green.comment(green, "sent")
    written_by(green, OLD)
    world.settle_down()
    world.with_rules(Green={"former_users": frozenset(["backbone.sync"])})
    world.green.reword(green, green.comments[-1]["id"], "sent and better")
    world.settle_down()
    assert blue.comments[-1]["body"] == "Old commented:\nsent and better"


def test_entries_without_a_known_author_are_anybodys() -> None:
    entries = [{"id": "1"}, {"id": "2", "author": None}, {"id": "3", "author": {"displayName": "backbone"}}]
    payload = {"comments": entries, "attachments": None, "summary": "x"}
    found = without_former_users(payload, ["backbone"], (), "Green")
    assert found == {"comments": entries, "attachments": [], "summary": "x"}
