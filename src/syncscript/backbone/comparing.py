"""What an import would change: pairs to add, to update and to leave, and what speaks against it. Pure.

An export that knows less of a pair than an earlier one did is refused as a whole: it is older, and copies
made since would be made again. What is known is looked at one by one and not kept, for it may be as much as
the export itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from syncscript.backbone.entries import CONNECTOR, text_of
from syncscript.backbone.known_pairs import (
    ADDED,
    AGAIN,
    REPLACED,
    UPDATED,
    Kind,
    change_of,
    falls_back,
    held_by,
    places_of,
)
from syncscript.backbone.refusals.other_partner import other_partner, told_twice
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
    """What was found so far, by number of a fresh pair. in_the_way: by side too, the id of a pair of the
    connection and why it is; met: None for those that stay as they are."""

    fresh: Sequence[TakenPair]
    numbers: dict[str, dict[str, int]] = field(default_factory=dict)
    ended: set[str] = field(default_factory=set)
    in_the_way: dict[tuple[int, str], tuple[str, Diagnostic]] = field(default_factory=dict)
    own: dict[int, str] = field(default_factory=dict)
    met: dict[int, tuple[Kind, TakenPair] | None] = field(default_factory=dict)
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
        for side, ref in pair.issues.items():
            number = self._number(side, ref.key.casefold())
            if number is None:
                continue
            why = held_by(self.fresh[number], side, pair)
            if why is None:
                self.in_the_way.pop((number, side), None)
            else:
                self.in_the_way[number, side] = pair.id, why

    def meet(self, known: TakenPair) -> None:
        for side, told in known.sides.items():
            self.connectors.setdefault(side, set()).add(text_of(told.entry, CONNECTOR))
        places = places_of(known)
        numbers = {n for side, key in places if (n := self._number(side, key)) is not None}
        self.absent += not numbers
        for number in numbers:
            one = self.fresh[number]
            if set(places_of(one)) == set(places):
                self.own[number] = known.pair
                self._settle(number, one, known)
            elif known.pair in self.ended or (known.state == GONE and not known.pair):
                self.dropped[known.id] = None
            else:
                self.refused.setdefault(number, other_partner(one.keys, known.keys))

    def _number(self, side: str, key: str) -> int | None:
        return self.numbers.get(side, {}).get(key)

    def _settle(self, number: int, one: TakenPair, known: TakenPair) -> None:
        older = next(falls_back(one, known), None)
        if older is not None:
            self.refused.setdefault(number, older)
        self.met[number] = change_of(one, known)

    def result(self) -> Comparison:
        found: dict[Kind, list[TakenPair]] = {kind: [] for kind in (ADDED, UPDATED, AGAIN, REPLACED)}
        refusals = list(self._turned_round())
        same = 0
        for number, one in enumerate(self.fresh):
            refusal = self.refused.get(number) or next(self._ways(number, one), None)
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

    def _turned_round(self) -> Iterator[Diagnostic]:
        """Whether a person named the wrong side: what it tells was told of the other one before."""
        for side, told in self.fresh[0].sides.items() if self.fresh else ():
            other = self.fresh[0].other(side)
            connector, known = text_of(told.entry, CONNECTOR), self.connectors
            if connector in known.get(other, ()) and connector not in known[side]:
                yield turned_round(connector, other, side)
                return

    def _ways(self, number: int, one: TakenPair) -> Iterator[Diagnostic]:
        """Of pairs of the connection other than the one that it became itself."""
        own = self.own.get(number, "")
        ways = (self.in_the_way.get((number, side), (own, None)) for side in one.sides)
        yield from (why for pair, why in ways if why is not None and pair != own)
