"""What the engine may ask of a tracker and of a store, and the only errors they raise.

The engine knows trackers and stores by this page alone; they know nothing of the engine. Whoever
writes a new tracker or store passes the contract suite in tests/contracts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from syncscript.model import (
    Canonical,
    Diagnostic,
    Document,
    Draft,
    Issue,
    IssueHead,
    IssueRef,
    Json,
    Operation,
    Question,
    Receipt,
    Settled,
    Sources,
    Written,
)

# ---------------------------------------------------------------------------- errors


class TrackerError(Exception):
    """A tracker did not do what it was asked.

    retryable: the same call may work later, nothing needs to be changed by a person.
    doubtful: the write may have happened all the same (time-out, reset, 5xx).
    scope: `pair` when only this issue is concerned, `instance` when no other call can work now.
    help: the next act, for the person who reads it.
    """

    retryable = False
    doubtful = False
    scope = "pair"
    code = "T000"

    def __init__(self, message: str, *, help: str = "", doubtful: bool | None = None) -> None:
        super().__init__(message)
        self.help = help
        if doubtful is not None:
            self.doubtful = doubtful

    @property
    def diagnostic(self) -> Diagnostic:
        return Diagnostic(self.code, str(self), help=self.help)


class NotFound(TrackerError):
    """The issue, comment or attachment does not exist, or this account may not see it."""

    code = "T404"


class VersionMismatch(TrackerError):
    """The issue changed since it was read. Plan again from a fresh read."""

    code = "T409"
    retryable = True


class Rejected(TrackerError):
    """The tracker refused this write for what it holds; it will refuse it again."""

    code = "T400"


class Unauthorised(TrackerError):
    """Credentials are wrong, expired, locked by a captcha, or lack a permission."""

    code = "T401"
    scope = "instance"


class RateLimited(TrackerError):
    """Too many calls. Nothing was applied. `retry_after` in seconds, `reason` as the tracker names it."""

    code = "T429"
    retryable = True
    scope = "instance"

    def __init__(self, message: str, *, retry_after: float, reason: str = "", help: str = "") -> None:
        super().__init__(message, help=help)
        self.retry_after = retry_after
        self.reason = reason


class Unavailable(TrackerError):
    """No usable answer: refused, time-out, TLS failure, 5xx, HTML or half a JSON. Writes set `doubtful`."""

    code = "T503"
    retryable = True
    scope = "instance"


class StateError(Exception):
    """The state cannot be read or written. `trusted` is False when a person must look before the next run."""

    def __init__(self, message: str, *, help: str = "", trusted: bool = True, code: str = "S001") -> None:
        super().__init__(message)
        self.help = help
        self.trusted = trusted
        self.code = code

    @property
    def diagnostic(self) -> Diagnostic:
        return Diagnostic(self.code, str(self), help=self.help)


# ---------------------------------------------------------------------------- tracker


@dataclass(frozen=True, slots=True)
class Description:
    """Who answers at an instance's address, as it says itself."""

    kind: str
    deployment: str
    url: str
    version: str
    title: str


