"""QA to development: what its README says, between two sandboxes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.rules.sandboxed import Sandboxed, note, sandboxed


@pytest.fixture
def teams(tmp_path: Path) -> Iterator[Sandboxed]:
    with sandboxed("qa-to-development", tmp_path) as project:
        yield project


def test_a_report_lives_through_mending_retest_and_a_second_try(teams: Sandboxed) -> None:
    tester, developer = teams.at["QaJira"], teams.at["DevJira"]
    unseen = tester.create("QA", "Not looked at yet", type="Bug")
    report = tester.create("QA", "Login fails", type="Bug", labels=["vetted"], description="Twice.",
                           customfield_10015={"value": "Critical"})  # fmt: skip
    tester.comment(report, "Seen on two machines.")
    note(tester, report, "The customer is angry.")
    tester.attach(report, "login.txt", b"refused")
    teams.settle()
    bug = teams.twin(report)
    fields = developer.fields(bug)
    assert (fields["priority"]["name"], fields["issuetype"]["name"]) == ("Highest", "Bug")
    assert (fields["labels"], fields["description"]) == (["from-qa"], "Twice.")
    assert developer.files(bug) == {"login.txt": b"refused"}
    (comment,) = developer.comments(bug)
    assert "Seen on two machines." in comment
    assert tester.fields(report)["customfield_10010"] == bug
    assert teams.twins(unseen) == []

    developer.edit(bug, priority={"name": "Low"})
    developer.comment(bug, "It is the session.")
    developer.comment(bug, "internal: this code again")
    developer.move(bug, "In Progress")
    teams.settle()
    developer.move(bug, "In Review")
    teams.settle()
    assert status(tester.fields(report)) == "In Progress"
    assert len(tester.comments(report)) == 3, "two of its own, and the answer that is not internal"

    developer.version("DEV", "2.1")
    developer.edit(bug, fixVersions=[{"name": "2.1"}])
    developer.move(bug, "Done")
    teams.settle()
    assert status(tester.fields(report)) == "In Review"
    assert status(developer.fields(bug)) == "Done"
    assert [version["name"] for version in tester.fields(report)["fixVersions"]] == ["2.1"]

    tester.move(report, "To Do")
    teams.settle()
    assert status(developer.fields(bug)) == "To Do"
    assert developer.fields(bug)["priority"]["name"] == "Low"
    developer.move(bug, "Done")
    teams.settle()
    tester.move(report, "Done")
    teams.settle()
    assert (status(tester.fields(report)), status(developer.fields(bug))) == ("Done", "Done")
    teams.assert_quiet()


def test_what_will_not_be_mended_is_shown_to_the_lead(teams: Sandboxed) -> None:
    tester, developer = teams.at["QaJira"], teams.at["DevJira"]
    report = tester.create("QA", "The button is green", type="Bug", labels=["vetted"])
    teams.settle()
    developer.move(teams.twin(report), "Done", resolution={"name": "Won't Do"})
    teams.settle()
    assert tester.fields(report)["labels"] == ["not-mended", "vetted"]
    teams.assert_quiet()


def status(fields: object) -> str:
    assert isinstance(fields, dict)
    return str(fields["status"]["name"])
