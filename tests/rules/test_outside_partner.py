"""An outside partner: what the README promises stays at home does, between two sandboxes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.rules.sandboxed import Sandboxed, note, sandboxed


@pytest.fixture
def sides(tmp_path: Path) -> Iterator[Sandboxed]:
    with sandboxed("outside-partner", tmp_path) as project:
        yield project


def test_only_what_is_meant_for_the_partner_arrives(sides: Sandboxed) -> None:
    our, partner = sides.at["OurJira"], sides.at["PartnerJira"]
    shared = our.create("OUR", "Replace the badge readers", labels=["for-partner"], duedate="2026-03-31",
                        description="Two doors.\n\nINTERNAL at most 900 each",
                        environment="server 12", priority={"name": "Highest"})  # fmt: skip
    secret = our.create("OUR", "Dismiss the partner", labels=["for-partner", "confidential"])
    our.comment(shared, "They are too dear.")
    our.comment(shared, "@partner When can you come?")
    our.attach(shared, "offer.txt", b"900")
    sides.settle()
    assert sides.twins(secret) == []
    theirs = sides.twin(shared)
    fields = partner.fields(theirs)
    assert (fields["summary"], fields["duedate"]) == ("Replace the badge readers", "2026-03-31")
    assert fields["description"].strip() == "Two doors."
    assert partner.comments(theirs) == ["The client writes: When can you come?"]
    everything = json.dumps({**fields, "comments": partner.comments(theirs)})
    assert not [word for word in ("900", "dear", "server 12", "Highest") if word in everything]
    assert partner.files(theirs) == {}
    sides.assert_quiet()


def test_answers_and_files_come_back_and_overwrite_nothing(sides: Sandboxed) -> None:
    our, partner = sides.at["OurJira"], sides.at["PartnerJira"]
    shared = our.create("OUR", "Replace the badge readers", labels=["for-partner"])
    sides.settle()
    theirs = sides.twin(shared)
    partner.edit(theirs, summary="Replace everything", description="At once.")
    partner.comment(theirs, "On Monday.")
    note(partner, theirs, "Ask for more.")
    partner.attach(theirs, "door.jpg", b"jpg")
    partner.move(theirs, "Done")
    sides.settle()
    fields = our.fields(shared)
    assert (fields["summary"], fields["description"]) == ("Replace the badge readers", None)
    assert (fields["labels"], fields["status"]["name"]) == (["for-partner", "partner-done"], "To Do")
    assert our.comments(shared) == ["The partner writes: On Monday."]
    assert our.files(shared) == {"door.jpg": b"jpg"}
    sides.assert_quiet()


def test_confidential_ends_the_sharing_and_takes_nothing_away(sides: Sandboxed) -> None:
    our, partner = sides.at["OurJira"], sides.at["PartnerJira"]
    shared = our.create("OUR", "Replace the badge readers", labels=["for-partner"])
    our.comment(shared, "@partner When can you come?")
    sides.settle()
    our.label(shared, add=["confidential"])
    our.edit(shared, summary="Find another partner")
    sides.settle()
    theirs = sides.twin(shared)
    assert partner.fields(theirs)["summary"] == "Replace the badge readers"
    assert len(partner.comments(theirs)) == 1


def test_what_we_close_is_closed_there(sides: Sandboxed) -> None:
    our, partner = sides.at["OurJira"], sides.at["PartnerJira"]
    shared = our.create("OUR", "Replace the badge readers", labels=["for-partner"])
    sides.settle()
    partner.move(sides.twin(shared), "In Progress")
    our.move(shared, "Done")
    sides.settle()
    assert partner.fields(sides.twin(shared))["status"]["name"] == "Done"
    assert our.fields(shared)["status"]["name"] == "Done"
    sides.assert_quiet()
