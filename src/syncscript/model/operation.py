"""Operations, plans and receipts: writes as data, before and after they are done.

An operation says what one write to one issue does. Refuses to know how a tracker spells it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from syncscript.model.issue import Document, Draft, IssueRef, Provenance, Settled
from syncscript.model.work import Work


@dataclass(frozen=True, slots=True)
class CreateIssue:
    draft: Draft
    kind = "create"


@dataclass(frozen=True, slots=True)
class FieldWrite:
    """One field of an update. For sets `add` and `remove` tell the elements, `new.value` the asked set."""

    old: Any
    new: Settled
    add: frozenset[str] = frozenset()
    remove: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class UpdateFields:
    fields: Mapping[str, FieldWrite]
    kind = "update"


@dataclass(frozen=True, slots=True)
class Transition:
    """Move to the status of this name, by whichever transition leads there."""

    status: str
    old: str | None
    by: Provenance
    resolution: str | None = None
    kind = "transition"


@dataclass(frozen=True, slots=True)
class AddComment:
    """source_id: the comment's id on the other side, or a made-up one when the rule itself wrote it."""

    source_id: str
    body: str
    by: Provenance
    internal: bool = False
    kind = "comment"


@dataclass(frozen=True, slots=True)
class EditComment:
    copy_id: str
    source_id: str
    old: str
    body: str
    by: Provenance
    internal: bool = False
    kind = "edit-comment"


@dataclass(frozen=True, slots=True)
class RemoveComment:
    copy_id: str
    source_id: str
    body: str
    kind = "remove-comment"


@dataclass(frozen=True, slots=True)
class AddAttachment:
    source_id: str
    filename: str
    mimetype: str
    size: int
    by: Provenance
    kind = "attach"


@dataclass(frozen=True, slots=True)
class RemoveAttachment:
    copy_id: str
    source_id: str
    filename: str
    kind = "remove-attachment"


@dataclass(frozen=True, slots=True)
class LogWork:
    """source_id: as of a comment."""

    source_id: str
    work: Work
    by: Provenance
    kind = "log-work"


@dataclass(frozen=True, slots=True)
class EditWork:
    """old: the text of the work as it is there now."""

    copy_id: str
    source_id: str
    old: str
    work: Work
    by: Provenance
    kind = "edit-work"


@dataclass(frozen=True, slots=True)
class RemoveWork:
    copy_id: str
    source_id: str
    text: str
    kind = "remove-work"


@dataclass(frozen=True, slots=True)
class MakePart:
    """A version or component (`sort`) that a project shall have."""

    sort: str
    project: str
    name: str
    description: str
    by: Provenance
    kind = "make"


@dataclass(frozen=True, slots=True)
class HttpWrite:
    """A call that a rule plans with httpClient. url: a path of the tracker's own interface, or an address."""

    source_id: str
    method: str
    url: str
    body: str | None
    headers: Mapping[str, str]
    by: Provenance
    kind = "http"


Addition = AddComment | AddAttachment | LogWork
"""What hangs a copy on an issue: one effect, even if its answer is lost."""
Removal = RemoveComment | RemoveAttachment | RemoveWork
Operation = (
    CreateIssue | UpdateFields | Transition | Addition | EditComment | EditWork | Removal
    | HttpWrite | MakePart
)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the tracker answered to a write.

    ref: the issue; result_id: the new comment, attachment or work log; version: the issue's version after
    the write where the tracker tells it, else None; detail: more to record, plain data.
    """

    ref: IssueRef
    result_id: str | None = None
    version: str | None = None
    at: datetime | None = None
    detail: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Sources:
    """What a write may need beside the operation: the source documents of rich texts."""

    documents: tuple[Document, ...] = ()
