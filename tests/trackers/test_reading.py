"""Searching, fetching and what an issue looks like afterwards."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from syncscript.contracts import NotFound, Rejected, Unavailable
from syncscript.model import Document, IssueRef
from syncscript.trackers.jira.searching import changes_jql, without_order
from syncscript.trackers.jira.texts import Texts
from tests.trackers.fake_jira import FakeJira, Reply, Sent, raw_issue, raw_user

RECORDED = Path(__file__).parents[3] / "shared" / "data" / "jira-cloud"
needs_recordings = pytest.mark.skipif(not RECORDED.exists(), reason="the recorded answers are not here")


@pytest.mark.parametrize(
    ("query", "condition"),
    [
        ("labels = sync ORDER BY created DESC", "labels = sync"),
        ('summary ~ "order by" order  by key', 'summary ~ "order by"'),
        ("ORDER BY key", ""),
        ("(a = 1 OR b = 2)", "(a = 1 OR b = 2)"),
    ],
)
def test_a_triggers_own_order_is_left_out(query: str, condition: str) -> None:
    assert without_order(query) == condition


@pytest.mark.parametrize("query", ["labels = x) OR (labels = y", "(labels = x", 'summary ~ "x'])
def test_a_query_cannot_leave_its_project(query: str) -> None:
    with pytest.raises(Rejected):
        changes_jql("BLUE", None, query)


def test_windows_are_relative_and_rounded_up() -> None:
    assert changes_jql('B"X', timedelta(seconds=61), "a = 1 OR b = 2") == (
        'project = "B\\"X" AND updated >= "-2m" AND (a = 1 OR b = 2)'
    )


def test_an_index_that_knows_less_than_another_is_not_believed() -> None:
    old, new = raw_issue(3, False), raw_issue(3, False, updated="2026-03-01T09:59:00.000+0100")
    jira = FakeJira("dc").on("GET /issue/10003", new).on("GET /field", [])
    others = [raw_issue(1, False), raw_issue(2, False)]
    jira.on("POST /search", {"issues": [new], "total": 1}, {"issues": [*others, old], "total": 3})
    jira.tracker.changes("BLUE", None)
    fetched = jira.tracker.fetch(["10001", "10002", "10003"])
    assert fetched.issues["10003"].version == "2026-03-01T08:59:00.000+00:00"
    assert [call for call in jira.calls() if call.startswith("GET /issue")] == ["GET /issue/10003"]


def test_cloud_pages_by_token() -> None:
    jira = FakeJira().on(
        "POST /search/jql",
        {"issues": [raw_issue(2), raw_issue(3)], "nextPageToken": "p2"},
        {"issues": [raw_issue(1), raw_issue(2)]},
    )
    heads = jira.tracker.changes("BLUE", timedelta(minutes=20))
    assert [head.ref.key for head in heads] == ["BLUE-1", "BLUE-2", "BLUE-3"]
    assert heads[0].version == "2026-03-01T08:01:00.500+00:00"
    assert jira.sent[1].body["nextPageToken"] == "p2"
    assert jira.sent[0].body["fields"] == ["updated"], "pages shrink with every field"


def dc_pages(total: int, size: int, shifts: int = 0) -> Any:
    """A search that hands out `size` issues a page, and drops the first issue after so many first pages."""
    state = {"firsts": 0}

    def answer(sent: Sent) -> Reply:
        start = sent.body["startAt"]
        state["firsts"] += start == 0
        numbers = list(range(1, total + 1))
        if start and state["firsts"] <= shifts:
            numbers = numbers[1:]
        page = numbers[start : start + size]
        return Reply({"issues": [raw_issue(n) for n in page], "total": len(numbers), "startAt": start})

    return answer


@pytest.mark.parametrize("shifts", [0, 1, 2])
def test_data_center_pages_are_whole_even_when_they_shift(shifts: int) -> None:
    jira = FakeJira("dc").on("POST /search", dc_pages(10, 4, shifts))
    assert len(jira.tracker.changes("BLUE", None)) == 10


def test_a_list_that_never_stands_still_is_no_answer() -> None:
    with pytest.raises(Unavailable):
        FakeJira("dc").on("POST /search", dc_pages(10, 4, 99)).tracker.changes("BLUE", None)


@pytest.mark.parametrize("second", [Reply(b'{"issues": [{"id"', 200), Reply({}, 500), Reply(b"<html>", 200)])
def test_half_a_search_is_no_search(second: Reply) -> None:
    jira = FakeJira(read_attempts=1).on(
        "POST /search/jql", {"issues": [raw_issue(1)], "nextPageToken": "x"}, second
    )
    with pytest.raises(Unavailable):
        jira.tracker.changes("BLUE", None)


def test_missing_is_only_what_jira_calls_missing() -> None:
    jira = FakeJira().on(
        "POST /issue/bulkfetch",
        {"issues": [raw_issue(1)], "issueErrors": [{"id": "10002", "errorMessage": "Issue does not exist"}]},
    )
    jira.on("GET /issue/10002", Reply({}, 404))
    fetched = jira.tracker.fetch(["10001", "10002", "10001"])
    assert (set(fetched.issues), fetched.missing) == ({"10001"}, {"10002"})


@pytest.mark.parametrize(("answer", "missing"), [(Reply({}, 404), {"10001"}), (raw_issue(1), set())])
def test_a_silent_gap_is_read_by_itself(answer: object, missing: set[str]) -> None:
    jira = FakeJira().on("POST /issue/bulkfetch", {"issues": [], "issueErrors": []})
    jira.on("GET /issue/10001", answer)
    assert jira.tracker.fetch(["10001"]).missing == missing


def test_an_error_about_an_issue_that_exists_is_not_missing() -> None:
    jira = FakeJira().on("POST /issue/bulkfetch", {"issues": [], "issueErrors": [{"id": "10001"}]})
    jira.on("GET /issue/10001", raw_issue(1))
    assert set(jira.tracker.fetch(["10001"]).issues) == {"10001"}


def test_data_center_asks_again_for_what_the_search_left_out() -> None:
    jira = FakeJira("dc").on("POST /search", {"issues": [raw_issue(1), raw_issue(2)], "total": 2})
    jira.on("GET /issue/10003", raw_issue(3)).on("GET /issue/10004", Reply({}, 403))
    fetched = jira.tracker.fetch(["10001", "10002", "10003", "10004"])
    assert (set(fetched.issues), fetched.missing) == ({"10001", "10002", "10003"}, {"10004"})


def test_hundreds_are_read_with_a_call_a_hundred() -> None:
    def bulk(sent: Sent) -> Reply:
        return Reply(
            {"issues": [raw_issue(int(i) - 10_000) for i in sent.body["issueIdsOrKeys"]], "issueErrors": []}
        )

    jira = FakeJira().on("POST /issue/bulkfetch", bulk)
    assert len(jira.tracker.fetch([str(10_000 + n) for n in range(1, 251)]).issues) == 250
    assert jira.calls() == ["GET /field", *["POST /issue/bulkfetch"] * 3]


def raw_comment(number: int, **more: Any) -> dict[str, Any]:
    return {
        "id": str(number),
        "author": raw_user(1),
        "body": f"text {number}\r\n",
        "updateAuthor": raw_user(2),
        "created": f"2026-03-01T09:{number % 60:02d}:00.000+0000",
        "updated": "2026-03-01T10:00:00.000+0000",
        **more,
    }


def test_comments_cut_short_are_read_whole_and_in_order() -> None:
    jira = FakeJira("dc").on(
        "GET /issue/10001", raw_issue(1, comment={"comments": [raw_comment(3)], "total": 3})
    )
    jira.on(
        "GET /issue/10001/comment",
        {"comments": [raw_comment(3), raw_comment(1)], "total": 3},
        {"comments": [raw_comment(2)], "total": 3},
    )
    comments = jira.tracker.fetch(["10001"]).issues["10001"].payload["comments"]
    assert [comment["body"] for comment in comments] == ["text 1", "text 2", "text 3"]


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


@needs_recordings
def test_recorded_issues_are_read() -> None:
    raws = json.loads((RECORDED / "search-issues.json").read_text())["issues"]
    jira = FakeJira().on("GET /field", json.loads((RECORDED / "get-fields.json").read_text()))
    jira.on("POST /issue/bulkfetch", {"issues": raws, "issueErrors": []})
    jira.on("GET /issue/10032/comment", json.loads((RECORDED / "get-issue-comments.json").read_text()))
    fetched = jira.tracker.fetch([raw["id"] for raw in raws])
    assert len(fetched.issues) == len(raws) == 18
    first = fetched.issues["10032"]
    assert first.fields["customFields.Application Name"] == "App 3"
    assert first.fields["priority"] == "Medium"
    assert first.fields["reporter"] == "5b10a2844c20165700ede99z"
    for issue in fetched.issues.values():
        json.dumps(issue.payload)
        for document in issue.documents:
            texts = [
                issue.payload.get(document.origin),
                *(c["body"] for c in issue.payload["comments"]),
                *(c["value"] for c in issue.payload["customFields"].values()),
            ]
            assert (document.text or None) in texts or document.text in texts


def documents_in(value: Any) -> Iterator[dict[str, Any]]:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    if isinstance(value, dict) and value.get("type") == "doc":
        yield value
        return
    for one in inner:
        yield from documents_in(one)


@needs_recordings
def test_recorded_documents_settle_to_what_is_read_later() -> None:
    texts = Texts(cloud=True)
    names = ("search-issues.json", "get-issue-comments.json")
    documents = [d for name in names for d in documents_in(json.loads((RECORDED / name).read_text()))]
    assert len(documents) > 40
    for body in documents:
        text = texts.read(body) or ""
        assert texts.as_kept(text) == text
        source = Document("description", text, "adf", body)
        assert (texts.read(texts.written(text, [source], "description")) or "") == text


@needs_recordings
def test_recorded_lists_answer_questions() -> None:
    from syncscript.model import Question

    jira = FakeJira().on("GET /priority", json.loads((RECORDED / "get_priorities.json").read_text()))
    jira.on("GET /issuetype", json.loads((RECORDED / "get-issue-types.json").read_text()))
    jira.on("GET /project/EX", json.loads((RECORDED / "get-project.json").read_text()))
    jira.on("GET /project/EX/components", json.loads((RECORDED / "get-project-components.json").read_text()))
    jira.on("GET /user/search", json.loads((RECORDED / "get-users.json").read_text()))

    def ask(method: str, *arguments: Any) -> Any:
        return jira.tracker.answer(Question("nodeHelper", method, arguments))

    assert ask("getPriority", "medium") == {"id": "3", "name": "Medium"}
    assert ask("getPriority", {"name": "Nonsense"}) is None
    assert ask("getIssueType", "Bug") == {"id": "1", "name": "Bug"}
    assert ask("getProject", "EX")["key"] == "EX"
    assert ask("getComponent", "Component 1", {"key": "EX"}) == {"id": "10000", "name": "Component 1"}
    assert ask("getUserByEmail", "nobody@example.invalid") is None
    assert jira.calls().count("GET /priority") == 1
    with pytest.raises(Rejected, match="getPrioritty"):
        ask("getPrioritty", "x")


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
