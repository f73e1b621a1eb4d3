"""Entries have keys that this program does not know.

Backbone's format is known from samples only; other versions may write more. Nothing is lost: unknown keys are
kept as they are, in their place, when the file is merged or exported again. Each name is told once a side,
with the number of entries that have it. A name that is almost a known one, where that one is missing, is a
warning: `coments` would hide which comments are copies. Correct it, or download the export again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from difflib import get_close_matches
from itertools import chain
from typing import NamedTuple

from syncscript.backbone.entries import KINDS, KNOWN, KNOWN_OF_ITEM, Item
from syncscript.backbone.findings import Conditions, Level
from syncscript.backbone.pointers import escaped
from syncscript.backbone.registry import Told, side_check
from syncscript.backbone.views import SideView
from syncscript.backbone.wording import LONGEST, quoted

CODE = "BB060"
NEAR = 0.85
"""From here on, by difflib's measure, one name is a slip of another."""


@side_check(CODE, "info")
def check(view: SideView, conditions: Conditions) -> Iterator[Told]:
    firsts: dict[tuple[str, str], Unknown] = {}
    numbers: Counter[tuple[str, str]] = Counter()
    for unknown in unknown_keys(view):
        firsts.setdefault((unknown.what, unknown.key), unknown)
        numbers[unknown.what, unknown.key] += 1
    for named, unknown in firsts.items():
        times = f"in {numbers[named]:,} places, kept" if numbers[named] > 1 else "kept"
        told, meant = f"unknown key {quoted(unknown.key)} of {unknown.what}, {times}", meant_by(unknown)
        level = Level.WARNING if meant else None
        hint = f"; if it is to be {meant}, nothing under it is read" if meant else ""
        yield Told(f"{told}{hint}", unknown.entry, unknown.path, level=level)


class Unknown(NamedTuple):
    """entry: its place; what: has the key; path: pointer inside of the entry; owner: entry or item."""

    entry: int
    what: str
    key: str
    path: str
    owner: Item
    known: frozenset[str]


def meant_by(unknown: Unknown) -> str:
    """The known key that it is almost spelt like, and that is not there besides; else empty."""
    if len(unknown.key) > LONGEST:
        return ""
    missing = [name for name in sorted(unknown.known) if name not in unknown.owner]
    near = get_close_matches(unknown.key, missing, 1, NEAR)
    return near[0] if near else ""


def unknown_keys(view: SideView) -> Iterator[Unknown]:
    if not KNOWN.issuperset(chain.from_iterable(view.entries)):
        for index, entry in view.rows():
            for key in sorted(entry.keys() - KNOWN):
                yield Unknown(index, "an entry", key, f"/{escaped(key)}", entry, KNOWN)
    for kind, word in KINDS.items():
        if view.items[kind].has_others:
            for index, place, item in view.placed_items(kind):
                for key in sorted(item.keys() - KNOWN_OF_ITEM):
                    path = f"/{kind}/{place}/{escaped(key)}"
                    yield Unknown(index, f"a {word}", key, path, item, KNOWN_OF_ITEM)
