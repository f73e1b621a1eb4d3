"""Comments, attachments and work logs by their id maps: what to add, edit and remove of our own copies.

Never touches what a person made. A copy that a person deleted is not made again; a copy that a person
edited and whose original changed as well is a conflict like any other.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from syncscript.contracts import Conflict, Copy, SideState
from syncscript.engine.asking.hanging import TextKind, Wanted
from syncscript.engine.asking.wanting import LISTS, WantedAttachment
from syncscript.engine.identity import digest_of
from syncscript.model import (
    AddAttachment,
    Issue,
    Json,
    Operation,
    RemoveAttachment,
)

RULE_MADE = "rule:"
"""Prefix of the made-up source id of a comment or work log that the rule itself wrote."""

PRIVATE = "private:"
"""The same, for one that must not cross back."""

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

    def present(self, kind: str, shown: Callable[[Mapping[str, Json]], str]) -> dict[str, str]:
        """What the entries of a kind say now, by id on this side."""
        return {str(e["id"]): shown(e) for e in self.issue.payload.get(LISTS[kind]) or []}


@dataclass(frozen=True, slots=True)
class Matched:
    """operations; dropped: id map lines whose copy is gone; turned_down: lines to keep with news refused."""

    operations: tuple[Operation, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    dropped: tuple[Copy, ...] = ()
    turned_down: tuple[Copy, ...] = field(default=())


def match_texts(
    kind: TextKind[Wanted], wanted: tuple[Wanted, ...] | None, case: Case,
    left: frozenset[tuple[str, str]] = frozenset(),
) -> Matched:  # fmt: skip
    """left: copies that rules left where they are, by kind and id on this side."""
    if wanted is None:
        return Matched()
    known = case.known(kind.kind)
    present = case.present(kind.kind, kind.shown)
    matched = Matched()
    for one in wanted:
        copy = known.get(one.source_id or "")
        if copy is None:
            matched = _with(matched, kind.add(one))
        elif one.text != copy.asked and copy.copy_id in present:
            matched = _edited(kind, matched, case, one, copy, present[copy.copy_id])
    kept = {one.source_id for one in wanted}
    gone = [
        c
        for s, c in known.items()
        if s not in kept and (c.kind, c.copy_id) not in left and not s.startswith((RULE_MADE, PRIVATE))
    ]
    removed = [kind.remove(c, present[c.copy_id]) for c in gone if c.copy_id in present]
    return _without(matched, removed, gone, present)


def _edited(
    kind: TextKind[Wanted], matched: Matched, case: Case, wanted: Wanted, copy: Copy, ours: str
) -> Matched:
    if ours == wanted.text:
        known = replace(copy, asked=wanted.text, applied=ours)
        return replace(matched, turned_down=(*matched.turned_down, known))
    edit = kind.edit(wanted, copy, ours)
    if not copy.applied or ours == copy.applied:
        return _with(matched, edit)
    name = f"{LISTS[kind.kind]}/{copy.copy_id}"
    winner = case.judge(name).replace("unopposed", "theirs")
    conflict = Conflict(case.pair, case.side, name, copy.applied, ours, wanted.text, winner, "", case.now)
    matched = replace(matched, conflicts=(*matched.conflicts, conflict))
    if winner == "theirs":
        return _with(matched, edit)
    if winner == "ours":
        refused = replace(copy, asked=wanted.text, applied=ours)
        return replace(matched, turned_down=(*matched.turned_down, refused))
    return matched


def match_attachments(
    wanted: tuple[WantedAttachment, ...] | None, case: Case, left: frozenset[tuple[str, str]] = frozenset()
) -> Matched:
    if wanted is None:
        return Matched()
    known = case.known("attachment")
    present = case.present("attachment", lambda entry: str(entry.get("filename") or ""))
    kept = {w.source_id for w in wanted}
    added = Matched(tuple(add_attachment(w) for w in wanted if w.source_id not in known))
    gone = [c for s, c in known.items() if s not in kept and (c.kind, c.copy_id) not in left]
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


def with_names(wanted: Sequence[Wanted], number: int) -> tuple[Wanted, ...]:
    """Made-up source ids for what the rule of message `number` wrote itself.

    They come from the text, so that a second try of the message names them the same whatever else it brings.
    """
    named: list[Wanted] = []
    for one in wanted:
        alike = sum(w.source_id is None and w.text == one.text for w in wanted[: len(named)])
        kind = PRIVATE if one.private else RULE_MADE
        made_up = f"{kind}{number}:{digest_of(one.text)}:{alike}"
        named.append(one if one.source_id else replace(one, source_id=made_up))
    return tuple(named)


def add_attachment(wanted: WantedAttachment) -> AddAttachment:
    return AddAttachment(wanted.source_id, wanted.filename, wanted.mimetype, wanted.size, wanted.by)
