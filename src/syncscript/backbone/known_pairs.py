"""One pair of an export, held against what is known of its issues: what is new of it, and what is in its way.

Pure; refuses to see more than one pair at a time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from syncscript.backbone.entries import LAST_INCOMING, LAST_OUTGOING, RECEIVED, SENT
from syncscript.backbone.refusals.older_export import older_export
from syncscript.backbone.refusals.other_partner import not_paired_yet, other_partner
from syncscript.contracts import GONE, Pair, TakenPair, TakenSide
from syncscript.model import Diagnostic

Place = tuple[str, str]
"""A side's name and an issue key in small letters."""
Kind = str
ADDED, UPDATED, AGAIN, REPLACED = "added", "updated", "again", "replaced"


def places_of(one: TakenPair) -> list[Place]:
    return [(side, told.key.casefold()) for side, told in one.sides.items()]


def held_by(one: TakenPair, side: str, pair: Pair) -> Diagnostic | None:
    """Why a pair of the connection that holds this side's issue is in the way."""
    other = pair.issues.get(one.other(side))
    if other is None:
        return not_paired_yet(one.keys, side) if pair.state != "stopped" else None
    if other.key.casefold() == one.sides[one.other(side)].key.casefold():
        return None
    return other_partner(one.keys, {name: ref.key for name, ref in pair.issues.items()})


def change_of(one: TakenPair, known: TakenPair) -> tuple[Kind, TakenPair] | None:
    """What is kept of a known pair now, and what kind of change that is; None for none."""
    fresh = replace(one, id=known.id, pair=known.pair, resync=known.resync)
    if any(told.entry != known.sides[side].entry for side, told in one.sides.items()):
        return UPDATED, fresh
    if known.state == GONE:
        return AGAIN, fresh
    if _order(one.sides) != _order(known.sides):
        return REPLACED, replace(fresh, state=known.state, problem=known.problem)
    return None


def _order(sides: Mapping[str, TakenSide]) -> list[tuple[str, int]]:
    return [(side, told.position) for side, told in sides.items()]


def falls_back(one: TakenPair, known: TakenPair) -> Iterator[Diagnostic]:
    """What one tells less of than the known one."""
    for side, told in one.sides.items():
        before = known.sides[side]
        numbers = (
            (SENT, told.sent, before.sent), (RECEIVED, told.received, before.received),
            (LAST_OUTGOING, told.last_outgoing, before.last_outgoing),
            (LAST_INCOMING, told.last_incoming, before.last_incoming),
        )  # fmt: skip
        for name, now, was in numbers:
            if now is not None and was is not None and now < was:
                yield older_export(one.keys, side, name, now, was)
