"""What becomes of one pair that was taken over, once its keys were looked for. Pure.

Knows four ends: paired, paired with an issue that moved, standing still with the one issue that is left or
that nobody else has, and not taken at all. Refuses to ask anybody and to write anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from syncscript.contracts import GONE, PAIRED, Adopted, Copy, Pair, TakenPair
from syncscript.engine.failing import active
from syncscript.engine.takeover.former_copies import UNKNOWN
from syncscript.model import Diagnostic, IssueHead

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
Holder = dict[tuple[str, str], Pair]
"""Pairs by side name and issue id; one that is claimed is noted here, so that no other gets its issues."""

NOT_THERE = "E480"
TAKEN = "E481"
APART = "E487"


@dataclass(frozen=True, slots=True)
class Claimed:
    """taken: with its new state; heads: by side, of the issues that are there; at: when it was taken over, in
    the clock of each side's tracker; was_there: the connection had this pair already; ended: pairs that a
    person ended, without the issues that have another partner now. What is left in them stays apart."""

    taken: TakenPair
    heads: Mapping[str, IssueHead]
    at: Mapping[str, datetime]
    pair: Pair | None = None
    was_there: bool = False
    adopted: Mapping[str, Adopted] = field(default_factory=dict)
    ended: tuple[Pair, ...] = ()

    @property
    def is_in_step(self) -> bool:
        return self.pair is not None and self.pair.state != "stopped"

    def has_moved(self, side: str) -> bool:
        head = self.heads.get(side)
        return head is not None and head.ref.key.casefold() != self.taken.sides[side].key.casefold()

    def copies_beside(self, known: Iterable[Copy]) -> Iterator[Copy]:
        """Lines for the former sync's copies. Where the sync made one of the same original itself, its own
        counts, and the other is one of the old entries without a copy, which do not cross."""
        if self.pair is None:
            return
        there = {(c.side, c.kind, c.source_id): c for c in known}
        for link in self.taken.links:
            side = self.taken.other(link.side)
            line = Copy(self.pair.id, side, link.kind, link.source_id, link.copy_id, "", UNKNOWN)
            own = there.get((side, link.kind, link.source_id))
            if own is None or not own.copy_id:
                yield line


def claimed_as(
    taken: TakenPair, heads: Mapping[str, IssueHead], holder: Holder, at: Mapping[str, datetime]
) -> Claimed:
    """holder: learns of the pair that is made here."""
    if not heads:
        return Claimed(replace(taken, state=GONE, pair="", problem=_none_there(taken)), heads, at)
    owners = {p.id: p for side, h in heads.items() if (p := holder.get((side, h.ref.id))) is not None}
    ended = tuple(_without(owners.pop(p.id), heads) for p in list(owners.values()) if _is_over(p, heads))
    if len(owners) > 1:
        return _given_up(taken, heads, at, holder, next(iter(owners.values())))
    owner = next(iter(owners.values()), None)
    if owner is not None and not _may_become(owner, heads):
        return _given_up(taken, heads, at, holder, owner)
    pair = _pair_of(taken, heads, owner)
    holder.update({(side, ref.id): pair for side, ref in pair.issues.items()})
    done = replace(taken, state=PAIRED, pair=pair.id, problem=None)
    if len(pair.issues) < len(taken.sides):
        done = replace(taken, state=GONE, pair=pair.id, problem=pair.problem)
        return Claimed(done, heads, at, pair, owner is not None, ended=ended)
    adopted = {side: adopted_side(taken, side, at[side]) for side in taken.sides}
    return Claimed(done, heads, at, pair, owner is not None, adopted, ended)


def _is_over(owner: Pair, heads: Mapping[str, IssueHead]) -> bool:
    """Whether a person ended this pair, and one of its issues has another partner now."""
    others = any(owner.issues.get(side, head.ref).id != head.ref.id for side, head in heads.items())
    return owner.state == "stopped" and owner.problem is None and others


def _without(owner: Pair, heads: Mapping[str, IssueHead]) -> Pair:
    taken = {(side, head.ref.id) for side, head in heads.items()}
    kept = {side: ref for side, ref in owner.issues.items() if (side, ref.id) not in taken}
    return replace(owner, issues=kept)


def _may_become(owner: Pair, heads: Mapping[str, IssueHead]) -> bool:
    """A pair that waits for its second issue may be about to create it; one that stands still is not."""
    is_settled = len(owner.issues) == 2 or owner.state == "stopped"
    return is_settled and all(owner.issues.get(side, head.ref).id == head.ref.id
                              for side, head in heads.items())


def adopted_side(taken: TakenPair, side: str, at: datetime) -> Adopted:
    """Messages that never arrived carried news: what the other side got last is all that was known there.

    A time after the takeover itself is of a clock that is wrong.
    """
    told, other = taken.sides[side], taken.sides[taken.other(side)]
    until = told.known_until
    if taken.has_lost(side):
        arrived = other.last_incoming - other.ahead if other.last_incoming is not None else told.first_sync
        until = min((t for t in (until, arrived) if t is not None), default=None)
    moment = at if until is None else min(at, EPOCH + timedelta(milliseconds=until))
    alone, none = frozenset(told.alone), frozenset[tuple[str, str]]()
    owed, withheld = (alone, none) if taken.has_lost(side) else (none, alone)
    return Adopted(moment, owed, withheld, told.ignores_incoming)


def _pair_of(taken: TakenPair, heads: Mapping[str, IssueHead], owner: Pair | None) -> Pair:
    refs = {side: head.ref for side, head in heads.items()}
    if owner is not None:
        whole = replace(owner, issues={**owner.issues, **refs})
        stood_still = owner.problem is not None and owner.problem.code in (NOT_THERE, TAKEN)
        return active(whole) if stood_still and len(whole.issues) == 2 else whole
    fresh = Pair(taken.id, taken.connection, refs)
    if len(refs) == len(taken.sides):
        return fresh
    return replace(fresh, state="stopped", problem=_one_there(taken, heads))


def _given_up(
    taken: TakenPair, heads: Mapping[str, IssueHead], at: Mapping[str, datetime], holder: Holder, owner: Pair
) -> Claimed:
    """An issue of it that is in no pair stands still by itself, so that no trigger gives it a new twin."""
    why = _held(taken, owner)
    owners = {side: holder.get((side, head.ref.id)) for side, head in heads.items()}
    loose = {side: heads[side].ref for side, one in owners.items() if one is None or one.id == taken.id}
    if not loose:
        return Claimed(replace(taken, state=GONE, pair="", problem=why), heads, at)
    pair = Pair(taken.id, taken.connection, loose, "stopped", why)
    holder.update({(side, ref.id): pair for side, ref in loose.items()})
    return Claimed(replace(taken, state=GONE, pair=pair.id, problem=why), heads, at, pair)


def _told(taken: TakenPair) -> str:
    return " = ".join(f"{side} {key}" for side, key in taken.keys.items())


def _none_there(taken: TakenPair) -> Diagnostic:
    return Diagnostic(
        NOT_THERE,
        f"{_told(taken)}: neither issue is there, or this account may not see them; the pair was not taken",
        help="nothing to do if both were deleted; else let the account browse them and import again",
    )


def _one_there(taken: TakenPair, heads: Mapping[str, IssueHead]) -> Diagnostic:
    lost = ", ".join(f"{side} {key}" for side, key in taken.keys.items() if side not in heads)
    return Diagnostic(
        NOT_THERE,
        f"{_told(taken)}: {lost} was deleted, or this account may not see it; the pair stands still and "
        "no new twin is made",
        help="restore the issue or the permission and import again, or end the pair with `syncscript unsync`",
    )


def _held(taken: TakenPair, owner: Pair) -> Diagnostic:
    held = " = ".join(f"{side} {ref.key}" for side, ref in owner.issues.items())
    return Diagnostic(
        TAKEN, f"{_told(taken)}: the connection keeps {held} in step already; the pair was not taken",
        help="one of the issues was moved or joined to another one: look which pair is right, and end the "
        "other with `syncscript unsync`",
    )  # fmt: skip
