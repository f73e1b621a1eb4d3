"""What is remembered between runs, as values: pairs, bases, messages, id maps, intents, conflicts.

Knows the vocabulary of the state; refuses to know how or where it is stored.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from syncscript.contracts.takeover import Adopted
from syncscript.model import Canonical, Diagnostic, Document, IssueRef, Json


@dataclass(frozen=True, slots=True)
class Event:
    """`This issue changed`: seen by a poll, not yet turned into a message."""

    id: int
    connection: str
    side: str
    issue: IssueRef
    version: str
    triggered_by: str | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two issues kept in step. Before the first create one side is missing.

    issues: instance side name -> ref; state: active | failed | doubtful | waiting | parked | stopped;
    problem: what a person reads; attempts and not_before (UTC) steer the retry.
    """

    id: str
    connection: str
    issues: Mapping[str, IssueRef]
    state: str = "active"
    problem: Diagnostic | None = None
    attempts: int = 0
    not_before: datetime | None = None
    rules: str = ""


@dataclass(frozen=True, slots=True)
class FieldBase:
    """What one field was last asked to be, and what it was once applied.

    asked: what incoming asked for, None inside `known_asked=False` when it never did;
    applied: the field's value after that; owned: set elements that the sync itself added.
    """

    asked: Canonical = None
    applied: Canonical = None
    known_asked: bool = True
    known_applied: bool = True
    owned: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class SideState:
    """What is remembered of a pair's side.

    base: per field; sent: the replica last sent from this side (None: never) and `sent_hash`;
    received: the replica that its incoming rules last worked on; version: of the issue after our last
    write, where known; adopted: what is kept of a former sync that this pair was taken over from.
    """

    base: Mapping[str, FieldBase] = field(default_factory=dict)
    sent: Json = None
    sent_hash: str = ""
    version: str = ""
    received: Json = None
    adopted: Adopted | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """A replica on its way from `source` side to the other, `number` in its pair's order (from 1)."""

    pair: str
    number: int
    source: str
    replica: Mapping[str, Json]
    documents: tuple[Document, ...]
    source_version: str
    created: datetime


@dataclass(frozen=True, slots=True)
class Copy:
    """One line of an id map: the sync's own comment or attachment on `side`.

    source_id: its original on the other side (or a made-up id of a comment the rule itself wrote);
    asked: what incoming last asked for (comment body; attachment checksum); applied: what was
    read there once it was written.
    """

    pair: str
    side: str
    kind: str
    source_id: str
    copy_id: str
    asked: str
    applied: str


@dataclass(frozen=True, slots=True)
class Intent:
    """A create announced before it was sent. state: sending | doubtful | done | refused.

    content: what it is known by again: a comment's body; an attachment's filename and size; of an issue the
    elements of its sets, under `sets` by field.
    """

    marker: str
    pair: str
    side: str
    kind: str
    source_id: str
    state: str
    sent_at: datetime
    high_water: int = 0
    result_id: str | None = None
    content: Json = None

    @property
    def is_open(self) -> bool:
        """Whether nobody knows yet if it arrived."""
        return self.state in ("sending", "doubtful")


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that both sides changed since base.

    winner: `theirs`, `ours`, `open`, or `settled` once a person did, or the values are others by now.
    """

    pair: str
    side: str
    field: str
    base: Json
    ours: Json
    theirs: Json
    winner: str
    policy: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Replaced:
    """A value of a field that our write replaced: as it was read, when the issue was last changed by then in
    the tracker's clock, and when our write was done in ours."""

    side: str
    pair: str
    ref: IssueRef
    field: str
    old: Json
    new: Json
    read_at: datetime
    at: datetime


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a pair's history: an operation that was done, with its receipt."""

    pair: str
    side: str
    number: int
    kind: str
    detail: Json
    at: datetime


@dataclass(frozen=True, slots=True)
class Cursor:
    """How far a side was polled.

    triggers: digests of the triggers that were complete by then; swept_at: when all pairs' issues were
    last looked for; moved_to: keys of other projects that issues under sync were moved to.
    """

    polled_at: datetime
    triggers: frozenset[str] = frozenset()
    swept_at: datetime | None = None
    moved_to: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Counts:
    """What `status` shows of a connection. last_problems: what stopped its last run, as plain data."""

    pairs: int = 0
    queued: int = 0
    events: int = 0
    failed: int = 0
    doubtful: int = 0
    waiting: int = 0
    last_run: datetime | None = None
    last_problems: tuple[Json, ...] = ()
