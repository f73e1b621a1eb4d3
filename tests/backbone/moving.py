"""A Jira that moves to the cloud: all it holds stands in a new instance at another address.

As the vendor's own migration does, keys, people, times and histories come along; comments and attachments may
get new ids, and the project a new key. Nothing of a sync is known here.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from syncscript.sandbox.records import Issue
from syncscript.sandbox.storage import files_folder, write_world
from syncscript.sandbox.world import World
from tests.faults.sandboxes import Clock, SandboxServer

NEW_IDS = 70_000


@dataclass(frozen=True, slots=True)
class Move:
    """project: its key before and after; has_new_ids: of comments and attachments."""

    project: tuple[str, str]
    has_new_ids: bool = False

    def id(self, old: str) -> str:
        return str(int(old) + NEW_IDS) if self.has_new_ids else old

    def key(self, old: str) -> str:
        name, _, number = old.rpartition("-")
        return f"{self.project[1]}-{number}" if name == self.project[0] else old

    def world(self, old: World) -> World:
        new = deepcopy(old)
        new.issues = {id: self._issue(issue) for id, issue in new.issues.items()}
        new.keys = {self.key(key): id for key, id in new.keys.items()}
        new.projects = {
            id: replace(one, key=self.project[1]) if one.key == self.project[0] else one
            for id, one in new.projects.items()
        }
        moved = {"comment": NEW_IDS, "attachment": NEW_IDS} if self.has_new_ids else {}
        new.last_ids = {sort: last + moved.get(sort, 0) for sort, last in new.last_ids.items()}
        return new

    def entries(self, told: list[dict[str, Any]], *, is_own: bool) -> list[dict[str, Any]]:
        """Of an export from before the move, as they are right after it. is_own: of the side that moved."""
        key, item = ("localIssueKey", "localId") if is_own else ("remoteIssueKey", "remoteId")
        return [self._entry(entry, key, item) for entry in told]

    def _entry(self, entry: dict[str, Any], key: str, item: str) -> dict[str, Any]:
        def renumbered(listed: list[dict[str, str]]) -> list[dict[str, str]]:
            return [{name: self.id(id) if name == item else id for name, id in one.items()} for one in listed]

        lists = {name: renumbered(entry[name]) for name in ("comments", "attachments") if name in entry}
        return {**entry, **lists, key: self.key(entry[key])}

    def _issue(self, issue: Issue) -> Issue:
        comments = tuple(replace(one, id=self.id(one.id)) for one in issue.comments)
        files = tuple(replace(one, id=self.id(one.id)) for one in issue.attachments)
        return replace(issue, key=self.key(issue.key), comments=comments, attachments=files)


@contextmanager
def moved_to_cloud(old: SandboxServer, move: Move, folder: Path, clock: Clock) -> Iterator[SandboxServer]:
    """The new instance; the old one is left as it is."""
    state = folder / "moved.json"
    write_world(state, move.world(old.state.world))
    files = files_folder(state)
    files.mkdir()
    for issue in old.state.world.issues.values():
        for one in issue.attachments:
            (files / move.id(one.id)).write_bytes(old.state.files.get(one.id))
    with SandboxServer("cloud", projects=(), state_file=state, now=clock) as server:
        yield server
