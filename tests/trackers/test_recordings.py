"""Answers recorded from a real Jira Cloud are read, and settle to what is read later."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from syncscript.contracts import Rejected
from syncscript.model import Document
from syncscript.trackers.jira.texts import Texts
from tests.trackers.fake_jira import FakeJira

RECORDED = Path(__file__).parents[3] / "shared" / "data" / "jira-cloud"
needs_recordings = pytest.mark.skipif(not RECORDED.exists(), reason="the recorded answers are not here")


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
                *(w["comment"] for w in issue.payload["workLogs"]),
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
