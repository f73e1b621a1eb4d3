"""What the shell is told when somebody presses the key for completion."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.config.projects import write_project

SRC = Path(__file__).parents[2] / "src"


def told(folder: Path, line: str) -> list[str]:
    """line: up to the cursor."""
    words = line.split(" ")
    environment = {
        **os.environ,
        "PYTHONPATH": str(SRC),
        "_SYNCSCRIPT_COMPLETE": "bash_complete",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(words) - 1),
    }
    command = [sys.executable, "-m", "syncscript"]
    ended = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=True)
    assert ended.stderr == ""
    return [row.partition(",")[2] for row in ended.stdout.splitlines() if row]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("syncscript sch", ["schema"]),
        ("syncscript schema ", ["diff", "pull"]),
        ("syncscript schema pull ", ["BlueJira", "GreenJira"]),
        ("syncscript schema pull Gr", ["GreenJira"]),
        ("syncscript plan --connection ", ["blue-green"]),
        ("syncscript eval --kind ", ["outgoing", "incoming"]),
        ("syncscript sandbox --face c", ["cloud"]),
        ("syncscript lsp --st", ["--stdio"]),
    ],
)
def test_words(tmp_path: Path, line: str, words: list[str]) -> None:
    assert told(write_project(tmp_path), line) == words


def test_a_project_with_mistakes_completes_nothing(tmp_path: Path) -> None:
    (tmp_path / "syncscript.toml").write_text("instances = 5 =")
    assert told(tmp_path, "syncscript schema pull ") == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_has_its_program(shell: str) -> None:
    environment = {**os.environ, "PYTHONPATH": str(SRC), "_SYNCSCRIPT_COMPLETE": f"{shell}_source"}
    command = [sys.executable, "-m", "syncscript"]
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert f"{shell}_complete" in ended.stdout
    page = (SRC.parent / "docs" / "how-to" / "editors.md").read_text("utf-8")
    assert f"_SYNCSCRIPT_COMPLETE={shell}_source syncscript" in page
