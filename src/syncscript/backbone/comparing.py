"""What an import would change: pairs to add, to update and to leave, and what speaks against it. Pure.

An export that knows less of a pair than an earlier one did is refused as a whole: it is older, and copies
made since would be made again. What is known is looked at one by one and not kept, for it may be as much as
the export itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from syncscript.backbone.entries import CONNECTOR, text_of
from syncscript.backbone.known_pairs import (
    ADDED,
    AGAIN,
    REPLACED,
    UPDATED,
    Holder,
    Kind,
    change_of,
    falls_back,
    is_in_the_way,
    places_of,
)
from syncscript.backbone.refusals.other_partner import not_paired_yet, other_partner, told_twice
from syncscript.backbone.refusals.other_sides import other_sides
from syncscript.backbone.refusals.turned_round import turned_round
from syncscript.contracts import GONE, Pair, TakenPair
from syncscript.model import Diagnostic


@dataclass(frozen=True, slots=True)
class Comparison:
    """added, updated, again: to be looked for by the next run, the last because they were not found before;
    replaced: unchanged but for their place in the export; absent: how many known ones the export does not
    have; dropped: ids of known ones that came to nothing, or that a person ended, and whose issues have other
    partners now; refusals: why nothing may be taken over; has_news_beside: the keys beside the sides, or what
    else is remembered of the takeover, are others than before."""

    added: tuple[TakenPair, ...] = ()
    updated: tuple[TakenPair, ...] = ()
    again: tuple[TakenPair, ...] = ()
    unchanged: int = 0
    replaced: tuple[TakenPair, ...] = ()
    absent: int = 0
    dropped: tuple[str, ...] = ()
    refusals: tuple[Diagnostic, ...] = ()
    has_news_beside: bool = False

    @property
    def to_put(self) -> tuple[TakenPair, ...]:
        """What the state does not hold as it is."""
        return (*self.added, *self.updated, *self.again, *self.replaced)

    @property
    def has_news(self) -> bool:
        return bool(self.to_put) or self.has_news_beside


def compared(fresh: Sequence[TakenPair], known: Iterable[TakenPair], held: Iterable[Pair]) -> Comparison:
    """known: what was taken over before; held: pairs that the connection has, from wherever. Both are gone
    through once, held before known."""
    comparing = _Comparing(fresh)
    for pair in held:
        comparing.hold(pair)
    for one in known:
        comparing.meet(one)
    return comparing.result()


def is_ended(pair: Pair) -> bool:
    """Whether a person ended it; one that stands still for another reason has a problem."""
    return pair.state == "stopped" and pair.problem is None


@dataclass
class _Comparing:
    """What was found so far, by number of a fresh pair. in_the_way: by side too, a pair of the connection;
    others: keys of known pairs with one of its issues; met: None for those that stay as they are; connectors:
    by side, those of known entries."""

    fresh: Sequence[TakenPair]
    numbers: dict[str, dict[str, int]] = field(default_factory=dict)
    ended: set[str] = field(default_factory=set)
    in_the_way: dict[tuple[int, str], Holder] = field(default_factory=dict)
    own: dict[int, str] = field(default_factory=dict)
    met: dict[int, tuple[Kind, TakenPair] | None] = field(default_factory=dict)
    others: dict[int, list[Mapping[str, str]]] = field(default_factory=dict)
    refused: dict[int, Diagnostic] = field(default_factory=dict)
    dropped: dict[str, None] = field(default_factory=dict)
    connectors: dict[str, set[str]] = field(default_factory=dict)
    absent: int = 0

    def __post_init__(self) -> None:
        for number, one in enumerate(self.fresh):
            for side, key in places_of(one):
                earlier = self.numbers.setdefault(side, {}).setdefault(key, number)
                if earlier != number:
                    self.refused[number] = told_twice(one.keys, self.fresh[earlier].keys)

    def hold(self, pair: Pair) -> None:
        if is_ended(pair):
            self.ended.add(pair.id)
            return
        holder = Holder.of(pair)
        for side, ref in pair.issues.items():
            number = self._number(side, ref.key.casefold())
            if number is None:
                continue
            if is_in_the_way(self.fresh[number], side, pair):
                self.in_the_way[number, side] = holder
            else:
                self.in_the_way.pop((number, side), None)

    def meet(self, known: TakenPair) -> None:
        for side, told in known.sides.items():
            self.connectors.setdefault(side, set()).add(text_of(told.entry, CONNECTOR))
        places = places_of(known)
        numbers = {n for side, key in places if (n := self._number(side, key)) is not None}
        self.absent += not numbers
        for number in numbers:
            if set(places_of(self.fresh[number])) == set(places):
                self._settle(number, known)
            elif known.pair in self.ended or (known.state == GONE and not known.pair):
                self.dropped[known.id] = None
            else:
                self.others.setdefault(number, []).append(known.keys)

    def _number(self, side: str, key: str) -> int | None:
        return self.numbers.get(side, {}).get(key)

    def _settle(self, number: int, known: TakenPair) -> None:
        one = self.fresh[number]
        older = next(falls_back(one, known), None)
        if older is not None:
            self.refused.setdefault(number, older)
        self.own[number] = known.pair
        self.met[number] = change_of(one, known)

    def result(self) -> Comparison:
        whole = next(self._of_all(), None)
        if whole is not None:
            return Comparison(refusals=(whole,))
        found: dict[Kind, list[TakenPair]] = {kind: [] for kind in (ADDED, UPDATED, AGAIN, REPLACED)}
        refusals: list[Diagnostic] = []
        same = 0
        for number, one in enumerate(self.fresh):
            refusal = self._refusal(number, one)
            change = self.met.get(number, (ADDED, one))
            if refusal is not None:
                refusals.append(refusal)
            elif change is not None:
                found[change[0]].append(change[1])
            else:
                same += 1
        return Comparison(
            tuple(found[ADDED]), tuple(found[UPDATED]), tuple(found[AGAIN]), same + len(found[REPLACED]),
            tuple(found[REPLACED]), self.absent, tuple(self.dropped), tuple(refusals),
        )  # fmt: skip

    def _of_all(self) -> Iterator[Diagnostic]:
        """Why no pair of the export fits what was taken over before."""
        if not self.fresh or not self.connectors:
            return
        sides, known = self.fresh[0].sides, self.connectors
        if known.keys() != sides.keys():
            yield other_sides(list(known), list(sides))
            return
        for side, told in sides.items():
            other, connector = self.fresh[0].other(side), text_of(told.entry, CONNECTOR)
            if connector in known[other] and connector not in known[side]:
                yield turned_round(connector, other, side)

    def _refusal(self, number: int, one: TakenPair) -> Diagnostic | None:
        """What keeps this pair from being taken: first what was told of its issues, then who holds them."""
        if number in self.refused:
            return self.refused[number]
        own = self.own.get(number, "")
        ways = [(side, self.in_the_way.get((number, side))) for side in one.sides]
        held = [(side, holder) for side, holder in ways if holder is not None and holder.id != own]
        others = [*self.others.get(number, ()), *(h.keys for _, h in held if h.is_whole)]
        if others:
            return other_partner(one.keys, others)
        return next((not_paired_yet(one.keys, side) for side, _ in held), None)
