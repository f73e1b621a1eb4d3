"""Comments, attachments and work logs of a pair that a former sync kept in step.

A copy that it made is remembered as it is found, unless its original was edited since. What it left without a
copy is not sent, unless its own count says that a message was lost. What was never looked at is not removed.
Pure.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from syncscript.contracts import Adopted, Copy
from syncscript.engine.asking.asked import Asked
from syncscript.engine.asking.hanging import COMMENTS, WORK
from syncscript.engine.asking.wanting import LISTS, WantedAttachment, WantedComment, WantedWork
from syncscript.model import Issue, Json

UNKNOWN = "(as the former sync wrote it)"
"""Stands for a text that nobody kept: of a copy that no rule was compared with yet, and where a conflict must
tell what was there before."""
SHOWN = {"comment": COMMENTS.shown, "work": WORK.shown}

Item = WantedComment | WantedAttachment | WantedWork


@dataclass(frozen=True, slots=True)
class End:
    """One end of a pair: its issue as it was read, and what it keeps of the former sync."""

    side: str
    issue: Issue
    adopted: Adopted


@dataclass(frozen=True, slots=True)
class FormerCopies:
    """lines: id map lines to keep; left: kind and id of copies that are nobody's to remove yet;
    unsent: kind and id of originals that stay without a copy."""

    lines: tuple[Copy, ...] = ()
    left: frozenset[tuple[str, str]] = frozenset()
    unsent: tuple[tuple[str, str], ...] = field(default=())


def former_copies(
    pair: str, source: End, target: End, asked: Asked, copies: Sequence[Copy]
) -> FormerCopies:
    """What to know of what hangs at `target`, before `asked` is compared with it."""
    known = {(c.kind, c.source_id): c for c in copies if c.side == target.side}
    wanted = {(kind, one.source_id or ""): one for kind, one in _wanted(asked) if one.source_id}
    looked = [
        _looked_at(copy, wanted[place], source, target)
        for place, copy in known.items()
        if place in wanted and _is_strange(copy)
    ]
    unsent = [
        (kind, source_id)
        for kind, source_id in wanted
        if (kind, source_id) not in known and _stays(kind, source_id, source)
    ]
    strange = (c for place, c in known.items() if place not in wanted and _is_strange(c))
    left = frozenset((c.kind, c.copy_id) for c in strange)
    without = [Copy(pair, target.side, kind, one, "", _text(wanted[kind, one]), "") for kind, one in unsent]
    return FormerCopies((*looked, *without), left, tuple(unsent))


def _wanted(asked: Asked) -> Iterator[tuple[str, Item]]:
    lists: Mapping[str, Sequence[Item] | None] = {
        "comment": asked.comments, "attachment": asked.attachments, "work": asked.work
    }  # fmt: skip
    for kind, items in lists.items():
        yield from ((kind, one) for one in items or ())


def _is_strange(copy: Copy) -> bool:
    """Whether the former sync made it and no rule was compared with it yet."""
    return not copy.asked and copy.applied == UNKNOWN


def _stays(kind: str, source_id: str, source: End) -> bool:
    """Whether an original without a copy was the former sync's to send, and not ours. What that sync listed
    it knew, whatever its clock said."""
    original = kind, source_id.partition("#")[0]
    if original in source.adopted.owed:
        return False
    if original in source.adopted.withheld:
        return True
    made = _moment(_entry(source.issue, kind, source_id), "created")
    return (made if made is not None else source.issue.updated) <= source.adopted.until


def _looked_at(copy: Copy, wanted: Item, source: End, target: End) -> Copy:
    """The line of a copy with what is asked of it and what it says. An edit of the original since the
    takeover leaves what was asked unknown, so that it goes over."""
    here = _entry(target.issue, copy.kind, copy.copy_id, is_own=True)
    there = SHOWN[copy.kind](here) if here is not None and copy.kind in SHOWN else ""
    if not _edited_since(_entry(source.issue, copy.kind, copy.source_id), source.adopted):
        return replace(copy, asked=_text(wanted), applied=there)
    return replace(copy, applied=UNKNOWN if _edited_since(here, target.adopted) else there)


def _text(wanted: Item) -> str:
    return wanted.filename if isinstance(wanted, WantedAttachment) else wanted.text


def _edited_since(entry: Mapping[str, Json] | None, adopted: Adopted) -> bool:
    """One that nobody ever edited was not, wherever the former sync's clock stood when it came."""
    edited, made = _moment(entry, "updated"), _moment(entry, "created")
    return edited is not None and edited != made and edited > adopted.until


def _entry(issue: Issue, kind: str, entry_id: str, is_own: bool = False) -> Mapping[str, Json] | None:
    """is_own: the id is that of a copy here, not of an original, which may stand for one part of it."""
    asked = entry_id if is_own else entry_id.partition("#")[0]
    entries = issue.payload.get(LISTS[kind]) or []
    return next((entry for entry in entries if str(entry.get("id")) == asked), None)


def _moment(entry: Mapping[str, Json] | None, name: str) -> datetime | None:
    told = entry.get(name) if entry is not None else None
    return datetime.fromisoformat(told) if isinstance(told, str) else None
