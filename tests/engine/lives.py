"""Random lives of two trackers: people work at both sides, calls fail, answers get lost, runs die.

    python -m tests.engine.lives 0 5000

Each life is told by its seed alone. At rest every issue has one twin, every comment and file that a person
made and nobody deleted stands on both sides once, and both sides show the same. A failing life is told.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from syncscript.contracts import RateLimited, Unavailable
from syncscript.engine import Policy
from tests.engine.memory_tracker import MemoryTracker, lost_answer
from tests.engine.people import Stored
from tests.engine.python_rules import ALL, PythonRule, receive
from tests.engine.world import World

WRITES = (
    "create", "update", "transition", "comment", "edit-comment", "remove-comment", "attach",
    "remove-attachment",
)  # fmt: skip
READS = ("changes", "fetch")
SHOWN = ("summary", "description", "labels", "status")
PREFIX = "[x] "


class Died(BaseException):
    """The process ends here."""


@dataclass
class Made:
    """A comment or file that a person made: where, under which id, and what it says now."""

    tracker: MemoryTracker
    issue: Stored
    id: str
    text: str


def prefixing(issue: Any, replica: Any, context: Any) -> None:
    receive(*ALL).script(issue, replica, context)
    summary = replica.get("summary") or ""
    context["written"]["summary"] = summary if summary.startswith(PREFIX) else PREFIX + summary


@dataclass
class Life:
    """What happens in one life. `told` is its story."""

    seed: int
    folder: Path
    told: list[str] = field(default_factory=list)
    tokens: int = 0
    comments: list[Made] = field(default_factory=list)
    files: list[Made] = field(default_factory=list)
    labels: dict[str, set[str]] = field(default_factory=dict)
    writes_to_live: int = 0

    def __post_init__(self) -> None:
        self.random = random.Random(self.seed)
        translating = {"incoming": PythonRule("in", "incoming", prefixing)} if self.seed % 2 else {}
        self.world = World(
            self.folder / "state.db", green_trigger=True, policy=Policy(workers=1), **translating
        )
        self.sides = {"Blue": self.world.blue, "Green": self.world.green}
        for tracker in self.sides.values():
            tracker.on_write = self.come_nearer_to_death

    # ------------------------------------------------------------ what happens

    def live(self) -> None:
        deeds: list[tuple[Callable[[MemoryTracker], None], int]] = [
            (self.add, 8), (self.edit, 12), (self.label, 6), (self.unlabel, 4), (self.comment, 10),
            (self.edit_comment, 5), (self.delete_comment, 7), (self.attach, 5), (self.delete_file, 3),
            (self.move, 5), (self.fault, 10), (self.run, 25),
        ]  # fmt: skip
        acts, weights = zip(*deeds, strict=True)
        for _ in range(self.random.randint(5, 40)):
            tracker = self.random.choice(list(self.sides.values()))
            (act,) = self.random.choices(acts, weights)
            (act if tracker.issues else self.add)(tracker)

    def token(self, kind: str) -> str:
        self.tokens += 1
        return f"{kind}{self.tokens}"

    def some(self, tracker: MemoryTracker) -> Stored:
        return self.random.choice(list(tracker.issues.values()))

    def add(self, tracker: MemoryTracker) -> None:
        if sum(len(t.issues) for t in self.sides.values()) < 5:
            issue = tracker.add(summary=self.token("t"), description=None, labels=set(), status="To Do")
            self.told.append(f"add {issue.key} {issue.fields['summary']}")

    def edit(self, tracker: MemoryTracker) -> None:
        issue, text = self.some(tracker), self.token("t")
        name = self.random.choice(["summary", "description"])
        tracker.edit(issue, **{name: text})
        self.told.append(f"edit {issue.key} {name} {text}")

    def label(self, tracker: MemoryTracker) -> None:
        issue, label = self.some(tracker), self.token("l")
        tracker.edit(issue, labels={*(issue.fields.get("labels") or ()), label})
        self.labels.setdefault(issue.id, set()).add(label)
        self.told.append(f"label {issue.key} {label}")

    def unlabel(self, tracker: MemoryTracker) -> None:
        """People take away only labels of this side: one that the sync brought here would stay over there."""
        issue = self.some(tracker)
        own = sorted(self.labels.get(issue.id, set()) & set(issue.fields.get("labels") or ()))
        if own:
            label = self.random.choice(own)
            tracker.edit(issue, labels=set(issue.fields["labels"]) - {label})
            self.told.append(f"unlabel {issue.key} {label}")

    def comment(self, tracker: MemoryTracker) -> None:
        issue, text = self.some(tracker), self.token("c")
        self.comments.append(Made(tracker, issue, tracker.comment(issue, text), text))
        self.told.append(f"comment {issue.key} {text}")

    def edit_comment(self, tracker: MemoryTracker) -> None:
        own = [m for m in self.comments if m.tracker is tracker]
        if own:
            made, text = self.random.choice(own), self.token("c")
            self.told.append(f"edit comment {made.issue.key} {made.text} {text}")
            next(c for c in made.issue.comments if c["id"] == made.id)["body"] = text
            made.text, made.issue.updated = text, self.world.clock.tick()

    def delete_comment(self, tracker: MemoryTracker) -> None:
        self.delete(tracker, self.comments, "comments")

    def attach(self, tracker: MemoryTracker) -> None:
        issue, name = self.some(tracker), self.token("f")
        self.files.append(Made(tracker, issue, tracker.attach(issue, name, name.encode()), name))
        self.told.append(f"attach {issue.key} {name}")

    def delete_file(self, tracker: MemoryTracker) -> None:
        self.delete(tracker, self.files, "attachments")

    def delete(self, tracker: MemoryTracker, all_made: list[Made], where: str) -> None:
        own = [m for m in all_made if m.tracker is tracker]
        if own:
            made = self.random.choice(own)
            all_made.remove(made)
            entries = getattr(made.issue, where)
            entries[:] = [e for e in entries if e["id"] != made.id]
            made.issue.updated = self.world.clock.tick()
            self.told.append(f"delete {made.issue.key} {made.text}")

    def move(self, tracker: MemoryTracker) -> None:
        issue, status = self.some(tracker), self.random.choice(["To Do", "Doing", "Done"])
        tracker.edit(issue, status=status)
        self.told.append(f"move {issue.key} {status}")

    def fault(self, tracker: MemoryTracker) -> None:
        kind = self.random.choice(WRITES + READS)
        error = self.random.choice([lost_answer(), Unavailable("503"), RateLimited("429", retry_after=5)])
        arrives = kind in WRITES and error.doubtful and self.random.random() < 0.7
        (tracker.lost if arrives else tracker.faults).setdefault(kind, []).append(error)
        self.told.append(f"fault {tracker.name} {kind} {error} {'after' if arrives else 'before'} it")

    def run(self, tracker: MemoryTracker) -> None:
        self.world.clock.tick(self.random.choice([1, 30, 130, 400]))
        self.writes_to_live = self.random.randint(1, 6) if self.random.random() < 0.3 else 0
        allowed = self.random.random() < 0.5
        try:
            summary = self.world.run(allow_removals=allowed)
            self.told.append(f"run {summary.writes} waiting {len(summary.waiting)} held {len(summary.held)}")
        except Died:
            self.told.append("run, which died")
        self.writes_to_live = 0

    def come_nearer_to_death(self, kind: str) -> None:
        self.writes_to_live -= 1
        if self.writes_to_live == 0:
            raise Died

    # ------------------------------------------------------------ what must hold

    def come_to_rest(self) -> None:
        for tracker in self.sides.values():
            tracker.faults.clear()
            tracker.lost.clear()
        for _ in range(12):
            before = self.world.writes()
            self.world.clock.tick(7 * 3600)
            summary = self.world.run(allow_removals=True)
            self.told.append(f"rest {summary.writes}")
            assert not summary.failed and not summary.problems, summary
            if self.world.writes() == before and not summary.waiting:
                return
        raise AssertionError("never at rest")

    def compare(self) -> None:
        blue, green = self.sides.values()
        assert len(blue.issues) == len(green.issues)
        with self.world.store.transaction() as records:
            pairs = records.pairs("c")
        for pair in pairs:
            twins = blue.issues[pair.issues["Blue"].id], green.issues[pair.issues["Green"].id]
            for name in SHOWN:
                one, other = (shown(t.fields.get(name)) for t in twins)
                assert one == other, (name, twins[0].key, one, other)
            for twin in twins:
                comments = sorted(c["body"].split("\n")[-1] for c in twin.comments)
                assert comments == sorted(m.text for m in self.comments if m.issue in twins), twin.key
                files = sorted(a["filename"] for a in twin.attachments)
                assert files == sorted(m.text for m in self.files if m.issue in twins), twin.key


def shown(value: Any) -> Any:
    return value.removeprefix(PREFIX) if isinstance(value, str) else value or None


def live(seed: int) -> None:
    """One life from beginning to rest. AssertionError with its story."""
    with tempfile.TemporaryDirectory() as folder:
        life = Life(seed, Path(folder))
        try:
            life.live()
            life.come_to_rest()
            life.compare()
        except Exception as error:
            raise AssertionError("\n  ".join([f"life {seed}: {error!r}", *life.told])) from error
        finally:
            life.world.store.close()


if __name__ == "__main__":
    for number in range(int(sys.argv[1]), int(sys.argv[2])):
        live(number)
