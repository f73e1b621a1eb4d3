"""The contract suite, run against both faces of the sandbox over real HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from syncscript.contracts import Tracker
from syncscript.sandbox import Fault, SandboxServer
from syncscript.trackers import open_tracker
from syncscript.trackers.jira import searching
from tests.contracts.tracker_contract import Place, TrackerContract

CALLS = {
    "create": ("POST", r"/issue(\?|$)"),
    "update": ("PUT", r"/issue/\d+(\?|$)"),
    "comment": ("POST", "/comment"),
    "attach": ("POST", "/attachments"),
    "transition": ("POST", "/transitions"),
    "search": ("POST", "/search"),
    "download": ("GET", "/attachment/content/|/secure/attachment/"),
}
BAD_DAYS: dict[str, dict[str, Any]] = {
    "lost": {"action": "drop-after"},
    "unsent": {"action": "drop-before"},
    "error": {"action": "status", "code": 500},
    "busy": {"action": "status", "code": 503},
    "denied": {"action": "status", "code": 401},
    "limit": {"action": "status", "code": 429, "headers": {"Retry-After": "2000"}},
    "page": {"action": "html", "code": 200},
    "half": {"action": "truncate"},
}


class Token:
    def __init__(self, text: str) -> None:
        self.text = text

    def reveal(self) -> str:
        return self.text


class SandboxPlace:
    """A sandbox of one face with an empty project."""

    project = "BLUE"
    person_email = "developer@example.invalid"
    types = ("Task", "Sub-task")
    statuses = ("To Do", "In Progress")
    custom_text = "customFields.Remote Key"
    custom_number = "customFields.Story Points"
    custom_options = ("customFields.Platforms", "Linux", "macOS")

    def __init__(self, face: str, server: SandboxServer, patch: pytest.MonkeyPatch) -> None:
        self.face, self.server, self.patch = face, server, patch

    def _open(self, **settings: Any) -> Tracker:
        account = {"email": self.server.email} if self.face == "cloud" else {}
        known = {
            "name": "BlueJira",
            "url": self.server.url,
            "secret": Token(self.server.token),
            "timeout": 5,
            **account,
        }
        return open_tracker(f"jira-{self.face}", {**known, **settings})

    def tracker(self) -> Tracker:
        return self._open()

    def wrong_secret(self) -> Tracker:
        return self._open(secret=Token("wrong"))

    def nobody_listens(self) -> Tracker:
        return self._open(url="http://127.0.0.1:9")

    def fault(self, what: str, call: str, nth: int = 1) -> None:
        fetch = ("POST", "/issue/bulkfetch" if self.face == "cloud" else "/search")
        method, path = fetch if call == "fetch" else CALLS[call]
        self.server.add_fault(Fault(method=method, path=path, nth=nth, **BAD_DAYS[what]))

    def small_pages(self) -> bool:
        self.patch.setattr(searching, "CLOUD_PAGE", 3)
        self.patch.setattr(searching, "DC_PAGE", 3)
        return True


@pytest.fixture(params=["cloud", "dc"])
def place(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Place]:
    with SandboxServer(face=request.param, projects={"BLUE": "Blue"}, comment_limit=5) as server:
        yield SandboxPlace(request.param, server, monkeypatch)


class TestJira(TrackerContract):
    pass
