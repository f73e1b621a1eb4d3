"""A comment or an attachment has no id at all, none on its own side, an empty one, or one that is a number.

Without any id it stands for nothing and is passed over; with `remoteId` alone nobody knows which one it
became here, and it may be sent again; with an empty `remoteId` it counts as made on its own side. Ids are
texts in Backbone's exports; a number comes from a program that rewrote the file, and is used as the text of
its digits.
"""

from __future__ import annotations

from collections.abc import Iterator

from syncscript.backbone.entries import HERE, KINDS, THERE
from syncscript.backbone.findings import Conditions
from syncscript.backbone.registry import Told, side_check
from syncscript.backbone.views import SideView


@side_check("BB046", "warning")
def check(view: SideView, conditions: Conditions) -> Iterator[Told]:
    for kind, word in KINDS.items():
        if view.items[kind].are_plain:
            continue
        for index, place, item in view.placed_items(kind):
            values = [item[name] for name in (HERE, THERE) if name in item]
            if all(value == "" for value in values):
                yield Told(f"a {word} has neither {HERE} nor {THERE}", index, f"/{kind}/{place}")
            elif item.get(HERE, "") == "":
                yield Told(f"a {word} has no {HERE}, so its copy is not known", index, f"/{kind}/{place}")
            elif item.get(THERE) == "":
                yield Told(f"{THERE} of a {word} is empty, and counts as none", index, f"/{kind}/{place}")
            elif any(value.__class__ is int and value >= 0 for value in values):
                yield Told(f"an id of a {word} is a number, used as text", index, f"/{kind}/{place}")
