"""What the engine may ask of a tracker.

Refuses to know any tracker's own shape: issues come as payload and canonical fields, writes go out as
operations.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Protocol

from syncscript.contracts.forms import CreateForm
from syncscript.model import (
    Diagnostic,
    Draft,
    Issue,
    IssueHead,
    IssueRef,
    Json,
    MakePart,
    Operation,
    Question,
    Receipt,
    Settled,
    Sources,
    Written,
)

NEVER: Mapping[str, datetime] = MappingProxyType({})


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
class FieldChange:
    """One change of one field, in the tracker's clock. old and new: as its change history words them."""

    field: str
    at: datetime
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What a tracker can do; the contract suite reads this to know what to demand.

    comment_limit: characters one comment may hold; bulk_reads_lag: reading many issues may show them as they
    were before the newest writes.
    """

    comment_markers: bool = True
    internal_comments: bool = False
    change_history: bool = True
    rich_text: str = "wiki"
    comment_limit: int = 32_767
    bulk_reads_lag: bool = False


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

    def look_up(self, keys: Sequence[str]) -> Mapping[str, IssueHead]:
        """What is there under these keys, by the key asked for; any number of keys, few calls.

        An issue that was moved answers to its former key too, and tells its new one. Left out is only what
        the tracker itself calls unknown or not visible, and what cannot be a key.
        """
        ...

    def fetch(self, ids: Sequence[str], written: Mapping[str, datetime] = NEVER) -> Fetched:
        """Read issues whole; any number of ids.

        `written`: when the caller last wrote to some of them, in the tracker's clock. An index that has not
        seen such a write is not believed: that issue is read from the store.
        """
        ...

    def create_form(self, project: str, type: str) -> CreateForm:
        """What the tracker demands now of a new issue of this project and type."""
        ...

    def settle(
        self,
        written: Mapping[str, Written],
        issue: Issue | None,
        project: str,
        form: Callable[[], CreateForm | None] = lambda: None,
        made: Collection[MakePart] = (),
    ) -> Settlement:
        """Turn what a rule asked for into what this tracker can hold (no writes).

        Coerces plain meanings (a string to one label, comments to their bodies, a user by e-mail),
        resolves names, applies the tracker's own limits with a notice that names them. Read-only
        and unknown fields are problems with the rule's place. `issue` is None before its creation.
        `form` is asked only where a value must be one of those it offers. `made`: what will be there by the
        time of the write.
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

        `marker` goes into what is added, where the tracker keeps one with it; `content` opens an
        attachment's bytes.
        Removing what is already gone is no error.
        """
        ...

    def make(self, part: MakePart) -> None:
        """Make a version or component that the project lacks; nothing where one of this name is there."""
        ...

    def note_twin(self, ref: IssueRef, key: str) -> None:
        """Keep the key of an issue's twin beside the issue, where searches may ask for it.

        Noting the same key again changes nothing, and neither is a change of the issue: no poll tells of it.
        """
        ...

    def send(self, method: str, path: str, body: str | None, headers: Mapping[str, str]) -> None:
        """Do one write that a rule planned itself, at a path of the tracker's own interface, exactly once.

        Rejected for paths outside of it. `body` is JSON, if any; credentials are the tracker's own.
        """
        ...

    def find_added(self, ref: IssueRef, operation: Operation, marker: str, since: datetime) -> list[str]:
        """Ids of what a doubtful addition (comment, attachment, work log) left on `ref`."""
        ...

    def open_attachment(self, attachment_id: str) -> AbstractContextManager[Content]:
        """Open an attachment's bytes for streaming."""
        ...

    def history(self, ids: Sequence[str]) -> Mapping[str, Sequence[FieldChange]]:
        """What happened to the fields of these issues, oldest first; any number of ids, few calls.

        Only fields with a name of ours are told. An issue without changes, or gone, is left out.
        """
        ...
