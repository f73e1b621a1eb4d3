"""Entries have keys that this program does not know.

Backbone's format is known from samples only; other versions may write more. Nothing is lost: unknown keys are
kept as they are, in their place, when the file is merged or exported again. Each name is told once a side,
with the number of entries that have it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from syncscript.backbone.entries import KINDS, KNOWN, KNOWN_OF_ITEM, items_of
from syncscript.backbone.findings import Conditions
from syncscript.backbone.pointers import escaped
from syncscript.backbone.refusals.duplicate_key import shown
from syncscript.backbone.registry import Told, side_check
from syncscript.backbone.views import SideView

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
        yield Told(f"unknown key {shown(key)} of {what}, {times}", index, path)


def unknown_keys(view: SideView) -> Iterator[tuple[int, str, str, str]]:
    """Place of the entry, what has the key, the key, and its pointer inside of the entry."""
    for index, entry in view.rows():
        if not entry.keys() <= KNOWN:
            for key in entry:
                if key not in KNOWN:
                    yield index, "an entry", key, f"/{escaped(key)}"
        for kind, word in KINDS.items():
            for place, item in enumerate(items_of(entry, kind)):
                if not item.keys() <= KNOWN_OF_ITEM:
                    for key in item:
                        if key not in KNOWN_OF_ITEM:
                            yield index, f"a {word}", key, f"/{kind}/{place}/{escaped(key)}"
