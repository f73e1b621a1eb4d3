"""Which comment or file on one side is the copy of which on the other, from what both entries of a pair say.

Whoever received an item knows both ids; the sender often knows its own alone, and may list none at all. Both
is normal. Where both sides claim to have received an item, the first one counts as its origin.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from syncscript.backbone.containers import Entry
from syncscript.backbone.entries import HERE, KINDS, THERE, id_text, is_plain_id, items_of
from syncscript.contracts import Link

Ids = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Linked:
    """alone: of each side, kind and id of what it lists and nobody has a copy of."""

    links: tuple[Link, ...]
    alone: Sequence[tuple[Ids, ...]]


def links_of(names: tuple[str, str], entries: tuple[Entry, Entry]) -> Linked:
    """Of the two entries of a pair; names: of their sides."""
    links: list[Link] = []
    alone: tuple[list[Ids], list[Ids]] = ([], [])
    for listed, kind in KINDS.items():
        items = [list(_ids(entry, listed)) for entry in entries]
        linked = _linked(*items)
        links += [Link(kind, names[origin], ids[origin], ids[1 - origin]) for ids, origin in linked.items()]
        for n in range(2):
            known = {ids[n] for ids in linked}
            mine = (here for here, there in items[n] if here and not there and here not in known)
            alone[n].extend((kind, here) for here in mine)
    return Linked(tuple(links), [tuple(one) for one in alone])


def _linked(ours: Sequence[Ids], theirs: Sequence[Ids]) -> dict[Ids, int]:
    """Id at the first side and at the second -> which of them the original is on. An id is linked once."""
    found: dict[Ids, int] = {}
    for here, there in theirs:
        if here and there:
            found[there, here] = 0
    for here, there in ours:
        if here and there:
            found.setdefault((here, there), 1)
    seen: tuple[set[str], set[str]] = (set(), set())
    once: dict[Ids, int] = {}
    for ids, origin in found.items():
        if ids[0] not in seen[0] and ids[1] not in seen[1]:
            once[ids] = origin
        seen[0].add(ids[0])
        seen[1].add(ids[1])
    return once


def _ids(entry: Entry, listed: str) -> Iterator[Ids]:
    """Local and remote id of each item, empty where it has none. One whose ids would lead an address
    elsewhere is left out, whoever allowed it."""
    for item in items_of(entry, listed):
        here, there = id_text(item.get(HERE)), id_text(item.get(THERE))
        if is_plain_id(here) and is_plain_id(there):
            yield here, there
