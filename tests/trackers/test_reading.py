"""One issue read whole, with the history of its fields and the contents of its attachments."""

from __future__ import annotations

import json
from typing import Any

import pytest

from syncscript.contracts import NotFound
from syncscript.model import IssueRef
from tests.trackers.fake_jira import FakeJira, Reply, raw_comment, raw_issue, raw_user

DOCUMENT = {
    "type": "doc",
    "version": 1,
    "content": [{"type": "paragraph", "content": [{"type": "text", "text": "Hello"}]}],
}


def test_an_issue_read_whole() -> None:
    raw = raw_issue(
        1,
        description=DOCUMENT,
        labels=["b", "a"],
        components=[{"id": "7", "name": "Importer"}],
        assignee=raw_user(3),
        duedate="2026-01-31",
        parent={"id": "10009", "key": "BLUE-9"},
        resolution={"id": "1", "name": "Done"},
        resolutiondate="2026-03-01T10:00:00.000+0100",
        comment={"comments": [raw_comment(5, body=DOCUMENT, jsdPublic=False)], "total": 1},
        attachment=[
            {
                "id": 77,
                "filename": "a.txt",
                "mimeType": "text/plain",
                "size": 3,
                "author": raw_user(1),
                "created": "2026-03-01T10:00:00.000+0100",
            }
        ],
        customfield_10012=5.0,
        customfield_10011=DOCUMENT,
        customfield_10015={"id": "3", "value": "Major"},
        customfield_10016=[{"id": "4", "value": "Linux"}],
        customfield_10018=raw_user(4),
        customfield_10020=["t"],
        customfield_10017={"id": "1", "value": "Europe", "child": {"id": "2", "value": "North"}},
    )
    raw["properties"] = {"syncscript": {"marker": "a1b2"}}
    jira = FakeJira().on("POST /issue/bulkfetch", {"issues": [raw], "issueErrors": []})
    issue = jira.tracker.fetch(["10001"]).issues["10001"]
    assert issue.marker == "a1b2"
    assert issue.ref == IssueRef("10001", "BLUE-1")
    assert issue.fields == {
        "summary": "Issue 1",
        "description": "Hello",
        "environment": None,
        "labels": frozenset({"a", "b"}),
        "priority": "Medium",
        "status": "To Do",
        "resolution": "Done",
        "type": "Task",
        "assignee": "account-3",
        "reporter": None,
        "components": frozenset({"Importer"}),
        "affectedVersions": frozenset(),
        "fixVersions": frozenset(),
        "due": "2026-01-31",
        "parentId": "10009",
        "customFields.Remote Key": None,
        "customFields.Release Notes": "Hello",
        "customFields.Story Points": 5,
        "customFields.Deployed At": None,
        "customFields.Severity": "Major",
        "customFields.Platforms": frozenset({"Linux"}),
        "customFields.Region": "Europe / North",
        "customFields.Reviewer": "account-4",
        "customFields.Tags": frozenset({"t"}),
        "customFields.customfield_10030": None,
    }
    payload = issue.payload
    assert payload["labels"] == [{"label": "b"}, {"label": "a"}]
    assert payload["assignee"] == {
        "key": "account-3",
        "displayName": "Green Tester 3",
        "email": "tester3@example.invalid",
        "username": None,
    }
    assert payload["customFields"]["Severity"] == {
        "id": "customfield_10015",
        "name": "Severity",
        "value": {"id": "3", "value": "Major"},
    }
    assert payload["parent"] == {"id": "10009", "key": "BLUE-9"}
    assert payload["attachments"][0]["filesize"] == 3
    assert payload["comments"][0]["internal"] is True
    assert {d.origin: d.text for d in issue.documents} == {
        "description": "Hello",
        "customFields.Release Notes": "Hello",
        "comments/5": "Hello",
    }
    json.dumps(payload)


@pytest.mark.parametrize("deployment", ["cloud", "dc"])
def test_when_fields_changed(deployment: str) -> None:
    def change(day: int, **item: Any) -> dict[str, Any]:
        return {"created": f"2026-03-{day:02d}T09:00:00.000+0000", "items": [item]}

    changes = [
        change(1, field="summary"),
        change(2, field="summary"),
        change(1, field="Fix Version"),
        change(3, field="Story Points", fieldtype="custom"),
        change(4, field="Comment"),
    ]
    if deployment == "cloud":
        changes[0]["items"][0]["fieldId"] = "summary"
    jira = FakeJira(deployment)
    jira.on("GET /issue/10001/changelog", {"values": changes, "total": len(changes)})
    jira.on("GET /issue/10001", {"changelog": {"histories": changes}})
    told = jira.tracker.history(["10001"])["10001"]
    assert {change.field: change.at.day for change in told} == {
        "summary": 2,
        "fixVersions": 1,
        "customFields.Story Points": 3,
    }


def test_attachments_are_opened_without_giving_credentials_away() -> None:
    jira = FakeJira().on(
        "GET /attachment/content/7", Reply(None, 303, {"Location": "https://media.example.invalid/f"})
    )
    jira.on("GET /f", Reply(b"abc", 200, {"Content-Length": "3"}))
    with jira.tracker.open_attachment("7") as content:
        assert (b"".join(content.chunks), content.size) == (b"abc", 3)
    assert ["Authorization" in sent.headers for sent in jira.sent] == [True, False]
    assert jira.sent[1].host == "media.example.invalid"


def test_data_center_attachments_are_found_by_their_description() -> None:
    jira = FakeJira("dc").on(
        "GET /attachment/7", {"content": "https://blue.example.invalid/secure/attachment/7/a.txt"}
    )
    jira.on("GET /secure/attachment/7/a.txt", Reply(b"abc"))
    with jira.tracker.open_attachment("7") as content:
        assert b"".join(content.chunks) == b"abc"
    with pytest.raises(NotFound):
        jira.tracker.open_attachment("8").__enter__()
