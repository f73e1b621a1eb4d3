"""Entries have keys that this program does not know.

Backbone's format is known from samples only; other versions may write more. Nothing is lost: unknown keys are
kept as they are, in their place, when the file is merged or exported again. Each name is told once a side,
with the number of entries that have it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import chain

from syncscript.backbone.entries import KINDS, KNOWN, KNOWN_OF_ITEM
from syncscript.backbone.findings import Conditions
from syncscript.backbone.pointers import escaped
from syncscript.backbone.registry import Told, side_check
from syncscript.backbone.views import SideView
from syncscript.backbone.wording import quoted

CODE = "BB060"


@side_check(CODE, "info")
def check(view: SideView, conditions: Conditions) -> Iterator[Told]:
    places: dict[tuple[str, str], tuple[int, str]] = {}
    numbers: Counter[tuple[str, str]] = Counter()
    for index, what, key, path in unknown_keys(view):
        places.setdefault((what, key), (index, path))
        numbers[what, key] += 1
    for (what, key), (index, path) in places.items():
        number = numbers[what, key]
        times = f"in {number:,} places, kept" if number > 1 else "kept"
        yield Told(f"unknown key {quoted(key)} of {what}, {times}", index, path)


def unknown_keys(view: SideView) -> Iterator[tuple[int, str, str, str]]:
    """Place of the entry, what has the key, the key, and its pointer inside of the entry."""
    if not KNOWN.issuperset(chain.from_iterable(view.entries)):
        for index, entry in view.rows():
            for key in sorted(entry.keys() - KNOWN):
                yield index, "an entry", key, f"/{escaped(key)}"
    for kind, word in KINDS.items():
        if view.items[kind].has_others:
            for index, place, item in view.placed_items(kind):
                for key in sorted(item.keys() - KNOWN_OF_ITEM):
                    yield index, f"a {word}", key, f"/{kind}/{place}/{escaped(key)}"
