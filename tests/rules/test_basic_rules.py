"""The rule set `basic` does what its comments say, on one sample issue."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from syncscript.language import compile_rule

BASIC = Path(__file__).parents[2] / "rules" / "basic"

ISSUE: dict[str, Any] = {
    "id": "10001",
    "key": "BLUE-1",
    "summary": "Printer on the third floor jams",
    "description": "It jams after *every* page.",
    "type": {"id": "1", "name": "Bug"},
    "status": {"id": "3", "name": "In Progress"},
    "priority": {"id": "2", "name": "High"},
    "resolution": None,
    "parentId": None,
    "project": {"id": "10000", "key": "BLUE", "name": "Blue"},
    "assignee": {"key": "a-1", "displayName": "Blue Tester", "email": "blue.tester@example.com"},
    "reporter": {"key": "a-2", "displayName": "Blue Admin", "email": "blue.admin@example.com"},
    "labels": [{"label": "printer"}, {"label": "third-floor"}],
    "comments": [
        {"id": "501", "author": {"displayName": "Blue Admin"}, "body": "Have you tried another tray?"},
    ],
    "attachments": [{"id": "701", "filename": "jam.png", "mimetype": "image/png", "filesize": 68}],
    "environment": "third floor",
}

SENT = {
    "key", "type", "assignee", "reporter", "summary", "description", "labels", "comments",
    "resolution", "status", "parentId", "priority", "attachments", "project",
}  # fmt: skip


def outgoing_of(issue: dict[str, Any]) -> dict[str, Any]:
    source = (BASIC / "basic.outgoing.sync").read_text(encoding="utf-8")
    rule = compile_rule(source, name="basic.outgoing.sync")
    return dict(rule.run({"issue": issue}).replica)


def incoming_with(inputs: dict[str, Any], text: str | None = None) -> Any:
    source = text or (BASIC / "basic.incoming.sync").read_text(encoding="utf-8")
    rule = compile_rule(source, name="basic.incoming.sync")
    answers = {
        'nodeHelper.getIssueType("Bug", "GREEN")': {"id": "7", "name": "Bug"},
        'nodeHelper.getIssueType("Incident", "GREEN")': None,
        'nodeHelper.getUserByEmail("service.desk@example.com")': {"key": "g-0", "displayName": "Green Desk"},
        'nodeHelper.getUserByEmail("blue.admin@example.com")': {"key": "g-2", "displayName": "Green Admin"},
        'nodeHelper.getUserByEmail("blue.tester@example.com")': None,
        'nodeHelper.getPriority("High")': {"id": "3", "name": "High"},
    }
    return rule.run(inputs, answers=answers)


def with_tables_filled_in() -> str:
    """The shipped rule with its optional parts no longer commented out."""
    lines = (BASIC / "basic.incoming.sync").read_text(encoding="utf-8").splitlines()
    code = ("def ", "issue.", "]", '    "')
    marked = tuple(f"// {start}" for start in code)
    return "\n".join(line[3:] if line.startswith(marked) else line for line in lines)


def test_outgoing_sends_what_it_names_and_no_more() -> None:
    replica = outgoing_of(ISSUE)
    assert set(replica) == SENT
    assert replica["summary"] == ISSUE["summary"]
    assert replica["comments"] == ISSUE["comments"]


def test_the_first_sync_says_where_the_issue_goes_and_what_it_becomes() -> None:
    outcome = incoming_with({"replica": outgoing_of(ISSUE), "issue": {}, "firstSync": True})
    assert outcome.writes["projectKey"].value == "GREEN"
    assert outcome.writes["typeName"].value == "Bug"
    assert outcome.writes["summary"].value == ISSUE["summary"]
    assert outcome.writes["summary"].by.file == "basic.incoming.sync"


def test_an_unknown_type_becomes_a_task() -> None:
    issue = {**ISSUE, "type": {"id": "9", "name": "Incident"}}
    outcome = incoming_with({"replica": outgoing_of(issue), "issue": {}, "firstSync": True})
    assert outcome.writes["typeName"].value == "Task"


def test_later_syncs_leave_project_and_type_alone() -> None:
    local = {"summary": "old", "comments": [{"id": "900", "body": "ours"}], "attachments": []}
    outcome = incoming_with({"replica": outgoing_of(ISSUE), "issue": local, "firstSync": False})
    assert not {"projectKey", "typeName"} & set(outcome.writes)
    comments = outcome.writes["comments"].value
    assert [c.get("id") or c["remoteId"] for c in comments] == ["900", "501"]
    assert "Have you tried another tray?" in comments[1]["body"]
    assert [a["remoteId"] for a in outcome.writes["attachments"].value] == ["701"]


def test_a_field_the_other_side_keeps_at_home_is_not_cleared() -> None:
    replica = outgoing_of(ISSUE)
    del replica["description"]
    outcome = incoming_with({"replica": replica, "issue": {"description": "ours"}, "firstSync": False})
    assert "description" not in outcome.writes
    assert "description" in outcome.absent


@pytest.mark.parametrize(("theirs", "ours"), [("Resolved", "Done"), ("Waiting", "Waiting")])
def test_the_status_table_once_filled_in(theirs: str, ours: str) -> None:
    issue = {**ISSUE, "status": {"id": "5", "name": theirs}}
    inputs = {"replica": outgoing_of(issue), "issue": {}, "firstSync": True}
    outcome = incoming_with(inputs, with_tables_filled_in())
    assert outcome.writes["status"].value == {"name": ours}


def test_users_once_filled_in() -> None:
    inputs = {"replica": outgoing_of(ISSUE), "issue": {}, "firstSync": True}
    outcome = incoming_with(inputs, with_tables_filled_in())
    assert outcome.writes["reporter"].value["key"] == "g-2"
    assert outcome.writes["assignee"].value["key"] == "g-0"


def test_priority_and_resolution_once_taken_over() -> None:
    inputs = {"replica": outgoing_of(ISSUE), "issue": {"resolution": {"name": "Done"}}, "firstSync": False}
    outcome = incoming_with(inputs, with_tables_filled_in())
    assert outcome.writes["priority"].value["name"] == "High"
    assert outcome.writes["resolution"].value is None
