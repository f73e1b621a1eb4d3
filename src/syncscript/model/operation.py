"""Operations, plans and receipts: writes as data, before and after they are done.

An operation says what one write to one issue does. Refuses to know how a tracker spells it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from syncscript.model.issue import Document, Draft, IssueRef, Provenance, Settled


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


Operation = (
    CreateIssue | UpdateFields | Transition | AddComment | EditComment
    | RemoveComment | AddAttachment | RemoveAttachment
)
Removal = RemoveComment | RemoveAttachment


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the tracker answered to a write.

    ref: the issue; result_id: the new comment or attachment; version: the issue's version after
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
