"""The project that the demo leaves behind: settings, rules, secrets, and a script that starts the Jiras.

The rules are the packaged basic set, with the lines and cases that most people add, and nothing hidden.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from syncscript.config import StartingSide, starting_files
from syncscript.demo.sandboxes import BLUE, GREEN, Jiras, JiraSide
from syncscript.model import Diagnostic, DiagnosticError
from syncscript.sandbox import SYNC_EMAIL, TOKEN

_ADDED_LINES = """
// ---- Added for the demo: both sides use the same names for priorities and status.
issue.priority = nodeHelper.getPriority(replica.priority?.name)
if (replica.status?.name) {
    issue.setStatus(replica.status.name)
}
"""

_ADDED_CASES = """
  # ---- Added for the demo.
  - name: priorities and statuses have the same names on both sides
    given:
      replica: {priority: {name: High}, status: {name: Done}}
      answers: {nodeHelper.getPriority("High"): {name: High}}
    expect:
      fields: {priority: High, status: Done}

  - name: without a status none is set
    given: {replica: {priority: null, status: null}}
    expect:
      not-set: status
"""

_ADDED = {".incoming.sync": _ADDED_LINES, ".incoming.test.yaml": _ADDED_CASES}
"""What is added to which files, by the end of their names."""

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
        added = next((more for end, more in _ADDED.items() if name.endswith(end)), "")
        _write(folder / name, text + added)
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
