"""Creates, comments and attachments whose answers were lost are found by their markers."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from syncscript.model import AddAttachment, AddComment, Draft, IssueRef
from tests.trackers.fake_jira import NOW, FakeJira, Reply, Sent, raw_issue, raw_user
from tests.trackers.writing import HERE, MARKER, NOTHING, REF, ready


def marked(number: int, marker: str = MARKER) -> dict[str, Any]:
    return {**raw_issue(number), "properties": {"syncscript": {"marker": marker}}}


@pytest.mark.parametrize("deployment", ["cloud", "dc"])
def test_a_lost_create_is_found_by_its_key(deployment: str) -> None:
    jira = FakeJira(deployment)

    def bulk(sent: Sent) -> Reply:
        known = [raw for raw in (marked(42), raw_issue(43)) if raw["key"] in sent.body["issueIdsOrKeys"]]
        return Reply({"issues": known, "issueErrors": []})

    jira.on("POST /issue/bulkfetch", bulk).on("GET /issue/BLUE-42", marked(42)).on(
        "GET /issue/BLUE-43", raw_issue(43)
    )
    jira.on("POST /search/jql", {"issues": []}).on("POST /search", {"issues": [], "total": 0})
    assert jira.tracker.find_created(MARKER, "BLUE", 40, NOW) == [IssueRef("10042", "BLUE-42")]
    probes = [call for call in jira.calls() if call.startswith("GET /issue/BLUE")]
    assert len(probes) == (0 if deployment == "cloud" else 1 + 2 + 20)


@pytest.mark.parametrize("deployment", ["cloud", "dc"])
def test_lost_creates_are_found_by_search_oldest_first(deployment: str) -> None:
    jira = FakeJira(deployment).on("POST /issue/bulkfetch", {"issues": [], "issueErrors": []})
    found = {"issues": [marked(7), marked(5), marked(6, "other")], "total": 3}
    jira.on("POST /search/jql", found).on("POST /search", found)
    for number in (5, 6, 7):
        jira.on(f"GET /issue/{10_000 + number}", marked(number, "other" if number == 6 else MARKER))
    refs = jira.tracker.find_created(MARKER, "BLUE", 40, NOW - timedelta(minutes=2))
    assert [ref.key for ref in refs] == ["BLUE-5", "BLUE-7"]
    assert 'created >= "-4m"' in next(s.body["jql"] for s in jira.sent if "search" in s.path)


def comment(number: int, body: str, author: int = 1, **more: Any) -> dict[str, Any]:
    return {"id": str(number), "body": body, "author": raw_user(author), "created": NOW.isoformat(), **more}


def carrying(marker: str) -> dict[str, Any]:
    return {"properties": [{"key": "syncscript", "value": {"marker": marker}}]}


@pytest.mark.parametrize(
    ("comments", "found"),
    [
        ([comment(1, "text", **carrying(MARKER))], ["1"]),
        ([comment(1, "text", **carrying("other"))], []),
        ([comment(1, "text")], ["1"]),
        ([comment(1, "text", author=2)], []),
        ([comment(1, "else")], []),
        ([comment(1, "text", created="2020-01-01T00:00:00.000+0000")], []),
        ([comment(2, "text"), comment(3, "x", **carrying(MARKER))], ["3"]),
    ],
)
def test_lost_comments_are_found(comments: list[dict[str, Any]], found: list[str]) -> None:
    jira = FakeJira("cloud").on("GET /issue/10001/comment", {"comments": comments, "total": len(comments)})
    jira.on("GET /myself", raw_user(1))
    assert jira.tracker.find_added(REF, AddComment("5", "text", HERE), MARKER, NOW) == found


def test_lost_attachments_are_found() -> None:
    files = [
        {"id": str(n), "filename": name, "size": size, "author": raw_user(author), "created": NOW.isoformat()}
        for n, name, size, author in (
            (1, "a.txt", 6, 1),
            (2, "a.txt", 7, 1),
            (3, "b.txt", 6, 1),
            (4, "a.txt", 6, 2),
        )
    ]
    jira = FakeJira().on("GET /issue/10001", {"fields": {"attachment": files}}).on("GET /myself", raw_user(1))
    operation = AddAttachment("5", "a.txt", "text/plain", 6, HERE)
    assert jira.tracker.find_added(REF, operation, MARKER, NOW) == ["1"]


def test_the_high_water_is_asked_once_and_raised_by_creates() -> None:
    jira = ready().on("POST /search/jql", {"issues": [raw_issue(0)]})
    assert jira.tracker.high_water("BLUE") == 0
    jira.tracker.create(Draft("BLUE", "Task"), MARKER, NOTHING)
    assert jira.tracker.high_water("BLUE") == 1
    assert jira.calls().count("POST /search/jql") == 1
    assert FakeJira().on("POST /search/jql", {"issues": []}).tracker.high_water("BLUE") == 0
