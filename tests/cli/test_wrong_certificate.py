"""A real `syncscript run` against a tracker whose certificate nobody vouches for."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from syncscript.sandbox import TOKEN, SandboxServer
from tests.secure_server import make_certificate, serving

SETTINGS = """
[instances.BlueJira]
tracker = "jira-cloud"
url = "{blue}"
email = "sync@example.invalid"
token = "env:JIRA_TOKEN"
{trust}

[instances.GreenJira]
tracker = "jira-dc"
url = "{green}"
token = "env:JIRA_TOKEN"

[connections.mapped]
mapping = "both.mapping.sync"
left = {{ instance = "BlueJira", project = "BLUE" }}
right = {{ instance = "GreenJira", project = "GREEN" }}
triggers = [{{ side = "BlueJira", query = "labels = sync" }}]
"""


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    return make_certificate(tmp_path)


@pytest.fixture
def blue(certificate: Path) -> Iterator[str]:
    with serving(certificate) as address:
        yield address


@pytest.fixture
def green() -> Iterator[SandboxServer]:
    with SandboxServer("dc", projects=["GREEN"]) as server:
        yield server


def run(folder: Path, blue: str, green: str, trust: str = "") -> tuple[int, str]:
    """The exit code, and all that was said."""
    (folder / "syncscript.toml").write_text(SETTINGS.format(blue=blue, green=green, trust=trust), "utf-8")
    (folder / "both.mapping.sync").write_text("BlueJira.issue.summary <-> GreenJira.issue.summary\n", "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "syncscript", "run", "--project", str(folder)],
        env={**os.environ, "JIRA_TOKEN": TOKEN}, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


def test_it_is_refused_and_the_message_says_what_to_do(
    tmp_path: Path, blue: str, green: SandboxServer
) -> None:
    code, said = run(tmp_path, blue, green.url)
    assert code == 1
    assert "BlueJira: " in said and "the secure connection failed: self-signed certificate" in said
    assert "name its file in ca_file" in said
    assert "Traceback" not in said and TOKEN not in said
    assert not any(request.kind == "write" for request in green.requests)


def test_a_certificate_named_in_ca_file_is_trusted(
    tmp_path: Path, blue: str, green: SandboxServer, certificate: Path
) -> None:
    code, said = run(tmp_path, blue, green.url, f'ca_file = "{certificate.name}"')
    assert "secure connection" not in said and "Traceback" not in said
    assert code == 1 and "HTTP 501" in said, "it was spoken to, and cannot search"
