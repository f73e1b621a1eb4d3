"""What hangs on an issue and is copied one for one: comments, attachments, logged work.

Knows for each kind which operations add, correct and remove a copy. Refuses to
know which copies there are: that is matching's business.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from syncscript.contracts import Copy
from syncscript.engine.asking.wanting import WantedComment, WantedWork
from syncscript.model import (
    AddAttachment,
    AddComment,
    Addition,
    EditComment,
    EditWork,
    Json,
    LogWork,
    Operation,
    Provenance,
    RemoveComment,
    RemoveWork,
    Work,
)

NEVER = "1970-01-01"
NO_RULE = Provenance("", 0)

Wanted = TypeVar("Wanted", WantedComment, WantedWork)


@dataclass(frozen=True, slots=True)
class TextKind(Generic[Wanted]):
    """A kind of copy that people may edit. shown: what an entry of a payload says, as it is compared."""

    kind: str
    shown: Callable[[Mapping[str, Json]], str]
    add: Callable[[Wanted], Operation]
    edit: Callable[[Wanted, Copy, str], Operation]
    remove: Callable[[Copy, str], Operation]


def add_comment(wanted: WantedComment) -> AddComment:
    """`wanted` has a name: its original's id or a made-up one."""
    return AddComment(wanted.source_id or "", wanted.body, wanted.by, wanted.internal)


def log_work(wanted: WantedWork) -> LogWork:
    return LogWork(wanted.source_id or "", wanted.work, wanted.by)


def _edit_comment(wanted: WantedComment, copy: Copy, ours: str) -> EditComment:
    return EditComment(copy.copy_id, copy.source_id, ours, wanted.body, wanted.by, wanted.internal)


def _edit_work(wanted: WantedWork, copy: Copy, ours: str) -> EditWork:
    return EditWork(copy.copy_id, copy.source_id, ours, wanted.work, wanted.by)


def _shown_work(entry: Mapping[str, Json]) -> str:
    try:
        return Work.of(entry, NEVER).text
    except ValueError:
        return ""


COMMENTS = TextKind(
    "comment", lambda entry: str(entry.get("body") or ""), add_comment, _edit_comment,
    lambda copy, text: RemoveComment(copy.copy_id, copy.source_id, text),
)  # fmt: skip
WORK = TextKind(
    "work", _shown_work, log_work, _edit_work,
    lambda copy, text: RemoveWork(copy.copy_id, copy.source_id, text),
)  # fmt: skip


def kind_of(operation: Addition) -> str:
    """The kind of the copy that comes of it."""
    match operation:
        case AddComment():
            return "comment"
        case AddAttachment():
            return "attachment"
        case LogWork():
            return "work"


def text_of(operation: Addition) -> str:
    """What its copy is asked to say."""
    match operation:
        case AddComment():
            return operation.body
        case AddAttachment():
            return operation.filename
        case LogWork():
            return operation.work.text


def content_of(operation: Addition) -> Json:
    """What a copy is known by where trackers keep no marker with it."""
    match operation:
        case AddComment():
            return {"body": operation.body}
        case AddAttachment():
            return {"filename": operation.filename, "size": operation.size}
        case LogWork():
            return {"work": operation.work.text}


def addition_of(kind: str, source_id: str, content: Mapping[str, Any]) -> Addition:
    """What was sent, as far as it takes to know it again: the way back from `content_of`."""
    if kind == "comment":
        return AddComment(source_id, str(content.get("body", "")), NO_RULE)
    if kind == "work":
        return LogWork(source_id, Work.read(str(content.get("work", ""))), NO_RULE)
    filename, size = str(content.get("filename", "")), int(content.get("size", 0))
    return AddAttachment(source_id, filename, "", size, NO_RULE)


def correction_of(operation: Addition, copy_id: str) -> Operation | None:
    """What brings a copy that was found up to date; None for what nobody edits."""
    match operation:
        case AddComment(source_id, body, by, internal):
            return EditComment(copy_id, source_id, "", body, by, internal)
        case LogWork(source_id, work, by):
            return EditWork(copy_id, source_id, "", work, by)
    return None
