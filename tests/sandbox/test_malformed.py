"""Bodies of the wrong shape are refused by every call that takes one, and never break the server."""

from __future__ import annotations

from typing import Any

from syncscript.sandbox.routes import routes_of
from tests.sandbox.conversation import Talk

ODD: tuple[Any, ...] = (None, 1, "x", True, [], {}, [1], [None], [{}], {"id": []}, {"name": 1}, [{"add": 1}])
PARTS: tuple[str, ...] = (
    "fields", "update", "properties", "transition", "issueUpdates", "body", "comment", "type", "object",
    "name", "inwardIssue", "jql", "maxResults", "issueIdsOrKeys", "fieldIds", "ids", "timeSpentSeconds",
)  # fmt: skip
PLACES = {"<issue>": "BLUE-1", "<key>": "k", "<id>": "1"} | dict.fromkeys(
    ("<comment>", "<worklog>", "<link>"), "10000")


def _is_answered(jira: Talk, method: str, path: str, body: Any) -> None:
    answer = jira.session.request(method, jira.api + path, json=body)
    assert answer.status_code < 500, (method, path, body, answer.text)


def test_odd_bodies_and_odd_parts_of_bodies(jira: Talk) -> None:
    jira.create()
    jira.call("POST", "issue/BLUE-1/comment", {"body": jira.body("words")})
    jira.call("POST", "issue/BLUE-1/worklog", {"timeSpent": "1h"})
    for route in routes_of(jira.server.face):
        if route.method not in ("POST", "PUT") or route.path.startswith("/"):
            continue
        path = route.path
        for name, value in PLACES.items():
            path = path.replace(name, value)
        for odd in ODD:
            _is_answered(jira, route.method, path, odd)
        for part in PARTS:
            _is_answered(jira, route.method, path, {part: "x"})
            _is_answered(jira, route.method, path, {part: 1})
            _is_answered(jira, route.method, path, {part: [1]})


def test_odd_values_of_every_field(jira: Talk) -> None:
    jira.create()
    for field in jira.get("field"):
        for odd in ODD:
            _is_answered(jira, "PUT", "issue/BLUE-1", {"fields": {field["id"]: odd}})
            _is_answered(jira, "PUT", "issue/BLUE-1", {"update": {field["id"]: [{"add": odd}]}})
    assert jira.get("issue/BLUE-1", expand="changelog,names,schema,renderedFields")["key"] == "BLUE-1"
