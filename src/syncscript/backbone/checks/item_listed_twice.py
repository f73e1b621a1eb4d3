"""One entry lists the same comment or attachment twice.

Two originals cannot have one copy, and one original has one copy only. A block was pasted twice, or numbers
were edited by hand: download the export again.
"""

from __future__ import annotations

from collections.abc import Iterator

from syncscript.backbone.entries import HERE, KINDS, THERE, id_text
from syncscript.backbone.findings import Conditions
from syncscript.backbone.registry import Told, side_check
from syncscript.backbone.views import SideView
from syncscript.backbone.wording import brief


@side_check("BB043", "error")
def check(view: SideView, conditions: Conditions) -> Iterator[Told]:
    for kind, word in KINDS.items():
        columns = view.items[kind]
        for name, ids in ((HERE, columns.here), (THERE, columns.there)):
            # Numbers of comments differ in a whole tracker; where they do not, each entry is looked at.
            if not columns.are_plain or len(set(ids)) < len(ids):
                yield from twice(view, kind, word, name)


def twice(view: SideView, kind: str, word: str, name: str) -> Iterator[Told]:
    entry, seen = -1, dict[str, int]()
    for index, place, item in view.placed_items(kind):
        if index != entry:
            entry, seen = index, {}
        each = id_text(item.get(name))
        if each and seen.setdefault(each, place) != place:
            path = f"/{kind}/{place}/{name}"
            yield Told(f"{name} {brief(each)} of a {word} is there before in the same entry", index, path)
