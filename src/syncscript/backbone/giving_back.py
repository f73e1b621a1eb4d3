"""From what a connection knows of its pairs to the two sides of an export, as Backbone would write them.

What was taken over is given as it was read, each entry with all of its keys, in its place; what was copied
since is listed behind it. Pairs made since follow, with what is known of them: no message of theirs has a
number. Refuses to know who holds all this.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from syncscript.backbone.comparing import is_ended
from syncscript.backbone.containers import CONNECTORS, Entry, Export, Side
from syncscript.backbone.entries import (
    COMMENTS,
    CONNECTOR,
    HERE,
    IGNORED,
    KINDS,
    LOCAL,
    RECEIVED,
    REMOTE,
    SENT,
    THERE,
    id_text,
    items_of,
    project_of,
    text_of,
)
from syncscript.backbone.findings import natural
from syncscript.contracts import Copy, Pair, TakenPair

LISTED = {kind: listed for listed, kind in KINDS.items()}
"""What an item is called -> the key of its list."""
MADE_UP = ":"
"""In the id of an original that there is not: a rule wrote the copy itself."""
PART = "#"
"""Between the id of an original and the number of its part, where one had to be cut into several copies."""


@dataclass(frozen=True, slots=True)
class Given:
    """own: how many pairs were made since; ended: how many a person ended, which are left out."""

    export: Export
    own: int
    ended: int


def fresh_entry(local: str, remote: str, connector: str = "") -> Entry:
    """Of a pair that has sent nothing yet. An empty list of items is no list at all in exports."""
    named = {CONNECTOR: connector} if connector else {}
    return {**named, LOCAL: local, REMOTE: remote, SENT: 0, RECEIVED: 0, IGNORED: False}


def given_back(
    order: tuple[str, str], taken: Sequence[TakenPair], pairs: Sequence[Pair],
    copies: Mapping[str, Sequence[Copy]], others: Mapping[str, Any],
) -> Given:  # fmt: skip
    """order: the connection's sides, that of the first connector first; copies: by id of their pair; others:
    keys that stood beside the sides."""
    ended = {pair.id for pair in pairs if is_ended(pair)}
    kept = [one for one in taken if one.pair not in ended]
    own = list(_own(pairs, taken, order, ended))
    sides = tuple(
        Side(title, [*_taken_entries(kept, name, copies), *_own_entries(own, kept, name, other, copies)],
             f"/{title}")
        for title, name, other in zip(CONNECTORS, order, reversed(order), strict=True)
    )  # fmt: skip
    return Given(Export(sides, "merged", others=others), len(own), len(ended))


def _own(
    pairs: Iterable[Pair], taken: Iterable[TakenPair], order: tuple[str, str], ended: set[str]
) -> Iterator[Pair]:
    """Whole pairs whose issues were not taken over, by the first side's key."""
    became = {one.pair for one in taken}
    held = {(side, told.key.casefold()) for one in taken for side, told in one.sides.items()}
    for pair in sorted(pairs, key=lambda each: natural(each.issues[order[0]].key if order[0] in each.issues
                                                       else "")):  # fmt: skip
        is_whole = set(pair.issues) == set(order) and pair.id not in ended and pair.id not in became
        if is_whole and not any((side, ref.key.casefold()) in held for side, ref in pair.issues.items()):
            yield pair


def _taken_entries(
    taken: Iterable[TakenPair], side: str, copies: Mapping[str, Sequence[Copy]]
) -> Iterator[Entry]:
    for one in sorted(taken, key=lambda each: each.sides[side].position):
        entry = dict(one.sides[side].entry)
        yield _with_copies(entry, side, copies.get(one.pair, ()))


def _own_entries(
    own: Sequence[Pair], taken: Sequence[TakenPair], side: str, other: str,
    copies: Mapping[str, Sequence[Copy]],
) -> Iterator[Entry]:  # fmt: skip
    """Under the connector of those that were taken over, or a made-up one that tells the sides apart."""
    told = (text_of(one.sides[side].entry, CONNECTOR) for one in taken)
    made_up = f"{side}-{project_of(own[0].issues[side].key)}" if own else ""
    connector = next((name for name in told if name), made_up)
    for pair in own:
        entry = fresh_entry(pair.issues[side].key, pair.issues[other].key, connector)
        yield _with_copies(entry, side, copies.get(pair.id, ()))


def _with_copies(entry: Entry, side: str, copies: Iterable[Copy]) -> Entry:
    """The entry, with items that it does not list yet. Whoever received one lists both ids; whoever sent a
    comment lists its own, and of an attachment nothing."""
    for copy in copies:
        listed = LISTED.get(copy.kind)
        if listed is None or not copy.copy_id or MADE_UP in copy.source_id:
            continue
        original = copy.source_id.partition(PART)[0]
        if copy.side == side:
            item = {THERE: original, HERE: copy.copy_id}
        elif listed == COMMENTS:
            item = {HERE: original}
        else:
            continue
        if not _lists(entry, listed, item):
            entry = {**entry, listed: [*(entry.get(listed) or ()), item]}
    return entry


def _lists(entry: Entry, listed: str, item: Mapping[str, str]) -> bool:
    """Whether one of the item's ids is in the list already."""
    return any(
        id_text(known.get(name)) == value
        for known in items_of(entry, listed) for name, value in item.items()
    )  # fmt: skip
