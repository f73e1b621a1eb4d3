"""What only real sockets show: time-outs, plain text where TLS was meant, slow answers, opening by kind."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import pytest

from syncscript.contracts import Rejected, Unavailable
from syncscript.model import Draft, Sources
from syncscript.sandbox import Fault, SandboxServer
from syncscript.trackers import open_tracker, tracker_folders
from syncscript.trackers.jira import JiraSettings, JiraTracker
from tests.trackers.test_contract import Token

DRAFT = Draft("BLUE", "Task")


@pytest.fixture
def server() -> Iterator[SandboxServer]:
    with SandboxServer(projects={"BLUE": "Blue"}) as running:
        yield running


def settings(server: SandboxServer, url: str | None = None, **more: float) -> JiraSettings:
    return JiraSettings("cloud", url or server.url, Token(server.token), email=server.email, **more)  # type: ignore[arg-type]


def test_a_silent_server_leaves_a_doubt(server: SandboxServer) -> None:
    server.add_fault(Fault("delay", method="POST", seconds=1.0))
    with pytest.raises(Unavailable, match="time-out") as caught:
        JiraTracker("BlueJira", settings(server, timeout=0.2)).create(DRAFT, "a1", Sources())
    assert caught.value.doubtful


def test_an_answer_has_a_deadline_as_a_whole(server: SandboxServer) -> None:
    ticks = count(step=100)
    tracker = JiraTracker(
        "BlueJira", settings(server, read_attempts=1), clock=lambda: float(next(ticks)), sleep=lambda _: None
    )
    with pytest.raises(Unavailable, match="whole answer"):
        JiraTracker(
            "BlueJira", settings(server, read_attempts=1, deadline=50.0), clock=lambda: float(next(ticks))
        ).describe()
    assert tracker.describe().deployment == "cloud"


def test_tls_to_a_port_without_tls_is_said_and_leaves_no_doubt(server: SandboxServer) -> None:
    address = server.url.replace("http://", "https://")
    with pytest.raises(Unavailable, match="secure connection") as caught:
        JiraTracker("BlueJira", settings(server, address)).create(DRAFT, "a1", Sources())
    assert not caught.value.doubtful
    assert "certificate" in caught.value.help


def test_trackers_are_found_by_their_folders() -> None:
    assert "jira" in tracker_folders()
    with pytest.raises(Rejected, match="no tracker of kind elsewhere"):
        open_tracker("elsewhere", {})
    with pytest.raises(Rejected, match="no tracker of kind jira-moon"):
        open_tracker("jira-moon", {})


def test_no_secret_is_shown() -> None:
    class Hidden(Token):
        def __repr__(self) -> str:
            return "***"

    known = {
        "name": "BlueJira",
        "url": "https://blue.example.invalid",
        "secret": Hidden("canary-4711"),
        "email": None,
    }
    tracker = open_tracker("jira-dc", known)
    assert "canary" not in repr(vars(tracker))
