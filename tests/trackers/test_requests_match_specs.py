"""Every request that the connector sends, judged by Atlassian's own descriptions of both products.

The descriptions do not look inside `fields` and rich texts; the sandbox and the ADF schema do.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import jsonschema
import pytest
import requests

from syncscript.model import (
    AddAttachment,
    AddComment,
    Draft,
    EditComment,
    FieldWrite,
    Question,
    RemoveAttachment,
    RemoveComment,
    Settled,
    Transition,
    UpdateFields,
)
from syncscript.sandbox import SandboxServer
from syncscript.trackers.jira import JiraSettings, JiraTracker, searching
from tests.contracts.tracker_contract import HERE, MARKER, NOTHING, file_of, settled
from tests.trackers.test_contract import SandboxPlace, Token

SPECS = Path(__file__).parents[3] / "shared" / "specs"
FILES = {"cloud": "jira-cloud-v3.json", "dc": "jira-dc-10.3.24-v2.json"}
pytestmark = pytest.mark.skipif(not SPECS.exists(), reason="Atlassian's descriptions are not here")

# Both say of an uploaded file that it is JSON or a text.
UNJUDGED_BODIES = ("attachments",)
# Told in Atlassian's pages on comment properties and on the order of comments, not in the descriptions.
UNDESCRIBED_PARAMETERS = {"expand"}


@cache
def description(face: str) -> dict[str, Any]:
    spec: dict[str, Any] = json.loads((SPECS / FILES[face]).read_text())
    return _with_nulls(spec)


def _with_nulls(node: Any) -> Any:
    """`nullable` in the way JSON Schema says it; a Data Center field may hold anything, not only maps."""
    if isinstance(node, list):
        return [_with_nulls(inner) for inner in node]
    if not isinstance(node, dict):
        return node
    changed = {name: _with_nulls(inner) for name, inner in node.items()}
    if changed.pop("nullable", False) is True and isinstance(changed.get("type"), str):
        changed["type"] = [changed["type"], "null"]
    values = changed.get("additionalProperties")
    if isinstance(values, dict) and values.get("type") == "object" and "properties" not in values:
        changed["additionalProperties"] = {}
    # Data Center calls a property's value a text and shows a JSON object as its example; so do its pages.
    inner = changed.get("properties")
    if isinstance(inner, dict) and set(inner) == {"key", "value"}:
        changed["properties"] = {**inner, "value": {}}
    return changed


def operation(face: str, method: str, path: str) -> dict[str, Any]:
    """The description of this call. The most literal path wins."""
    paths = description(face)["paths"]
    inside = path if face == "cloud" else path.removeprefix("/rest")
    fitting = [
        p
        for p in paths
        if method.lower() in paths[p] and re.fullmatch(re.sub(r"\{[^}]+\}", "[^/]+", p), inside)
    ]
    assert fitting, f"{method} {path} is described nowhere"
    found: dict[str, Any] = paths[min(fitting, key=lambda p: p.count("{"))][method.lower()]
    return found


def judge(face: str, prepared: requests.PreparedRequest) -> str:
    """Check method, path, parameters and body; the path as it is described."""
    parts = urlsplit(str(prepared.url))
    if parts.path.startswith("/secure/"):
        return parts.path
    described = operation(face, str(prepared.method), parts.path)
    known = {p["name"] for p in described.get("parameters", ()) if p["in"] == "query"}
    sent = {name for name, _ in parse_qsl(parts.query)}
    assert sent <= known | UNDESCRIBED_PARAMETERS, f"{parts.path}: unknown parameters {sent - known}"
    required = {
        p["name"] for p in described.get("parameters", ()) if p["in"] == "query" and p.get("required")
    }
    assert required <= sent
    _judge_body(face, prepared, described, parts.path)
    return parts.path


def _judge_body(face: str, prepared: requests.PreparedRequest, described: dict[str, Any], path: str) -> None:
    expected = described.get("requestBody", {}).get("content", {})
    if path.endswith(UNJUDGED_BODIES):
        assert "multipart/form-data" in expected
        assert str(prepared.headers["Content-Type"]).startswith("multipart/form-data")
        return
    if not prepared.body:
        assert not described.get("requestBody", {}).get("required"), f"{path} wants a body"
        return
    body = json.loads(prepared.body)  # type: ignore[arg-type]
    schema = {**expected["application/json"]["schema"], "components": description(face)["components"]}
    jsonschema.Draft7Validator(schema).validate(body)


class Judging(requests.Session):
    """A session that keeps what it sends."""

    kept: list[requests.PreparedRequest]

    def send(self, request: requests.PreparedRequest, **more: Any) -> requests.Response:
        self.kept.append(request)
        return super().send(request, **more)


@contextmanager
def judged(face: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[SandboxPlace, JiraTracker, Judging]]:
    session = Judging()
    session.kept = []
    with SandboxServer(face=face, projects={"BLUE": "Blue"}, comment_limit=2) as server:
        account = {"email": server.email} if face == "cloud" else {}
        settings = JiraSettings(face, server.url, Token(server.token), **account)  # type: ignore[arg-type]
        tracker = JiraTracker("BlueJira", settings, sessions=lambda: session)
        yield SandboxPlace(face, server, monkeypatch), tracker, session
    for request in session.kept:
        judge(face, request)


@pytest.mark.parametrize("face", ["cloud", "dc"])
def test_every_request_is_as_described(face: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "CLOUD_PAGE", 3)
    monkeypatch.setattr(searching, "DC_PAGE", 3)
    with judged(face, monkeypatch) as (place, tracker, session):
        since = datetime.now(UTC)
        tracker.describe()
        fields = settled(
            place,
            tracker,
            summary="Title",
            description="*text*",
            labels=["a"],
            priority="High",
            assignee=place.person_email,
            due="2026-05-06",
            **{place.custom_number: 5, place.custom_text: "x", place.custom_options[0]: ["Linux"]},
        )
        ref = tracker.create(Draft("BLUE", "Task", fields), MARKER, NOTHING).ref
        for _ in range(4):
            tracker.create(Draft("BLUE", "Sub-task", {"summary": fields["summary"]}, ref.id), MARKER, NOTHING)
        labels = FieldWrite(
            None, Settled(frozenset("b"), [{"label": "b"}], HERE), frozenset("b"), frozenset("a")
        )
        tracker.apply(
            ref,
            UpdateFields({"summary": FieldWrite("Title", fields["summary"]), "labels": labels}),
            MARKER,
            NOTHING,
        )
        tracker.apply(ref, Transition("Done", "To Do", HERE, "Won't Do"), MARKER, NOTHING)
        comments = [
            tracker.apply(ref, AddComment(str(n), f"text {n}", HERE, n == 0), f"m{n}", NOTHING)
            for n in range(3)
        ]
        tracker.apply(ref, EditComment(str(comments[0].result_id), "0", "x", "new", HERE), MARKER, NOTHING)
        tracker.apply(ref, RemoveComment(str(comments[1].result_id), "1", "x"), MARKER, NOTHING)
        file = tracker.apply(
            ref, AddAttachment("1", "a.txt", "text/plain", 9, HERE), MARKER, NOTHING, file_of(b"some text")
        )
        with tracker.open_attachment(str(file.result_id)) as content:
            assert b"".join(content.chunks) == b"some text"
        assert len(tracker.changes("BLUE", timedelta(hours=1), "labels = b OR priority = Medium")) == 5
        ids = [head.ref.id for head in tracker.changes("BLUE", None)]
        assert len(tracker.fetch([*ids, "99999999"]).issues) == 5
        tracker.find_created(MARKER, "BLUE", 0, since)
        tracker.find_added(ref, AddComment("9", "text 9", HERE), "none", since)
        tracker.find_added(ref, AddAttachment("1", "a.txt", "text/plain", 9, HERE), MARKER, since)
        tracker.apply(ref, RemoveAttachment(str(file.result_id), "1", "a.txt"), MARKER, NOTHING)
        tracker.high_water("BLUE")
        tracker.changed_at(ref)
        me = tracker.answer(Question("nodeHelper", "getUserByFullName", ("Green Tester",)))
        for method, arguments in (
            ("getUser", (me["key"],)),
            ("getUserByUsername", ("tester",)),
            ("getStatus", ("Done",)),
            ("getResolution", ("Done",)),
            ("getIssueType", ("Task",)),
            ("getProject", ("BLUE",)),
            ("getVersion", ("1.0", "BLUE")),
            ("getComponent", ("x", "BLUE")),
            ("isUserAssignable", ("BLUE", me["key"])),
        ):
            tracker.answer(Question("nodeHelper", method, arguments))
    assert len(session.kept) >= 40
