"""A folder with rule files, and the command line in it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from syncscript.cli.group import syncscript

BAD = 'if (replica.priority.name = "Trivial") {\n    issue.summary = "x"\n}\n'
GOOD = "issue.summary = replica.summary\n"
QUOTED = "issue.summary = ‘high’\n"

PROJECT = """\
[instances.Blue]
tracker = "jira-cloud"
url = "https://blue.example.com"
email = "sync@example.com"
token = "env:BLUE"

[instances.Green]
tracker = "jira-dc"
url = "https://green.example.com"
token = "env:GREEN"

[connections.both]
[connections.both.left]
instance = "Blue"
project = "BLUE"
outgoing = "rules/blue.outgoing.sync"
incoming = "rules/blue.incoming.sync"

[connections.both.right]
instance = "Green"
project = "GREEN"
outgoing = "rules/green.outgoing.sync"
incoming = "rules/green.incoming.sync"
"""


@dataclass(frozen=True)
class LintDesk:
    """Paths that are typed are relative to the folder, which is where the person is."""

    folder: Path

    def write(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def read(self, name: str) -> str:
        return (self.folder / name).read_text(encoding="utf-8")

    def project(self, more: str = "") -> None:
        """A whole project whose rules hold nothing to tell."""
        self.write("syncscript.toml", PROJECT + more)
        for side in ("blue", "green"):
            self.write(f"rules/{side}.outgoing.sync", "replica.summary = issue.summary\n")
            self.write(f"rules/{side}.incoming.sync", GOOD)

    def type(self, *arguments: str, given: str | None = None) -> Result:
        return CliRunner().invoke(syncscript, ["lint", *arguments], input=given)

    def found(self, *arguments: str) -> list[dict[str, Any]]:
        result = self.type("--format", "json", *arguments)
        assert result.exit_code in (0, 1), result.output
        rows: list[dict[str, Any]] = json.loads(result.stdout)
        return rows

    def names(self, *arguments: str) -> list[str]:
        return [row["name"] for row in self.found(*arguments)]