@dataclass(frozen=True, slots=True)
class Fetched:
    """Issues by id. `missing` holds only ids that the tracker itself called unknown or not visible."""

    issues: Mapping[str, Issue]
    missing: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Settlement:
    """Fields as the tracker can hold them.

    problems: errors that stop the message; notices: limits that were applied, told as warnings.
    """

    fields: Mapping[str, Settled]
    problems: tuple[Diagnostic, ...] = ()
    notices: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class Content:
    """An attachment's bytes on their way. `chunks` may be read once; `size` in bytes, None if unknown."""

    chunks: Iterator[bytes]
    size: int | None


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What a tracker can do; the contract suite reads this to know what to demand.

    comment_limit: characters one comment may hold.
    """

    comment_markers: bool = True
    internal_comments: bool = False
    change_history: bool = True
    rich_text: str = "wiki"
    comment_limit: int = 32_767


class Tracker(Protocol):
    """One instance, spoken to in one tracker's own way. Safe to use from several threads.

    Every method may raise TrackerError and nothing else. A read either returns everything it was
    asked for or raises: a page that fails in the middle is never a shorter answer.
    Writes are sent exactly once; the transport below never repeats one by itself.
    """

    name: str
    capabilities: Capabilities

    @property
    def clock_offset(self) -> timedelta:
        """Tracker's clock minus ours, from the answers seen so far (zero before the first)."""
        ...

    def describe(self) -> Description:
        """Ask the instance who it is; Rejected when it is not what the configuration says."""
        ...

    def url_of(self, key: str) -> str:
        """The address a person opens for this issue."""
        ...

    def changes(self, project: str, window: timedelta | None, query: str | None = None) -> list[IssueHead]:
        """Issues of a project updated within `window` before now (None: ever) that match `query`.

        Ascending by (updated, id). `query` is in the tracker's own language (JQL); a wrong one is
        Rejected with the tracker's words. May miss what the search index has not seen yet.
        """
        ...

    def fetch(self, ids: Sequence[str]) -> Fetched:
        """Read issues whole, from the store, not from the search index; any number of ids."""
        ...

    def settle(self, written: Mapping[str, Written], issue: Issue | None, project: str) -> Settlement:
        """Turn what a rule asked for into what this tracker can hold (no writes).

        Coerces plain meanings (a string to one label, comments to their bodies, a user by e-mail),
        resolves names, applies the tracker's own limits with a notice that names them. Read-only
        and unknown fields are problems with the rule's place. `issue` is None before its creation.
        """
        ...

    def answer(self, question: Question) -> Json:
        """Answer a rule's question (getUserByEmail, getPriority...); None when there is no such thing.

        Raises Rejected for a question this tracker does not understand.
        """
        ...

    def high_water(self, project: str) -> int:
        """The highest issue number known in a project, to look for lost creates above it."""
        ...

    def create(self, draft: Draft, marker: str, sources: Sources) -> Receipt:
        """Create an issue that carries `marker` from its first moment."""
        ...

    def find_created(self, marker: str, project: str, above: int, since: datetime) -> list[IssueRef]:
        """Issues that carry `marker`, oldest first: by key above number `above`, then by search."""
        ...

    def apply(
        self,
        ref: IssueRef,
        operation: Operation,
        marker: str,
        sources: Sources,
        content: Callable[[], AbstractContextManager[Content]] | None = None,
    ) -> Receipt:
        """Do one write to an existing issue.

        `marker` goes into a new comment or attachment; `content` opens an attachment's bytes.
        Removing what is already gone is no error.
        """
        ...

    def find_added(self, ref: IssueRef, operation: Operation, marker: str, since: datetime) -> list[str]:
        """Ids of comments or attachments on `ref` that a doubtful AddComment or AddAttachment left."""
        ...

    def open_attachment(self, attachment_id: str) -> AbstractContextManager[Content]:
        """Open an attachment's bytes for streaming."""
        ...

    def changed_at(self, ref: IssueRef) -> Mapping[str, datetime]:
        """When each field last changed, in the tracker's clock, from its change history."""
        ...


# ---------------------------------------------------------------------------- store


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
    write, where known.
    """

    base: Mapping[str, FieldBase] = field(default_factory=dict)
    sent: Json = None
    sent_hash: str = ""
    version: str = ""
    received: Json = None


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
    """A create announced before it was sent. state: sending | doubtful | done | refused."""

    marker: str
    pair: str
    side: str
    kind: str
    source_id: str
    state: str
    sent_at: datetime
    high_water: int = 0
    result_id: str | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that both sides changed since base. winner: `theirs`, `ours` or `open`."""

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
    """What `status` shows of a connection."""

    pairs: int = 0
    queued: int = 0
    events: int = 0
    failed: int = 0
    doubtful: int = 0
    waiting: int = 0
    conflicts: int = 0
    last_run: datetime | None = None


