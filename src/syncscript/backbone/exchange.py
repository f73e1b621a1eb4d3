"""Comments or attachments of matched pairs, held against each other: which has a copy, and which lacks one.

The side that receives an item lists both numbers, the one that sends it its own alone, or nothing. Pairs
where everything is so are only counted; the others are kept for the checks. Takes linear time. Refuses to
judge.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from syncscript.backbone.entries import ATTACHMENTS, HERE, THERE, Item, id_text
from syncscript.backbone.views import SideView
from syncscript.backbone.wording import listed


@dataclass(frozen=True, slots=True)
class Compared:
    """Places of items. unanswered: sent, and the receiver has no copy; contradicted: the receiver has another
    origin for their copy; without_origin: of the receiver, the sender does not list their origin; answered:
    how many were sent and have a copy.
    """

    unanswered: list[int]
    contradicted: list[int]
    without_origin: list[int]
    answered: int


@dataclass(frozen=True, slots=True)
class OddPair:
    """One way between the two issues of a pair. sender, receiver: places of the entries; is_second: the
    sender is the second side."""

    sender: int
    receiver: int
    is_second: bool
    sent: Sequence[Item]
    received: Sequence[Item]
    compared: Compared

    def ids(self, places: list[int], name: str) -> str:
        return listed([id_text(self.sent[place].get(name)) for place in places])

    def received_ids(self, places: list[int], name: str) -> str:
        return listed([id_text(self.received[place].get(name)) for place in places])

    def path(self, kind: str, places: list[int]) -> str:
        """The pointer of the item, or of the list when there are several."""
        return f"/{kind}/{places[0]}" if len(places) == 1 else f"/{kind}"


@dataclass(slots=True)
class Way:
    """What is normal on the way from one side, counted; places of the first entries where it is so."""

    is_second: bool
    answered: int = 0
    first_answered: int = -1
    unlisted: int = 0
    first_unlisted: int = -1

    def count(self, sender: int, receiver: int, answered: int, unlisted: int) -> None:
        if answered:
            self.first_answered = sender if self.first_answered < 0 else self.first_answered
            self.answered += answered
        if unlisted:
            self.first_unlisted = receiver if self.first_unlisted < 0 else self.first_unlisted
            self.unlisted += unlisted


@dataclass(frozen=True, slots=True)
class Exchange:
    ways: tuple[Way, Way] = field(default_factory=lambda: (Way(False), Way(True)))
    odd: list[OddPair] = field(default_factory=list)


def exchanged(first: SideView, second: SideView, pairs: Iterable[tuple[int, int]], kind: str) -> Exchange:
    """Hold the items of one kind of all matched pairs against each other."""
    result, is_lone = Exchange(), kind == ATTACHMENTS
    there, back = result.ways
    mine, yours = lists_by_place(first, kind), lists_by_place(second, kind)
    for ours, theirs in pairs:
        my_items, your_items = mine[ours], yours[theirs]
        if not my_items and not your_items:
            continue
        my_sent = [item.get(HERE) for item in my_items if THERE not in item]
        my_got = [item[THERE] for item in my_items if THERE in item]
        your_sent = [item.get(HERE) for item in your_items if THERE not in item]
        your_got = [item[THERE] for item in your_items if THERE in item]
        if my_sent == your_got and your_sent == my_got:
            there.count(ours, theirs, len(my_sent), 0)
            back.count(theirs, ours, len(your_sent), 0)
            continue
        if is_lone and not my_sent and not your_sent and are_strangers(my_items, your_items):
            there.count(ours, theirs, 0, len(your_got))
            back.count(theirs, ours, 0, len(my_got))
            continue
        result.odd.extend(looked_into(there, ours, my_items, theirs, your_items, is_lone))
        result.odd.extend(looked_into(back, theirs, your_items, ours, my_items, is_lone))
    return result


def looked_into(
    way: Way, sender: int, sent: list[Item], receiver: int, received: list[Item], is_lone: bool
) -> Iterator[OddPair]:
    """Count what is normal between two issues that are not as most are; give back what is not. is_lone: of a
    kind that its sender does not list."""
    compared = one_way(sent, received)
    way.count(sender, receiver, compared.answered, len(compared.without_origin))
    if compared.unanswered or compared.contradicted or (compared.without_origin and not is_lone):
        yield OddPair(sender, receiver, way.is_second, sent, received, compared)


def are_strangers(mine: list[Item], yours: list[Item]) -> bool:
    """Whether no item of one names one of the other, as is usual where only receivers list them."""
    if not mine or not yours:
        return True
    return ids_of(mine, THERE).isdisjoint(ids_of(yours, HERE)) and ids_of(mine, HERE).isdisjoint(
        ids_of(yours, THERE)
    )


def ids_of(items: list[Item], name: str) -> set[str]:
    return {text for item in items if (text := id_text(item.get(name)))}


def lists_by_place(view: SideView, kind: str) -> Sequence[list[Item]] | Mapping[int, list[Item]]:
    """The items of each entry, by its place in the side."""
    lists = view.items[kind].lists
    return dict(zip(view.indexes, lists, strict=True)) if view.has_strangers else lists


def one_way(sent: list[Item], received: list[Item]) -> Compared:
    """What the receiver knows of what the sender sent, and the other way round."""
    origins = {id_text(item.get(HERE)) for item in sent}
    copied = {id_text(item.get(THERE)) for item in received}
    claimed = {id_text(item.get(THERE)) for item in sent}
    origin_of = {id_text(item.get(HERE)): id_text(item.get(THERE)) for item in received}
    unanswered, contradicted, answered = [], [], 0
    for place, item in enumerate(sent):
        here, there = id_text(item.get(HERE)), id_text(item.get(THERE))
        if there and here and origin_of.get(there, "") not in ("", here):
            contradicted.append(place)
        elif here and not there:
            if here in copied:
                answered += 1
            else:
                unanswered.append(place)
    without_origin = [
        place
        for place, item in enumerate(received)
        if (origin := id_text(item.get(THERE))) and origin not in origins
        and (id_text(item.get(HERE)) or None) not in claimed
    ]  # fmt: skip
    return Compared(unanswered, contradicted, without_origin, answered)
