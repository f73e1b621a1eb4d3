"""What only real sockets show: time-outs, plain text where TLS was meant, slow answers, opening by kind."""

from __future__ import annotations

import shutil
import ssl
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from itertools import count
from pathlib import Path

import pytest

from syncscript.contracts import Rejected, TrackerError, Unavailable
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


class InfoOnly(BaseHTTPRequestHandler):
    """A Jira that knows who it is, and nothing else."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b'{"deploymentType": "Cloud", "version": "1", "serverTitle": "Blue"}')

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def own_certificate(tmp_path: Path) -> Path:
    if shutil.which("openssl") is None:
        pytest.skip("there is no openssl to make a certificate with")
    path = tmp_path / "certificate.pem"
    command = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=blue"
    files = ["-keyout", str(path), "-out", str(tmp_path / "public.pem")]
    subprocess.run(
        [*command.split(), *files, "-addext", "subjectAltName=IP:127.0.0.1"], check=True, capture_output=True
    )
    path.write_text(path.read_text() + (tmp_path / "public.pem").read_text())
    return path


@pytest.fixture
def secure_address(own_certificate: Path) -> Iterator[str]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(own_certificate)
    with HTTPServer(("127.0.0.1", 0), InfoOnly) as listener:
        listener.socket = context.wrap_socket(listener.socket, server_side=True)
        thread = threading.Thread(target=listener.serve_forever, daemon=True)
        thread.start()
        yield f"https://127.0.0.1:{listener.server_address[1]}"
        listener.shutdown()
        thread.join()


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
