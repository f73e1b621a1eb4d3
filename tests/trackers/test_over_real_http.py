"""What only real sockets show: time-outs, plain text where TLS was meant, slow answers, opening by kind."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from syncscript.contracts import Rejected, TrackerError, Unavailable
from syncscript.model import Draft, Sources
from syncscript.sandbox import Fault, SandboxServer
from syncscript.trackers import open_tracker, tracker_folders
from syncscript.trackers.jira import JiraSettings, JiraTracker
from tests.secure_server import make_certificate, serving
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


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("https://a..b", "no address"),
        (f"https://{'a' * 70}.invalid", "no address"),
        ("http://127.0.0.1:99999", "no address"),
        ("http://[::1", "no address"),
        ("ftp://127.0.0.1", "no address"),
        ("http://127.0.0.1:1", "refused"),
    ],
)
def test_wrong_addresses_are_told_as_what_they_are(server: SandboxServer, address: str, words: str) -> None:
    with pytest.raises(TrackerError, match=words) as caught:
        JiraTracker("BlueJira", settings(server, address, read_attempts=1)).create(DRAFT, "a1", Sources())
    assert not caught.value.doubtful
    assert caught.value.help


@pytest.fixture
def own_certificate(tmp_path: Path) -> Path:
    return make_certificate(tmp_path)


@pytest.fixture
def secure_address(own_certificate: Path) -> Iterator[str]:
    with serving(own_certificate) as address:
        yield address


def test_a_certificate_nobody_vouches_for_is_refused(secure_address: str) -> None:
    known = JiraSettings("cloud", secure_address, Token("x"), email="sync@example.invalid")
    with pytest.raises(Unavailable, match=r"self.signed") as caught:
        JiraTracker("BlueJira", known).create(DRAFT, "a1", Sources())
    assert not caught.value.doubtful
    assert "ca_file" in caught.value.help


def test_a_companys_own_certificate_is_trusted_when_named(secure_address: str, own_certificate: Path) -> None:
    known = JiraSettings(
        "cloud", secure_address, Token("x"), email="sync@example.invalid", ca_file=str(own_certificate)
    )
    assert JiraTracker("BlueJira", known).describe().title == "Blue"


def test_a_missing_certificate_file_is_named(secure_address: str) -> None:
    known = JiraSettings("cloud", secure_address, Token("x"), ca_file="nowhere.pem")
    with pytest.raises(Unavailable) as caught:
        JiraTracker("BlueJira", known, sleep=lambda _: None).describe()
    assert "ca_file" in caught.value.help


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
