"""The contract suite, run against both faces of the sandbox over real HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from syncscript.contracts import Rejected, Tracker, Unavailable
from syncscript.sandbox import Fault, SandboxServer
from syncscript.trackers import open_tracker
from syncscript.trackers.jira import JiraTracker, searching
from tests.contracts.tracker.place import MARKER, OTHER, create, read
from tests.contracts.tracker_contract import TrackerContract

CALLS = {
    "create": ("POST", r"/issue(\?|$)"),
    "update": ("PUT", r"/issue/\d+(\?|$)"),
    "comment": ("POST", "/comment"),
    "work": ("POST", "/worklog"),
    "version": ("POST", "/version"),
    "component": ("POST", "/component"),
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
def face(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def place(face: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[SandboxPlace]:
    with SandboxServer(face=face, projects={"BLUE": "Blue"}, comment_limit=5) as server:
        yield SandboxPlace(face, server, monkeypatch)


class TestJira(TrackerContract):
    """The suite, and what only a Jira is asked."""

    def test_a_lost_create_is_found_before_search_sees_it(self, place: SandboxPlace) -> None:
        tracker = place.tracker()
        create(place, tracker, OTHER)
        above, since = tracker.high_water("BLUE"), datetime.now(UTC)
        place.server.set_search_lag(600)
        place.fault("lost", "create")
        with pytest.raises(Unavailable):
            create(place, tracker)
        assert [ref.key for ref in tracker.find_created(MARKER, "BLUE", above, since)] == ["BLUE-2"]

    def test_what_search_does_not_see_yet_is_not_missing(self, place: SandboxPlace) -> None:
        tracker = place.tracker()
        place.server.set_search_lag(600)
        refs = [create(place, tracker) for _ in range(4)]
        fetched = tracker.fetch([ref.id for ref in refs])
        assert len(fetched.issues) == 4
        assert not fetched.missing

    @pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
    def test_windows_do_not_depend_on_the_accounts_zone(self, face: str, zone: str) -> None:
        with SandboxServer(face=face, projects={"BLUE": "Blue"}, account_zone=zone) as server:
            place = SandboxPlace(face, server, pytest.MonkeyPatch())
            ref = create(place, place.tracker())
            assert [head.ref for head in place.tracker().changes("BLUE", timedelta(minutes=1))] == [ref]

    def test_reading_changes_costs_few_calls(self, place: SandboxPlace) -> None:
        writer, reader = place.tracker(), place.tracker()
        for _ in range(120):
            create(place, writer)
        assert isinstance(reader, JiraTracker)
        heads = reader.changes("BLUE", timedelta(hours=1))
        assert reader.calls.reads <= 2
        reader.fetch([head.ref.id for head in heads])
        assert reader.calls.reads <= 5, "the fields, and twice a read a hundred issues"
        assert reader.calls.writes == 0

    def test_a_rules_own_call_reaches_jira_once(self, place: SandboxPlace) -> None:
        tracker = place.tracker()
        ref = create(place, tracker)
        path = f"/rest/api/2/issue/{ref.key}/comment"
        tracker.send("POST", path, '{"body": "h\u00e9"}', {"Authorization": "Bearer wrong", "X-Own": "1"})
        with pytest.raises(Rejected):
            tracker.send("POST", path, "{}", {})
        place.fault("lost", "comment")
        with pytest.raises(Unavailable) as caught:
            tracker.send("POST", path, '{"body": "two"}', {})
        assert caught.value.doubtful
        assert [c["body"] for c in read(tracker, ref).payload["comments"]] == ["h\u00e9", "two"]

    def test_a_clock_that_is_ahead_is_noticed(self, face: str) -> None:
        with SandboxServer(
            face=face, projects=["BLUE"], now=lambda: datetime.now(UTC) + timedelta(minutes=7)
        ) as server:
            tracker = SandboxPlace(face, server, pytest.MonkeyPatch()).tracker()
            tracker.describe()
            assert timedelta(minutes=6, seconds=55) < tracker.clock_offset < timedelta(minutes=7, seconds=5)
