"""Comments and attachments by their id maps: what to add, edit and remove among the sync's own copies.

Never touches what a person made. A copy that a person deleted is not made again; a copy that a person
edited and whose original changed as well is a conflict like any other.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from syncscript.contracts import Conflict, Copy, SideState
from syncscript.engine.identity import digest_of
from syncscript.engine.wanting import WantedAttachment, WantedComment
from syncscript.model import (
    AddAttachment,
    AddComment,
    EditComment,
    Issue,
    Operation,
    RemoveAttachment,
    RemoveComment,
)

RULE_MADE = "rule:"
"""Prefix of the made-up source id of a comment that the rule itself wrote."""

COMMENT = "comments/"
"""Prefix of a comment's name among the fields of conflicts; its id on this side follows."""

PRIVATE = "private:"
"""The same, for a comment that must not cross back."""

Judge = Callable[[str], str]
"""Who wins a conflict on a field: `theirs`, `ours`, `open`, or `unopposed` when it is none."""


@dataclass(frozen=True, slots=True)
class Case:
    """What a decision is made on: the issue as it is, what is remembered of it, who settles conflicts."""

    pair: str
    side: str
    number: int
    now: datetime
    judge: Judge
    issue: Issue
    state: SideState
    copies: Sequence[Copy]

    def known(self, kind: str) -> dict[str, Copy]:
        """Our copies of a kind on this side, by source id."""
        return {c.source_id: c for c in self.copies if c.kind == kind and c.side == self.side}


@dataclass(frozen=True, slots=True)
class Matched:
    """operations; dropped: id map lines whose copy is gone; turned_down: lines to keep with news refused."""

    operations: tuple[Operation, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    dropped: tuple[Copy, ...] = ()
    turned_down: tuple[Copy, ...] = field(default=())


def match_comments(
    wanted: tuple[WantedComment, ...] | None, case: Case, left: frozenset[str] = frozenset()
) -> Matched:
    """left: copies that rules left where they are, by their ids on this side."""
    if wanted is None:
        return Matched()
    known = case.known("comment")
    present = {str(c["id"]): str(c.get("body") or "") for c in case.issue.payload.get("comments") or []}
    matched = Matched()
    for comment in wanted:
        copy = known.get(comment.source_id or "")
        if copy is None:
            matched = _with(matched, add_comment(comment))
        elif comment.body != copy.asked and copy.copy_id in present:
            matched = _edited(matched, case, comment, copy, present[copy.copy_id])
    kept = {c.source_id for c in wanted}
    gone = [
        c
        for s, c in known.items()
        if s not in kept and c.copy_id not in left and not s.startswith((RULE_MADE, PRIVATE))
    ]
    removed = [
        RemoveComment(c.copy_id, c.source_id, present[c.copy_id]) for c in gone if c.copy_id in present
    ]
    return _without(matched, removed, gone, present)


def _edited(matched: Matched, case: Case, comment: WantedComment, copy: Copy, ours: str) -> Matched:
    if ours == comment.body:
        known = replace(copy, asked=comment.body, applied=ours)
        return replace(matched, turned_down=(*matched.turned_down, known))
    edit = EditComment(copy.copy_id, copy.source_id, ours, comment.body, comment.by, comment.internal)
    if not copy.applied or ours == copy.applied:
        return _with(matched, edit)
    name = f"{COMMENT}{copy.copy_id}"
    winner = case.judge(name).replace("unopposed", "theirs")
    conflict = Conflict(case.pair, case.side, name, copy.applied, ours, comment.body, winner, "", case.now)
    matched = replace(matched, conflicts=(*matched.conflicts, conflict))
    if winner == "theirs":
        return _with(matched, edit)
    if winner == "ours":
        refused = replace(copy, asked=comment.body, applied=ours)
        return replace(matched, turned_down=(*matched.turned_down, refused))
    return matched


def match_attachments(
    wanted: tuple[WantedAttachment, ...] | None, case: Case, left: frozenset[str] = frozenset()
) -> Matched:
    if wanted is None:
        return Matched()
    known = case.known("attachment")
    present = {
        str(a["id"]): str(a.get("filename") or "") for a in case.issue.payload.get("attachments") or []
    }
    kept = {w.source_id for w in wanted}
    added = Matched(tuple(add_attachment(w) for w in wanted if w.source_id not in known))
    gone = [c for s, c in known.items() if s not in kept and c.copy_id not in left]
    removed = [
        RemoveAttachment(c.copy_id, c.source_id, present[c.copy_id]) for c in gone if c.copy_id in present
    ]
    return _without(added, removed, gone, present)


def _with(matched: Matched, operation: Operation) -> Matched:
    return replace(matched, operations=(*matched.operations, operation))


def _without(
    matched: Matched, removed: Sequence[Operation], gone: Sequence[Copy], present: Mapping[str, str]
) -> Matched:
    dropped = tuple(c for c in gone if c.copy_id not in present)
    return replace(matched, operations=(*matched.operations, *removed), dropped=dropped)


def with_names(wanted: Sequence[WantedComment], number: int) -> tuple[WantedComment, ...]:
    """Made-up source ids for comments that the rule of message `number` wrote itself.

    They come from the text, so that a second try of the message names them the same whatever else it brings.
    """
    named: list[WantedComment] = []
    for comment in wanted:
        alike = sum(c.source_id is None and c.body == comment.body for c in wanted[: len(named)])
        kind = PRIVATE if comment.private else RULE_MADE
        made_up = f"{kind}{number}:{digest_of(comment.body)}:{alike}"
        named.append(comment if comment.source_id else replace(comment, source_id=made_up))
    return tuple(named)


def add_comment(wanted: WantedComment) -> AddComment:
    """`wanted` has a name: its original's id or a made-up one."""
    return AddComment(wanted.source_id or "", wanted.body, wanted.by, wanted.internal)


def add_attachment(wanted: WantedAttachment) -> AddAttachment:
    return AddAttachment(wanted.source_id, wanted.filename, wanted.mimetype, wanted.size, wanted.by)
