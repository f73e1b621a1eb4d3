"""A person who talks to a sandbox over HTTP, for the tests."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import requests

from syncscript.sandbox import SandboxServer


@dataclass
class Clock:
    """A tracker's clock that only moves when it is told to."""

    time: datetime = field(default_factory=lambda: datetime(2026, 1, 31, 14, 5, tzinfo=UTC))

    def __call__(self) -> datetime:
        return self.time

    def pass_by(self, seconds: float) -> None:
        self.time += timedelta(seconds=seconds)


class Talk:
    """Calls to the REST API of a sandbox as its sync account, on Cloud in version 3, else in version 2."""

    def __init__(self, server: SandboxServer, clock: Clock) -> None:
        self.server, self.clock = server, clock
        self.cloud = server.face == "cloud"
        self.session = requests.Session()
        self.session.auth = (server.email if self.cloud else server.name, server.token)
        self.api = f"{server.url}/rest/api/{3 if self.cloud else 2}/"

    def call(self, method: str, path: str, body: Any = None, status: int | None = None, **more: Any) -> Any:
        """The answer's JSON (None without a body). Checks the status: `status`, or any success."""
        address = self.server.url + path if path.startswith("/") else self.api + path
        answer = self.session.request(method, address, json=body, **more)
        assert answer.status_code == status or (status is None and answer.ok), (
            answer.status_code,
            answer.text,
        )
        return answer.json() if answer.content else None

    def get(self, path: str, **query: Any) -> Any:
        return self.call("GET", path, params=query)

    def body(self, text: str) -> Any:
        """A text in the notation of the API's version."""
        return document(text) if self.cloud else text

    def create(self, summary: str = "An issue", **fields: Any) -> str:
        """The key of a new Task."""
        body = {
            "fields": {
                "project": {"key": "BLUE"},
                "issuetype": {"name": "Task"},
                "summary": summary,
                **fields,
            }
        }
        return str(self.call("POST", "issue", body, 201)["key"])

    def fields(self, key: str, *names: str) -> Any:
        return self.get(f"issue/{key}", fields=",".join(names) or "*all")["fields"]

    def found(self, jql: str) -> list[str]:
        """The keys a search finds."""
        if self.cloud:
            answer = self.get("search/jql", jql=jql, fields="key", maxResults=1000)
        else:
            answer = self.get("search", jql=jql, fields="key", maxResults=1000)
        return [issue["key"] for issue in answer["issues"]]

    def refusal(self, method: str, path: str, body: Any = None, status: int = 400, **more: Any) -> Any:
        """The errors by field of a refused call, or its messages."""
        answer = self.call(method, path, body, status, **more)
        assert set(answer) == {"errorMessages", "errors"}
        return answer["errors"] or answer["errorMessages"]


def document(text: str) -> dict[str, Any]:
    """A text as an Atlassian document of one paragraph."""
    paragraph = {"type": "paragraph", "content": [{"type": "text", "text": text}]}
    return {"type": "doc", "version": 1, "content": [paragraph]}


@contextmanager
def talking(face: str, **options: Any) -> Iterator[Talk]:
    """A fresh sandbox with the projects BLUE and GREEN, and someone who talks to it."""
    clock = Clock()
    with SandboxServer(face, projects={"BLUE": "Blue", "GREEN": "Green"}, now=clock, **options) as server:
        yield Talk(server, clock)
