"""From the two sides of a merged export to the pairs that a connection takes over.

Takes linear time. Takes what the mirror rule pairs and no more: the checks tell what is wrong with an export,
and whether it is taken over at all is not decided here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from hashlib import blake2b

from syncscript.backbone.clocks import ahead
from syncscript.backbone.containers import Entry, Side
from syncscript.backbone.entries import IGNORED, LOCAL, RECEIVED, REMOTE, SENT, text_of, whole_number_of
from syncscript.backbone.links import links_of
from syncscript.backbone.matching import matched
from syncscript.backbone.times import DAY, LATEST, Times, newest_of, times_of
from syncscript.contracts import TakenPair, TakenSide

SAMPLED = 2000


def taken_pairs(
    connection: str, names: tuple[str, str], first: Side, second: Side, now: int | None = None
) -> Iterator[TakenPair]:
    """In the order of the first side. names: of the connection's sides that these two are; now: epoch
    milliseconds; a time of more than a day later is a mistake."""
    latest = LATEST if now is None else min(now + DAY, LATEST)
    newest = (newest_of(first.entries, latest), newest_of(second.entries, latest))
    pairs = sorted(matched(first, second).pairs)
    early = _ahead(first, second, pairs, latest)
    for places in pairs:
        entries = (first.entries[places[0]], second.entries[places[1]])
        linked = links_of(names, entries)
        told = {
            names[n]: _side(
                entries[n], times_of(entries[n], latest), places[n], newest[n], early[n], linked.alone[n]
            )
            for n in range(2)
        }
        yield TakenPair(_id_of(connection, told), connection, told, linked.links)


def _ahead(first: Side, second: Side, pairs: list[tuple[int, int]], latest: int) -> tuple[int, int]:
    """What a sample of the pairs, all over them, proves of the clocks."""
    sample = pairs[:: 1 + len(pairs) // SAMPLED]
    entries = ((first.entries[one], second.entries[other]) for one, other in sample)
    return ahead(((one, times_of(one, latest)), (other, times_of(other, latest))) for one, other in entries)


def keys_apart(
    names: tuple[str, str], first: Side, second: Side, pairs: Iterable[TakenPair], issue_key: str
) -> dict[str, tuple[str, ...]]:
    """By side, keys of issues that an entry knows and none of these pairs holds: one side alone says that
    they have a partner. issue_key: what a key looks like; others cannot be looked for."""
    sides = {names[0]: first.entries, names[1]: second.entries}
    paired = {name: set[str]() for name in names}
    for pair in pairs:
        for name, key in pair.keys.items():
            paired[name].add(key)
    apart: dict[str, dict[str, None]] = {name: {} for name in names}
    for name, other in (names, names[::-1]):
        for entry in sides[name]:
            for owner, key in ((name, text_of(entry, LOCAL)), (other, text_of(entry, REMOTE))):
                if key not in paired[owner] and re.fullmatch(issue_key, key):
                    apart[owner][key] = None
    return {name: tuple(keys) for name, keys in apart.items() if keys}


def _side(
    entry: Entry, times: Times, position: int, newest: int | None, ahead: int,
    alone: tuple[tuple[str, str], ...],
) -> TakenSide:  # fmt: skip
    return TakenSide(
        text_of(entry, LOCAL), entry, position, whole_number_of(entry, SENT) or 0,
        whole_number_of(entry, RECEIVED) or 0, times.first_sync, times.last_outgoing, times.last_seen,
        times.last_incoming, _before(times.known_until(newest), ahead),
        _before(times.quiet_until(newest), ahead), ahead, entry.get(IGNORED) is True, alone,
    )  # fmt: skip


def _before(moment: int | None, ahead: int) -> int | None:
    return moment if moment is None else moment - ahead


def _id_of(connection: str, sides: dict[str, TakenSide]) -> str:
    """The same for the same two issues, whichever connector comes first."""
    told = "\0".join(f"{name}\0{sides[name].key}" for name in sorted(sides))
    return blake2b(f"taken\0{connection}\0{told}".encode(), digest_size=10).hexdigest()


