"""The project that the demo leaves behind: settings, rules, secrets, and a script that starts the Jiras.

The rules are the packaged basic set, with the lines that most people add, and nothing hidden.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from syncscript.config import StartingSide, starting_files
from syncscript.demo.sandboxes import BLUE, GREEN, Jiras, JiraSide
from syncscript.model import Diagnostic, DiagnosticError
from syncscript.sandbox import SYNC_EMAIL, TOKEN

_ADDED = """
// ---- Added for the demo: both sides use the same names for priorities and status.
issue.priority = nodeHelper.getPriority(replica.priority?.name)
if (replica.status?.name) {
    issue.setStatus(replica.status.name)
}
"""

_SCRIPT = """\
#!/bin/sh
# Starts both sandbox Jiras again, at the same addresses, with everything in them. Ctrl-C ends both.
cd "$(dirname "$0")" || exit 1
{python} -m syncscript sandbox --face cloud --port {blue} --state sandbox/blue.json &
blue=$!
{python} -m syncscript sandbox --face dc --port {green} --state sandbox/green.json &
green=$!
trap 'kill $blue $green 2>/dev/null' INT TERM HUP
wait $blue
wait $green
"""


def refuse_used_folder(folder: Path) -> None:
    """DiagnosticError unless the folder is new or empty."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise DiagnosticError(
            Diagnostic(
                "C154",
                f"{folder} exists and is not empty",
                help="name another folder: syncscript demo DIR; or remove that one",
            )
        )


def write_folder(folder: Path, jiras: Jiras) -> None:
    """Write the project. The folder holds nothing yet but the Jiras' own files."""
    blue = _starting_side(BLUE, "jira-cloud", jiras.blue_url, f'email = "{SYNC_EMAIL}"')
    green = _starting_side(GREEN, "jira-dc", jiras.green_url, "")
    for name, text in starting_files("blue-green", blue, green).items():
        if name.endswith(".incoming.test.yaml"):
            continue  # it says what the rules do without the lines that are added here
        _write(folder / name, text + (_ADDED if name.endswith(".incoming.sync") else ""))
    for side in (BLUE, GREEN):
        _write(folder / "secrets" / side.slug, f"{TOKEN}\n", 0o600)
    script = _SCRIPT.format(
        python=f"'{sys.executable}'", blue=jiras.port_of(BLUE), green=jiras.port_of(GREEN)
    )
    _write(folder / "start-sandboxes", script, 0o755)


def _starting_side(side: JiraSide, tracker: str, url: str, account: str) -> StartingSide:
    return StartingSide(side.instance, side.project, tracker, url, f"file:secrets/{side.slug}", account)


def _write(path: Path, text: str, mode: int = 0o644) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
