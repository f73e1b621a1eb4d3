"""Issues of two projects that belong together, by whatever they have in common: a number, a value, a key.

An issue has marks; two that share one belong together. Where more than two do, nobody knows which, and none
of them is paired. Takes linear time. Refuses to know where marks come from, and to guess.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from syncscript.backbone.containers import CONNECTORS, Export, Side
from syncscript.backbone.findings import natural
from syncscript.backbone.giving_back import fresh_entry

Marks = Mapping[str, Iterable[str]]
"""Key of an issue -> what it may share with its partner."""
Keys = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Keys of the first side and of the second, more than one of either, that share a mark."""

    first: tuple[str, ...]
    second: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pairing:
    """All in natural order of keys. alone: of each side, what nothing at the other one belongs to."""

    pairs: tuple[Keys, ...]
    ambiguous: tuple[Ambiguous, ...] = ()
    alone: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())


def paired(first: Marks, second: Marks) -> Pairing:
    """Pairs of one issue and one, and what is none."""
    pairs: list[Keys] = []
    ambiguous: list[Ambiguous] = []
    alone: tuple[list[str], list[str]] = ([], [])
    for ours, theirs in _groups(first, second):
        if len(ours) == len(theirs) == 1:
            pairs.append((ours[0], theirs[0]))
        elif ours and theirs:
            ambiguous.append(Ambiguous(_sorted(ours), _sorted(theirs)))
        else:
            alone[0].extend(ours)
            alone[1].extend(theirs)
    pairs.sort(key=lambda keys: natural(keys[0]))
    ambiguous.sort(key=lambda one: natural(one.first[0]))
    return Pairing(tuple(pairs), tuple(ambiguous), (_sorted(alone[0]), _sorted(alone[1])))


def by_number(keys: Iterable[str]) -> dict[str, tuple[str]]:
    """Marks of issues whose partner has the same number in another project."""
    return {key: (key.rpartition("-")[2],) for key in keys}


def by_partner_key(values: Marks, is_second: bool) -> dict[str, list[str]]:
    """Marks of one side's issues whose values are keys at the other side: its own key, and those it names."""
    here, there = ("second", "first") if is_second else ("first", "second")
    return {
        key: [f"{here} {key.upper()}", *(f"{there} {value.upper()}" for value in named)]
        for key, named in values.items()
    }


def as_export(pairs: Sequence[Keys], connectors: tuple[str, str]) -> Export:
    """A merged export of pairs that sent nothing to each other yet. connectors: what tells one side from the
    other where their projects have the same key."""
    first, second = connectors
    sides = (
        [fresh_entry(one, other, first) for one, other in pairs],
        [fresh_entry(other, one, second) for one, other in pairs],
    )
    return Export(
        tuple(Side(name, told, f"/{name}") for name, told in zip(CONNECTORS, sides, strict=True)), "merged"
    )


def _groups(first: Marks, second: Marks) -> Iterable[tuple[list[str], list[str]]]:
    """The issues of both sides that are joined by marks, however many marks lie between."""
    joined = _Joined()
    for is_second, side in enumerate((first, second)):
        for key, marks in side.items():
            for mark in marks:
                joined.join((is_second, key), (2, mark))
    groups: dict[_Node, tuple[list[str], list[str]]] = {}
    for is_second, side in enumerate((first, second)):
        for key in side:
            groups.setdefault(joined.root((is_second, key)), ([], []))[is_second].append(key)
    return groups.values()


_Node = tuple[int, str]
"""0 or 1 and a key of that side, or 2 and a mark."""


class _Joined:
    """Which nodes hang together."""

    def __init__(self) -> None:
        self._above: dict[_Node, _Node] = {}

    def root(self, node: _Node) -> _Node:
        """The same for all that hang together. Shortens the way for who comes later."""
        way = []
        while (above := self._above.get(node, node)) != node:
            way.append(node)
            node = above
        for passed in way:
            self._above[passed] = node
        return node

    def join(self, one: _Node, other: _Node) -> None:
        self._above[self.root(one)] = self.root(other)


def _sorted(keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(keys, key=natural))
