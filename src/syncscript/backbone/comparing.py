"""What an import would change: pairs to add, to update and to leave, and what speaks against it. Pure.

An export that knows less of a pair than an earlier one did is refused as a whole: it is older, and copies
made since would be made again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from syncscript.backbone.refusals.older_export import older_export
from syncscript.backbone.refusals.other_partner import not_paired_yet, other_partner
from syncscript.contracts import GONE, Pair, TakenPair, TakenSide
from syncscript.model import Diagnostic

Place = tuple[str, str]
"""A side's name and an issue key in small letters."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """added, updated, again: to be looked for by the next run, the last because they were not found before;
    replaced: unchanged but for their place in the export; dropped: known ones that came to nothing, or that a
    person ended, and whose issues have other partners now; refusals: why nothing may be taken over."""

    added: tuple[TakenPair, ...] = ()
    updated: tuple[TakenPair, ...] = ()
    again: tuple[TakenPair, ...] = ()
    unchanged: int = 0
    replaced: tuple[TakenPair, ...] = ()
    dropped: tuple[TakenPair, ...] = ()
    refusals: tuple[Diagnostic, ...] = ()

    @property
    def to_put(self) -> tuple[TakenPair, ...]:
        """What the state does not hold as it is."""
        return (*self.added, *self.updated, *self.again, *self.replaced)


def compared(fresh: Sequence[TakenPair], known: Iterable[TakenPair], held: Iterable[Pair]) -> Comparison:
    """known: what was taken over before; held: pairs that the connection has, from wherever."""
    before = {place: one for one in known for place in _places(one)}
    pairs = list(held)
    ended = {pair.id for pair in pairs if is_ended(pair)}
    owners = {(side, ref.key.casefold()): pair for pair in pairs if pair.id not in ended
              for side, ref in pair.issues.items()}  # fmt: skip
    dropped: dict[str, TakenPair] = {}
    found: dict[str, list[TakenPair]] = {"added": [], "updated": [], "again": [], "same": [], "replaced": []}
    refusals: list[Diagnostic] = []
    for one in fresh:
        earlier = list({k.id: k for place in _places(one) if (k := before.get(place)) is not None}.values())
        past = {k.id: k for k in earlier if _is_past(k, ended) and set(_places(k)) != set(_places(one))}
        dropped |= past
        earlier = [k for k in earlier if k.id not in past]
        refusal = _refusal(one, earlier, owners)
        if refusal is not None:
            refusals.append(refusal)
        elif not earlier:
            found["added"].append(one)
        else:
            kind, changed = _kind_of(one, earlier[0])
            found[kind].append(changed)
    unchanged = len(found["same"]) + len(found["replaced"])
    return Comparison(tuple(found["added"]), tuple(found["updated"]), tuple(found["again"]), unchanged,
                      tuple(found["replaced"]), tuple(dropped.values()), tuple(refusals))  # fmt: skip


def is_ended(pair: Pair) -> bool:
    """Whether a person ended it; one that stands still for another reason has a problem."""
    return pair.state == "stopped" and pair.problem is None


def _is_past(known: TakenPair, ended: set[str]) -> bool:
    return known.pair in ended or (known.state == GONE and not known.pair)


def _places(one: TakenPair) -> list[Place]:
    return [(side, told.key.casefold()) for side, told in one.sides.items()]


def _refusal(one: TakenPair, earlier: Sequence[TakenPair], owners: Mapping[Place, Pair]) -> Diagnostic | None:
    if any(set(_places(one)) != set(_places(known)) for known in earlier):
        return other_partner(one.keys, earlier[0].keys)
    if earlier and _is_older(one, earlier[0]):
        return older_export(one.keys)
    own = earlier[0].pair if earlier else ""
    held = ((side, owners[side, key]) for side, key in _places(one) if (side, key) in owners)
    return next((why for side, pair in held if pair.id != own and (why := _held(one, side, pair))), None)


def _held(one: TakenPair, side: str, pair: Pair) -> Diagnostic | None:
    """Why a pair of the connection that holds this side's issue is in the way."""
    other = pair.issues.get(one.other(side))
    if other is None:
        return not_paired_yet(one.keys, side) if pair.state != "stopped" else None
    if other.key.casefold() == one.sides[one.other(side)].key.casefold():
        return None
    return other_partner(one.keys, {name: ref.key for name, ref in pair.issues.items()})


def _kind_of(one: TakenPair, known: TakenPair) -> tuple[str, TakenPair]:
    fresh = replace(one, id=known.id, pair=known.pair, resync=known.resync)
    if any(told.entry != known.sides[side].entry for side, told in one.sides.items()):
        return "updated", fresh
    if known.state == GONE:
        return "again", fresh
    if any(told.position != known.sides[side].position for side, told in one.sides.items()):
        return "replaced", replace(fresh, state=known.state, problem=known.problem)
    return "same", known


def _is_older(one: TakenPair, known: TakenPair) -> bool:
    return any(_falls_back(told, known.sides[side]) for side, told in one.sides.items())


def _falls_back(told: TakenSide, known: TakenSide) -> bool:
    numbers = ((told.sent, known.sent), (told.received, known.received),
               (told.last_outgoing or 0, known.last_outgoing or 0),
               (told.last_incoming or 0, known.last_incoming or 0))  # fmt: skip
    return any(now < before for now, before in numbers)
