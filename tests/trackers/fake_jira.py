"""A Jira that answers what a test told it to, without a network, and remembers what it was asked."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, cast
from urllib.parse import urlsplit

import requests

from syncscript.trackers.jira import JiraSettings, JiraTracker

NOW = datetime(2026, 3, 1, 12, 0, 0, tzinfo=UTC)
TOKEN = "canary-token-4711"


class Hidden:
    """A secret as the configuration room makes them."""

    def reveal(self) -> str:
        return TOKEN

    def __repr__(self) -> str:
        return "***"


@dataclass(frozen=True)
class Sent:
    """One request as it went out."""

    method: str
    path: str
    params: dict[str, Any]
    body: Any
    headers: dict[str, str]
    host: str

    @property
    def call(self) -> str:
        return f"{self.method} {self.path}"


@dataclass(frozen=True)
class Reply:
    """One scripted answer. `body`: plain data becomes JSON, bytes stay as they are."""

    body: Any = None
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)

    def response(self) -> requests.Response:
        response = requests.Response()
        response.status_code = self.status
        response.headers.update(self.headers)
        content = self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()
        response._content = b"" if self.body is None else content  # type: ignore[attr-defined]
        response._content_consumed = True  # type: ignore[attr-defined]
        return response


Script = Reply | Exception | Callable[[Sent], Reply]


class FakeJira:
    """Answers by `METHOD path`, below the API's path. Of several answers the last stays."""

    def __init__(self, deployment: str = "cloud", **settings: Any) -> None:
        self.cloud = deployment == "cloud"
        self.sent: list[Sent] = []
        self.pauses: list[float] = []
        self.scripts: dict[str, list[Script]] = {}
        account = {"email": "sync@example.invalid"} if self.cloud else {}
        known = JiraSettings(
            deployment=cast(Any, deployment),
            url="https://blue.example.invalid",
            secret=Hidden(),
            **{**account, **settings},
        )
        self.tracker = JiraTracker(
            "BlueJira",
            known,
            now=lambda: NOW,
            sleep=self.pauses.append,
            clock=lambda: 0.0,
            sessions=lambda: cast(requests.Session, self),
        )
        self.api = known.api
        self.trust_env = True
        self.on("GET /field", FIELDS)

    def on(self, call: str, *replies: Any) -> FakeJira:
        """Script the answers of one call; plain data is a 200 with it."""
        self.scripts[call] = [
            r if isinstance(r, Reply | Exception) or callable(r) else Reply(r) for r in replies
        ]
        return self

    def calls(self) -> list[str]:
        return [sent.call for sent in self.sent]

    def request(
        self,
        method: str,
        url: str,
        *,
        params: Any,
        json: Any,
        data: Any,
        headers: Any,
        auth: Any,
        timeout: float,
        stream: bool,
        allow_redirects: bool,
        verify: Any,
    ) -> requests.Response:
        prepared = auth(requests.Request(method, url, headers=headers).prepare())
        parts = urlsplit(url)
        path = parts.path.removeprefix(self.api)
        body = b"".join(data) if data is not None else json
        sent = Sent(method, path, dict(params or {}), body, dict(prepared.headers), parts.netloc)
        self.sent.append(sent)
        scripts = self.scripts.get(sent.call) or [Reply({"errorMessages": ["no such thing"]}, 404)]
        script = scripts.pop(0) if len(scripts) > 1 else scripts[0]
        if isinstance(script, Exception):
            raise script
        return (script if isinstance(script, Reply) else script(sent)).response()


def custom(number: int, name: str, kind: str, **schema: Any) -> dict[str, Any]:
    """A custom field as GET /field describes it."""
    return {
        "id": f"customfield_{number}",
        "name": name,
        "custom": True,
        "schema": {
            "custom": f"com.atlassian.jira.plugin.system.customfieldtypes:{kind}",
            "type": "any",
            **schema,
        },
    }


FIELDS = [
    {"id": "summary", "name": "Summary", "custom": False, "schema": {"type": "string"}},
    custom(10010, "Remote Key", "textfield"),
    custom(10011, "Release Notes", "textarea"),
    custom(10012, "Story Points", "float"),
    custom(10014, "Deployed At", "datetime"),
    custom(10015, "Severity", "select"),
    custom(10016, "Platforms", "multiselect"),
    custom(10017, "Region", "cascadingselect"),
    custom(10018, "Reviewer", "userpicker"),
    custom(10020, "Tags", "labels"),
    custom(10030, "Remote Key", "textfield"),
]


def raw_issue(number: int = 1, cloud: bool = True, **values: Any) -> dict[str, Any]:
    """An issue as Jira answers it."""
    fields = {
        "summary": f"Issue {number}",
        "created": "2026-03-01T09:00:00.000+0100",
        "updated": f"2026-03-01T09:{number % 60:02d}:00.500+0100",
        "labels": [],
        "components": [],
        "project": {"id": "10000", "key": "BLUE", "name": "Blue"},
        "issuetype": {"id": "3", "name": "Task"},
        "status": {"id": "1", "name": "To Do"},
        "priority": {"id": "3", "name": "Medium"},
        "comment": {"comments": [], "total": 0},
        "attachment": [],
    }
    return {"id": str(10_000 + number), "key": f"BLUE-{number}", "fields": {**fields, **values}}


def raw_user(number: int, cloud: bool = True, **more: Any) -> dict[str, Any]:
    """A user as this deployment shows one."""
    identity = (
        {"accountId": f"account-{number}"} if cloud else {"key": f"JIRAUSER{number}", "name": f"user{number}"}
    )
    return {
        **identity,
        "displayName": f"Green Tester {number}",
        "emailAddress": f"tester{number}@example.invalid",
        "active": True,
        **more,
    }


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
