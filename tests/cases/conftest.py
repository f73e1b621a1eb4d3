"""A project over two real sandboxes, and the command line on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from syncscript.cli.group import syncscript
from syncscript.sandbox import TOKEN, SandboxServer
from tests.config.projects import write_project
from tests.sync.person import Person

CAST = """
def people = ["Blue Support": "developer"]
issue.environment = nodeHelper.getUserByEmail("sync@example.invalid")?.displayName
"""


@dataclass
class Site:
    """root: of the project; what people do at Blue and Green."""

    root: Path
    blue: Person
    green: Person

    def type(self, *arguments: str) -> Result:
        return CliRunner().invoke(syncscript, [*arguments, "--project", str(self.root)])

    def rule(self, name: str) -> Path:
        return self.root / "rules" / f"{name}.sync"

    def synced(self) -> None:
        made = self.type("run", "--quiet")
        assert made.exit_code == 0, made.output


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.setenv("BLUE_TOKEN", TOKEN)
    monkeypatch.setenv("GREEN_TOKEN", TOKEN)
    with SandboxServer("cloud", projects=["BLUE"]) as blue, SandboxServer("dc", projects=["GREEN"]) as green:
        root = write_project(
            tmp_path / "project", ("https://blue.example.com", blue.url),
            ("sync@example.com", "sync@example.invalid"), ("https://green.example.com", green.url),
        )  # fmt: skip
        with (root / "rules" / "green.incoming.sync").open("a", encoding="utf-8") as rule:
            rule.write(CAST)
        monkeypatch.chdir(root)
        yield Site(root, Person(blue), Person(green))