class Records(Protocol):
    """The tables inside one transaction. All or nothing of what is written here is kept.

    `side` is the name of a connection's instance; datetimes are aware, UTC.
    """

    # polling
    def cursor(self, connection: str, side: str) -> Cursor | None: ...
    def set_cursor(self, connection: str, side: str, cursor: Cursor) -> None: ...
    def unseen(self, connection: str, side: str, heads: Sequence[IssueHead]) -> list[IssueHead]:
        """Heads whose (issue id, version) was not yet noted."""
        ...

    def note_seen(self, connection: str, side: str, heads: Sequence[IssueHead], at: datetime) -> None: ...
    def forget_seen(self, connection: str, side: str, before: datetime) -> None:
        """Drop notes made before this time; they are outside every window."""
        ...

    def add_event(self, connection: str, side: str, head: IssueHead, triggered_by: str | None) -> None:
        """One event an issue: a newer version replaces an older one (and keeps its trigger)."""
        ...

    def events(self, connection: str) -> list[Event]:
        """Oldest first."""
        ...

    def remove_event(self, event: Event) -> None:
        """Only if the stored event still has this version."""
        ...

    # pairs
    def pairs_of(self, connection: str, side: str, issue_ids: Sequence[str]) -> dict[str, Pair]:
        """Pairs by this side's issue id; any number of ids."""
        ...

    def pair(self, pair_id: str) -> Pair | None: ...
    def pairs(self, connection: str) -> list[Pair]: ...
    def troubled(self, connection: str) -> list[Pair]:
        """Pairs whose state is not active."""
        ...

    def find_pairs(self, key: str) -> list[Pair]:
        """Pairs, of any connection, that hold this issue key on either side (case ignored)."""
        ...

    def issues_of(self, connection: str, side: str) -> list[IssueRef]:
        """This side's issues of all pairs."""
        ...

    def put_pair(self, pair: Pair) -> None:
        """Insert or replace. StateError when an issue already belongs to another pair of the connection."""
        ...

    def remove_pair(self, pair_id: str) -> None:
        """With everything that belongs to it."""
        ...

    # what is remembered of a side
    def side_state(self, pair_id: str, side: str) -> SideState: ...
    def side_states(self, pair_ids: Sequence[str]) -> dict[tuple[str, str], SideState]: ...
    def put_side_state(self, pair_id: str, side: str, state: SideState) -> None: ...

    # queue
    def add_message(self, message: Message) -> Message:
        """Append with the pair's next number (that of the argument is ignored)."""
        ...

    def messages(self, pair_id: str) -> list[Message]:
        """In order."""
        ...

    def queued(self, connection: str) -> dict[str, list[Message]]:
        """All messages waiting, by pair, each list in order."""
        ...

    def replace_message(self, message: Message) -> None: ...
    def remove_message(self, pair_id: str, number: int) -> None: ...

    # one effect per change
    def copies(self, pair_ids: Sequence[str]) -> dict[str, list[Copy]]:
        """Id maps by pair."""
        ...

    def put_copy(self, copy: Copy) -> None: ...
    def remove_copy(self, copy: Copy) -> None: ...
    def count_copies(self, connection: str) -> int: ...
    def intent(self, marker: str) -> Intent | None: ...
    def put_intent(self, intent: Intent) -> None: ...
    def open_intents(self, pair_id: str) -> list[Intent]:
        """Those in state sending or doubtful."""
        ...
    def creates_in_doubt(self, connection: str, side: str) -> bool:
        """Whether some issue's create on this side is still sending or doubtful."""
        ...

    # what is told to people
    def add_conflict(self, conflict: Conflict) -> None:
        """Once for the same pair, side, field, ours and theirs."""
        ...

    def conflicts(self, connection: str, pair_id: str | None = None) -> list[Conflict]: ...
    def add_entry(self, entry: Entry) -> None: ...
    def history(self, pair_id: str, limit: int = 50) -> list[Entry]:
        """Newest first."""
        ...

    def counts(self, connection: str) -> Counts: ...
    def note_run(self, connection: str, at: datetime, summary: Json) -> None: ...

    # answers of trackers, kept between runs
    def known_answer(self, instance: str, question: str, not_before: datetime) -> tuple[bool, Json]:
        """(True, answer) when one was kept at or after `not_before`."""
        ...

    def keep_answer(self, instance: str, question: str, answer: Json, at: datetime) -> None: ...


class Store(Protocol):
    """The state of all connections. Safe to use from several threads of one process."""

    def transaction(self) -> AbstractContextManager[Records]:
        """Serialised; commits at the end of the block, rolls back on any exception. Not nestable."""
        ...

    def rehearsal(self) -> AbstractContextManager[Store]:
        """A store with the same content, whose changes are thrown away at the end of the block."""
        ...

    def lock(self, owner: str) -> AbstractContextManager[None]:
        """Held by one process at a time and released by its death. StateHeld when another has it."""
        ...

    def check(self) -> None:
        """StateError(trusted=False) when the stored state is damaged."""
        ...

    def close(self) -> None: ...


class StateHeld(StateError):
    """Another run holds the lock. `owner` tells who: host, process id, command, since when."""

    def __init__(self, owner: str) -> None:
        super().__init__(
            f"another run holds the state: {owner}",
            code="S075",
            help="wait for it to finish; the lock goes away by itself when that process ends",
        )
        self.owner = owner


__all__ = [
    "Capabilities",
    "Conflict",
    "Content",
    "Copy",
    "Counts",
    "Cursor",
    "Description",
    "Entry",
    "Event",
    "Fetched",
    "FieldBase",
    "Intent",
    "Message",
    "NotFound",
    "Pair",
    "RateLimited",
    "Records",
    "Rejected",
    "Settlement",
    "SideState",
    "StateError",
    "StateHeld",
    "Store",
    "Tracker",
    "TrackerError",
    "Unauthorised",
    "Unavailable",
    "VersionMismatch",
]
