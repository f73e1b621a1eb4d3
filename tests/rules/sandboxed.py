"""A shipped project at work: its own settings and rules, with a sandbox in the place of each instance.

Only addresses and secrets are exchanged; connections, triggers and policies are those of the project's file.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from syncscript.app.clock import clock
from syncscript.app.opening import OpenProject, opened
from syncscript.app.watching import Watch
from syncscript.config import Project, load_project
from syncscript.sandbox import SYNC_EMAIL, TOKEN, SandboxServer
from tests.sync.person import Person

RULES = Path(__file__).parents[2] / "rules"


def project_folders() -> list[Path]:
    """The projects among the rule sets: folders with settings of their own."""
    return sorted(path.parent for path in RULES.glob("*/syncscript.toml"))


@dataclass(frozen=True)
class Sandboxed:
    """A project whose instances are sandboxes. at: somebody at each instance, by its name."""

    open: OpenProject
    servers: Mapping[str, SandboxServer]
    at: Mapping[str, Person]

    def settle(self, rounds: int = 4) -> None:
        """Run all connections until none writes; AssertionError when one fails or goes on writing."""
        for _ in range(rounds):
            if not self._writes():
                return
        raise AssertionError(f"still writing after {rounds} rounds")

    def _writes(self) -> int:
        written = 0
        for connection in self.open.connections:
            summary = self.open.engine(connection, Watch(clock)).run()
            assert not summary.failed and not summary.problems, (summary.failed, summary.problems)
            written += sum(summary.writes.values())
        return written

    def assert_quiet(self) -> None:
        assert not self._writes()

    def twins(self, key: str) -> list[str]:
        """The keys of the issues that this one is kept in step with."""
        with self.open.store.transaction() as records:
            pairs = records.find_pairs(key)
        return [ref.key for pair in pairs for ref in pair.issues.values() if ref.key != key]

    def twin(self, key: str) -> str:
        (only,) = self.twins(key)
        return only


def note(person: Person, key: str, body: str) -> None:
    """A comment that customers do not see, as Jira Service Management marks it."""
    internal = {"key": "sd.public.comment", "value": {"internal": True}}
    person.call("POST", f"issue/{key}/comment", {"body": body, "properties": [internal]})


@contextmanager
def sandboxed(name: str, folder: Path) -> Iterator[Sandboxed]:
    """The project of this name, copied into the folder. Nothing is synced yet."""
    shipped = load_project(RULES / name)
    with ExitStack() as stack:
        servers = {
            instance: stack.enter_context(
                SandboxServer(settings.tracker.removeprefix("jira-"), projects=keys_of(shipped, instance))
            )
            for instance, settings in shipped.settings.instances.items()
        }
        project = moved(shipped, folder / name, servers)
        environment = {
            settings.token.removeprefix("env:"): TOKEN for settings in project.settings.instances.values()
        }
        open = stack.enter_context(opened(project, environment))
        yield Sandboxed(open, servers, {instance: Person(server) for instance, server in servers.items()})


def keys_of(project: Project, instance: str) -> list[str]:
    sides = (side for each in project.settings.connections.values() for side in each.sides)
    return list(dict.fromkeys(side.project for side in sides if side.instance == instance))


def moved(shipped: Project, target: Path, servers: Mapping[str, SandboxServer]) -> Project:
    shutil.copytree(shipped.root, target)
    file = target / "syncscript.toml"
    text = re.sub(r'(?m)^email = ".*"$', f'email = "{SYNC_EMAIL}"', file.read_text(encoding="utf-8"))
    for instance, settings in shipped.settings.instances.items():
        text = text.replace(settings.url, servers[instance].url)
    file.write_text(text, encoding="utf-8")
    return load_project(target)
