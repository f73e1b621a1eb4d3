"""A project on disk whose trackers are in memory, and the command line on it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from syncscript.cli.group import syncscript
from tests.config.projects import write_project
from tests.engine.clock import Clock
from tests.engine.memory_tracker import MemoryTracker
from tests.engine.python_rules import ALL, receive, send


@dataclass
class Desk:
    """A person's desk: a project, two trackers, and a shell."""

    folder: Path
    blue: MemoryTracker
    green: MemoryTracker
    clock: Clock

    def type(self, *arguments: str) -> Result:
        """What the person types, without --project; an hour passes first."""
        self.clock.tick(60)
        return CliRunner().invoke(syncscript, [*arguments, "--project", str(self.folder)])

    def data(self, *arguments: str) -> Any:
        """The same with `--format json`, as data."""
        return json.loads(self.type(*arguments, "--format", "json").stdout)

    def twin(self) -> Any:
        return self.green.only()


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    clock = Clock()
    trackers = {
        "BlueJira": MemoryTracker("BlueJira", "BLUE", clock, 1000),
        "GreenJira": MemoryTracker("GreenJira", "GREEN", clock, 5000),
    }
    rules: dict[str, Callable[..., Any]] = {"outgoing": send, "incoming": receive}
    monkeypatch.setenv("BLUE_TOKEN", "blue-canary")
    monkeypatch.setenv("GREEN_TOKEN", "green-canary")
    monkeypatch.setattr(
        "syncscript.app.connecting.open_tracker", lambda kind, settings: trackers[settings["name"]]
    )
    monkeypatch.setattr("syncscript.app.rules.compile_rule", lambda source, *, kind, **how: rules[kind](*ALL))
    monkeypatch.setattr("syncscript.app.clock.clock", clock)
    trigger = ('query = "labels = sync"', 'query = "sync"')
    folder = write_project(tmp_path / "project", trigger, trigger)
    return Desk(folder, trackers["BlueJira"], trackers["GreenJira"], clock)
