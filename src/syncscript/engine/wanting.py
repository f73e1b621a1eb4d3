"""The comments and attachments that incoming rules ask for, taken out of what they wrote.

Knows the shapes in which rules name them. Refuses to know which of them are there already.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from syncscript.language import Outcome
from syncscript.model import Json, Provenance


@dataclass(frozen=True, slots=True)
class WantedComment:
    """source_id: its original's id on the other side, or None when the rule wrote it itself."""

    source_id: str | None
    body: str
    internal: bool
    private: bool
    by: Provenance


@dataclass(frozen=True, slots=True)
class WantedAttachment:
    source_id: str
    filename: str
    mimetype: str
    size: int
    by: Provenance


Wanted = TypeVar("Wanted", WantedComment, WantedAttachment)


def wanted_comments(outcome: Outcome) -> tuple[WantedComment, ...] | None:
    written = outcome.writes.get("comments")
    if written is None:
        return None
    new = [e for e in written.value or [] if isinstance(e, Mapping) and not e.get("id")]
    return _once_each(
        WantedComment(
            _text_or_none(e.get("remoteId")),
            str(e.get("body") or ""),
            bool(e.get("internal")),
            e.get("sync") is False,
            written.by,
        )
        for e in new
        if str(e.get("body") or "").strip()
    )


def wanted_attachments(outcome: Outcome) -> tuple[WantedAttachment, ...] | None:
    written = outcome.writes.get("attachments")
    if written is None:
        return None
    return _once_each(
        WantedAttachment(
            str(e["remoteId"]),
            str(e.get("filename") or "attachment"),
            str(e.get("mimetype") or "application/octet-stream"),
            int(e.get("filesize") or 0),
            written.by,
        )
        for e in written.value or []
        if isinstance(e, Mapping) and not e.get("id") and e.get("remoteId")
    )


def copies_left(outcome: Outcome) -> frozenset[str]:
    """Ids of the sync's own comments and attachments that a rule kept in the lists it wrote."""
    written = [outcome.writes[name] for name in ("comments", "attachments") if name in outcome.writes]
    entries = [e for listed in written for e in listed.value or [] if isinstance(e, Mapping)]
    return frozenset(str(e["id"]) for e in entries if e.get("id") and e.get("remoteId"))


def _once_each(wanted: Iterable[Wanted]) -> tuple[Wanted, ...]:
    """A rule may name an original twice; it has one copy all the same. What rules wrote themselves stays."""
    seen: set[str] = set()
    chosen: list[Wanted] = []
    for one in wanted:
        if one.source_id is None or one.source_id not in seen:
            chosen.append(one)
        seen |= {one.source_id} if one.source_id is not None else set()
    return tuple(chosen)


def _text_or_none(value: Json) -> str | None:
    return None if value is None else str(value)
