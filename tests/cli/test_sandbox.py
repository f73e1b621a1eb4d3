"""`syncscript sandbox` as a process: it serves, keeps its state, and ends when it is told."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import requests
from click.testing import CliRunner

from syncscript.cli.group import syncscript

SOURCES = Path(__file__).parents[2] / "src"


def started(*arguments: str) -> tuple[subprocess.Popen[str], str]:
    """The process, and the address it serves."""
    process = subprocess.Popen(
        [sys.executable, "-m", "syncscript", "sandbox", *arguments],
        env={**os.environ, "PYTHONPATH": str(SOURCES), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    for line in process.stdout:
        if line.startswith("sandbox:"):
            return process, line.split()[-1]
    raise AssertionError("it did not start")


def ended(process: subprocess.Popen[str]) -> int:
    process.send_signal(signal.SIGTERM)
    return process.wait(20)


def test_it_serves_what_was_loaded_and_keeps_it(tmp_path: Path) -> None:
    issues = tmp_path / "issues.jsonl"
    issues.write_text(json.dumps({"summary": "one"}) + "\n", encoding="utf-8")
    state = tmp_path / "state.json"
    process, address = started("--face", "dc", "--load", str(issues), "--state", str(state), "--key", "ABC")
    with requests.Session() as session:
        session.trust_env = False
        session.headers["Authorization"] = "Bearer sandbox-token"
        found = session.get(f"{address}/rest/api/2/issue/ABC-1", timeout=10).json()
    assert found["fields"]["summary"] == "one"
    assert ended(process) == 0
    assert "ABC-1" in state.read_text(encoding="utf-8")


def test_a_port_in_use_is_a_message() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        result = CliRunner().invoke(syncscript, ["sandbox", "--port", port])
    assert result.exit_code == 2
    assert "--port" in result.stderr


def test_a_missing_file_is_a_message(tmp_path: Path) -> None:
    result = CliRunner().invoke(syncscript, ["sandbox", "--load", str(tmp_path / "none")])
    assert result.exit_code == 2
    assert "there is no file" in result.stderr
