"""A Jira that moves to the cloud: all it holds stands in a new instance at another address.

As the vendor's own migration does, keys, people, times and histories come along; comments and attachments may
get new ids, and the project a new key. Nothing of a sync is known here.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, replace
from pathlib import Path

from syncscript.sandbox.records import Issue
from syncscript.sandbox.storage import files_folder, write_world
from syncscript.sandbox.world import World
from tests.faults.sandboxes import Clock, SandboxServer

NEW_IDS = 70_000


@dataclass(frozen=True, slots=True)
class Move:
    """role: primary | secondary, of the side that moves; project: its key before and after; has_new_ids: of
    comments and attachments."""

    role: str
    project: tuple[str, str]
    has_new_ids: bool = False

    @property
    def is_primary(self) -> bool:
        return self.role == "primary"

    def id(self, old: str) -> str:
        return str(int(old) + NEW_IDS) if self.has_new_ids else old

    def key(self, old: str) -> str:
        name, _, number = old.rpartition("-")
        return f"{self.project[1]}-{number}" if name == self.project[0] else old

    def options(self, old: World, folder: Path) -> list[str]:
        """What a merge of exports from before the move must be told; its tables are written into `folder`."""
        before, after = self.project
        options = [] if before == after else ["--rekey", f"{self.role}:{before}={after}"]
        if not self.has_new_ids:
            return options
        for kind in ("comments", "attachments"):
            table = folder / f"{kind}.csv"
            ids = [one.id for issue in old.issues.values() for one in getattr(issue, kind)]
            with table.open("w", newline="") as file:
                csv.writer(file).writerows([("old", "new"), *((id, self.id(id)) for id in ids)])
            options += ["--id-map", f"{self.role}:{kind}={table}"]
        return options

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
