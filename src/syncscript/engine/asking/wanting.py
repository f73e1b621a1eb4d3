"""The comments, attachments and work logs that incoming rules ask for, taken out of what they wrote.

Knows the shapes in which rules name them. Refuses to know which of them are there already.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeVar

from syncscript.language import Outcome
from syncscript.model import Diagnostic, Json, Provenance, Span, Work

LISTS: Mapping[str, str] = MappingProxyType(
    {"comment": "comments", "attachment": "attachments", "work": "workLogs"}
)
"""Kind of what hangs on an issue -> the list of a payload that shows it."""


@dataclass(frozen=True, slots=True)
class WantedComment:
    """source_id: its original's id on the other side, or None when the rule wrote it itself."""

    source_id: str | None
    body: str
    internal: bool
    private: bool
    by: Provenance

    @property
    def text(self) -> str:
        return self.body


@dataclass(frozen=True, slots=True)
class WantedWork:
    """As a comment: source_id is None when the rule logged it itself."""

    source_id: str | None
    work: Work
    private: bool
    by: Provenance

    @property
    def text(self) -> str:
        return self.work.text


@dataclass(frozen=True, slots=True)
class WantedAttachment:
    source_id: str
    filename: str
    mimetype: str
    size: int
    by: Provenance


Wanted = TypeVar("Wanted", WantedComment, WantedAttachment, WantedWork)


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


def wanted_work(
    outcome: Outcome, day: str
) -> tuple[tuple[WantedWork, ...] | None, tuple[Diagnostic, ...]]:
    """Work to log, and what of it cannot be told. `day`: when work began that names no start."""
    written = outcome.writes.get("workLogs")
    if written is None:
        return None, ()
    wanted: list[WantedWork] = []
    problems: list[Diagnostic] = []
    for entry in written.value or []:
        if not isinstance(entry, Mapping) or entry.get("id"):
            continue
        try:
            work = Work.of(entry, day)
        except ValueError as mistake:
            problems.append(_no_work(written.by, mistake))
            continue
        source = _text_or_none(entry.get("remoteId"))
        wanted.append(WantedWork(source, work, entry.get("sync") is False, written.by))
    return _once_each(wanted), tuple(problems)


def _no_work(by: Provenance, mistake: ValueError) -> Diagnostic:
    place = Span(by.file, by.line, by.column, by.line, by.column + 1)
    return Diagnostic("E472", f"this work log cannot be written: {mistake}", place,
                      "timeSpent is a number of seconds above 0, startDate a date")  # fmt: skip


def copies_left(outcome: Outcome) -> frozenset[tuple[str, str]]:
    """Kind and id of the sync's own copies that a rule kept in the lists it wrote."""
    written = {kind: outcome.writes[name] for kind, name in LISTS.items() if name in outcome.writes}
    return frozenset(
        (kind, str(entry["id"]))
        for kind, listed in written.items()
        for entry in listed.value or []
        if isinstance(entry, Mapping) and entry.get("id") and entry.get("remoteId")
    )


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
