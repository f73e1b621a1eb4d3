"""The sandboxes of the test process, with clocks that a test can turn.

The only file here that knows how a sandbox is started.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from syncscript.sandbox import SYNC_EMAIL as EMAIL
from syncscript.sandbox import TOKEN, SandboxServer
from syncscript.sandbox.changes import Write, moved_to

ELSEWHERE = "MOVED"
"""Another project of each sandbox, not under sync."""


@dataclass
class Clock:
    """A tracker's clock: this machine's, and so much ahead."""

    ahead: timedelta = timedelta(0)

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.ahead


@contextmanager
def running_sandbox(project: str, face: str, clock: Clock) -> Iterator[SandboxServer]:
    """A sandbox with an empty project, in memory."""
    with SandboxServer(face, projects=(project, ELSEWHERE), now=clock) as server:
        yield server


def move_elsewhere(server: SandboxServer, key: str) -> str:
    """Move an issue as a person does in the browser (Jira has no such call in its API); its new key."""
    state = server.state
    issue = state.world.issue(key)
    project = state.world.project(ELSEWHERE)
    assert issue is not None and project is not None
    write = Write(next(iter(state.world.users)), state.now(), state.next_id("change"))
    moved = moved_to(issue, project.id, state.next_key(project.id), state.world, write)
    return state.put(moved).key


__all__ = ["ELSEWHERE", "EMAIL", "TOKEN", "Clock", "SandboxServer", "move_elsewhere", "running_sandbox"]
