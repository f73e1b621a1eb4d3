"""Answers that were recorded from a real Jira Cloud, read by the connector's own functions."""

from __future__ import annotations

import json
from functools import cache
from typing import Any, cast

import pytest

from syncscript.model import CUSTOM, Issue
from syncscript.trackers.jira.fields import SYSTEM, custom_fields
from syncscript.trackers.jira.http import Http
from syncscript.trackers.jira.kinds import Site
from syncscript.trackers.jira.names import LISTS, Names
from syncscript.trackers.jira.payload import in_order, read_attachment, read_comment, read_issue
from syncscript.trackers.jira.texts import Texts
from syncscript.trackers.jira.transitions import leading_to
from syncscript.trackers.jira.users import Users
from tests.judges.description import SHARED

PATHS = {
    "/priority": "get_priorities.json",
    "/issuetype": "get-issue-types.json",
    "/project/EX": "get-project.json",
    "/project/EX/components": "get-project-components.json",
}


class _Recorded:
    """An Http that answers from the recordings by path, and fails for every other call."""

    def get(self, path: str, params: Any = None) -> Any:
        return recorded(PATHS[path])


@cache
def recorded(name: str) -> Any:
    path = SHARED / "data" / "jira-cloud" / name
    if not path.is_file():
        pytest.skip(f"recorded answers are absent: ../shared/data/jira-cloud/{name}")
    return json.loads(path.read_text(encoding="utf-8"))


def site() -> Site:
    http = cast(Http, _Recorded())
    return Site(Texts(True), Names(http), Users(http, True))


def issues() -> list[tuple[dict[str, Any], Issue]]:
    fields = (*SYSTEM, *custom_fields(recorded("get-fields.json")))
    return [(raw, read_issue(raw, fields, site())) for raw in recorded("search-issues.json")["issues"]]


def test_every_issue_is_read_whole() -> None:
    read = issues()
    assert len(read) == len(recorded("search-issues.json")["issues"]) > 0
    for raw, issue in read:
        values = raw["fields"]
        assert (issue.ref.id, issue.ref.key) == (raw["id"], raw["key"])
        assert issue.fields["summary"] == values["summary"].strip()
        assert issue.payload["typeName"] == values["issuetype"]["name"]
        assert issue.fields["status"] == values["status"]["name"]
        assert issue.fields["labels"] == frozenset(values.get("labels") or ())
        assert issue.updated.tzinfo is not None and issue.created <= issue.updated


def test_every_document_travels_with_its_text() -> None:
    with_description = 0
    for raw, issue in issues():
        document = next((d for d in issue.documents if d.origin == "description"), None)
        body = raw["fields"].get("description")
        assert (document.body if document else None) == body
        if document:
            with_description += 1
            assert (issue.payload["description"] or "") == document.text
    assert with_description > 0


def test_custom_fields_go_by_their_names() -> None:
    described = recorded("get-fields.json")
    fields = custom_fields(described)
    assert {field.id for field in fields} <= {raw["id"] for raw in described if raw["custom"]}
    assert len({field.path for field in fields}) == len(fields) > 0
    for _, issue in issues():
        assert {field.path for field in fields} <= {name for name in issue.fields if name.startswith(CUSTOM)}


def test_comments_are_read() -> None:
    raws = recorded("get-issue-comments.json")["comments"]
    comments = [read_comment(raw, site()) for raw in in_order(raws)]
    assert len(comments) == len(raws) > 0
    assert all(comment["body"] and comment["author"]["key"] for comment in comments)
    assert [comment["created"] for comment in comments] == sorted(comment["created"] for comment in comments)


def test_an_attachment_is_read() -> None:
    raw = recorded("get-attachment-metadata.json")
    attachment = read_attachment(raw, site())
    assert (attachment["filename"], attachment["filesize"]) == (raw["filename"], raw["size"])


@pytest.mark.parametrize(("sort", "project"), [("priority", ""), ("issue type", ""), ("component", "EX")])
def test_lists_are_read_and_searched_by_name(sort: str, project: str) -> None:
    raws = recorded(PATHS[LISTS[sort].format(project=project)])
    for raw in raws:
        found = site().names.find(sort, raw["name"].upper(), project)
        assert found is not None and found["name"].casefold() == raw["name"].casefold()


def test_a_project_and_users_are_read() -> None:
    assert (site().names.project("EX") or {})["key"] == "EX"
    for raw in recorded("get-users.json"):
        user = site().users.seen(raw)
        assert user is not None and user["key"] == raw["accountId"]


def test_transitions_lead_to_their_status() -> None:
    raws = recorded("get-transitions.json")["transitions"]
    for raw in raws:
        found = leading_to(raws, raw["to"]["name"])
        assert found is not None and found["to"]["name"] == raw["to"]["name"]
