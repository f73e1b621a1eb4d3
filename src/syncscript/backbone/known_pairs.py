"""One pair of an export, held against what is known of its issues: what is new of it, and what is in its way.

Pure; refuses to see more than one pair at a time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from syncscript.backbone.entries import LAST_INCOMING, LAST_OUTGOING, RECEIVED, SENT
from syncscript.backbone.refusals.older_export import older_export
from syncscript.contracts import GONE, Pair, TakenPair, TakenSide
from syncscript.model import Diagnostic

Place = tuple[str, str]
"""A side's name and an issue key in small letters."""
Kind = str
ADDED, UPDATED, AGAIN, REPLACED = "added", "updated", "again", "replaced"


def places_of(one: TakenPair) -> list[Place]:
    return [(side, told.key.casefold()) for side, told in one.sides.items()]


@dataclass(frozen=True, slots=True)
class Holder:
    """A pair of the connection: its id and its issues' keys by side, one or both."""

    id: str
    keys: Mapping[str, str]

    @classmethod
    def of(cls, pair: Pair) -> Holder:
        return cls(pair.id, {side: ref.key for side, ref in pair.issues.items()})

    @property
    def is_whole(self) -> bool:
        return len(self.keys) > 1


def is_in_the_way(one: TakenPair, side: str, pair: Pair) -> bool:
    """Whether a pair of the connection that holds this side's issue gives it another partner, or may be about
    to make it one."""
    other = pair.issues.get(one.other(side))
    if other is None:
        return pair.state != "stopped"
    return other.key.casefold() != one.sides[one.other(side)].key.casefold()


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
