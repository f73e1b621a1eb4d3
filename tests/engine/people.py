"""Issues in memory, and what people do with them at their tracker.

Knows when each was changed, as a tracker tells it. Refuses to know what an engine asks.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from syncscript.contracts import FieldChange
from syncscript.model import Work
from tests.engine.clock import Clock

SETS = {"labels"}


def _worded(value: Any) -> str:
    """As a tracker's history words it."""
    if isinstance(value, set | frozenset):
        return " ".join(sorted(value))
    return "" if value is None else str(value)


@dataclass
class Stored:
    id: str
    key: str
    fields: dict[str, Any]
    created: datetime
    updated: datetime
    comments: list[dict[str, Any]] = field(default_factory=list)
    attachments: list[dict[str, Any]] = field(default_factory=list)
    work: list[dict[str, Any]] = field(default_factory=list)
    history: list[FieldChange] = field(default_factory=list)
    marker: str | None = None
    former: list[str] = field(default_factory=list)
    comment_markers: dict[str, str] = field(default_factory=dict)


class PeoplesTracker:
    """One side, as its people use it."""

    def __init__(self, name: str, project: str, clock: Clock, prefix: int = 1000) -> None:
        self.name, self.project, self.clock = name, project, clock
        self.issues: dict[str, Stored] = {}
        self.numbers = itertools.count(1)
        self.ids = itertools.count(prefix)

    def add(self, **fields: Any) -> Stored:
        number = next(self.numbers)
        now = self.clock.tick()
        stored = Stored(str(next(self.ids)), f"{self.project}-{number}", fields, now, now)
        self.issues[stored.id] = stored
        return stored

    def edit(self, issue: Stored, **fields: Any) -> None:
        issue.updated = self.clock.tick()
        for name, value in fields.items():
            self._set(issue, name, value)

    def _set(self, issue: Stored, name: str, value: Any) -> None:
        old = issue.fields.get(name)
        issue.fields[name] = value
        if old != value:
            change = FieldChange(name, self.clock.now, *(_worded(v) for v in (old, value)))
            issue.history.append(change)

    def comment(self, issue: Stored, body: str) -> str:
        issue.updated = self.clock.tick()
        made = self.clock.now.isoformat()
        issue.comments.append({
            "id": str(next(self.ids)), "body": body, "author": {"displayName": "Tester"},
            "created": made, "updated": made,
        })  # fmt: skip
        return str(issue.comments[-1]["id"])

    def move(self, issue: Stored, key: str) -> None:
        issue.former.append(issue.key)
        issue.key, issue.updated = key, self.clock.tick()

    def reword(self, issue: Stored, comment_id: str, body: str) -> None:
        issue.updated = self.clock.tick()
        comment = next(c for c in issue.comments if c["id"] == comment_id)
        comment.update(body=body, updated=self.clock.now.isoformat())

    def attach(self, issue: Stored, filename: str, data: bytes) -> str:
        issue.updated = self.clock.tick()
        issue.attachments.append({"id": str(next(self.ids)), "filename": filename, "data": data})
        return str(issue.attachments[-1]["id"])

    def log(self, issue: Stored, seconds: int, comment: str) -> str:
        issue.updated = self.clock.tick()
        entry = Work(seconds, "2026-01-05T09:00:00.000+00:00", comment).entry
        issue.work.append({"id": str(next(self.ids)), **entry, "author": {"displayName": "Tester"}})
        return str(issue.work[-1]["id"])

    def relog(self, issue: Stored, entry_id: str, **changes: Any) -> None:
        issue.updated = self.clock.tick()
        entry = next(w for w in issue.work if w["id"] == entry_id)
        entry.update(changes, updated=self.clock.now.isoformat())

    def unlog(self, issue: Stored, entry_id: str) -> None:
        issue.updated = self.clock.tick()
        issue.work = [w for w in issue.work if w["id"] != entry_id]

    def only(self) -> Stored:
        (issue,) = self.issues.values()
        return issue
