"""Which entries of two sides speak of the same pair of issues: A.local = B.remote and A.remote = B.local.

Takes linear time, also when nothing matches. Refuses to know how it is told.
"""

from __future__ import annotations

from dataclasses import dataclass

from syncscript.backbone.containers import Side
from syncscript.backbone.entries import LOCAL, REMOTE, text_of


@dataclass(frozen=True, slots=True)
class Matching:
    """Places of entries, first side before second.

    mismatched: the keys of both meet, but they do not mean each other; first_alone, second_alone: the other
    side has nothing for them. An entry that repeats one which is matched, or has no keys, is in no list.
    """

    pairs: list[tuple[int, int]]
    mismatched: list[tuple[int, int]]
    first_alone: list[int]
    second_alone: list[int]


def matched(first: Side, second: Side) -> Matching:
    """Pair the entries by the mirror rule."""
    return matched_keys(
        *(
            [text_of(entry, name) for entry in side.entries]
            for side in (first, second)
            for name in (LOCAL, REMOTE)
        )
    )


def matched_keys(
    local: list[str], remote: list[str], other_local: list[str], other_remote: list[str]
) -> Matching:
    """The same for columns of keys; an empty text stands for none."""
    ours, theirs = keys_of(local, remote), keys_of(other_local, other_remote)
    by_mirror = {(remote, local): place for place, (local, remote) in reversed(theirs.items())}
    pairs, rest, used = [], {}, set()
    for place, keys in ours.items():
        partner = by_mirror.get(keys)
        if partner is None:
            rest[place] = keys
        elif partner not in used:
            used.add(partner)
            pairs.append((place, partner))
    mirrored = {theirs[partner] for partner in used}
    left = {place: keys for place, keys in theirs.items() if place not in used and keys not in mirrored}
    mismatched, first_alone, second_alone = crossed(rest, left, ours, theirs)
    return Matching(pairs, mismatched, first_alone, second_alone)


Keys = dict[int, tuple[str, str]]
"""Place of an entry -> its local and its remote key."""


def keys_of(local: list[str], remote: list[str]) -> Keys:
    both = zip(local, remote, strict=True)
    return {place: keys for place, keys in enumerate(both) if keys[0] and keys[1]}


def crossed(
    rest: Keys, left: Keys, ours: Keys, theirs: Keys
) -> tuple[list[tuple[int, int]], list[int], list[int]]:
    """Those without a mirror: with the entry of the other side that contradicts them, else alone."""
    if not rest and not left:
        return [], [], []
    mismatched, first_alone, second_alone, told = [], [], [], set()
    their_local, their_remote = places_by(theirs, 0), places_by(theirs, 1)
    for place, (local, remote) in rest.items():
        other = their_local.get(remote, their_remote.get(local))
        if other is None:
            first_alone.append(place)
            continue
        mismatched.append((place, other))
        told.add(other)
    our_local, our_remote = places_by(ours, 0), places_by(ours, 1)
    for place, (local, remote) in left.items():
        if place in told:
            continue
        other = our_local.get(remote, our_remote.get(local))
        if other is None:
            second_alone.append(place)
        else:
            mismatched.append((other, place))
    return mismatched, first_alone, second_alone


def places_by(keys: Keys, which: int) -> dict[str, int]:
    return {each[which]: place for place, each in reversed(keys.items())}
