"""Two entries of one side have the same `id`.

It is the number of the entry in that side's database, so no two are alike in an export that nobody touched.
Nothing depends on it, but look whether a block was pasted twice and its keys were changed.
"""

from __future__ import annotations

from collections.abc import Iterator

from syncscript.backbone.findings import Conditions
from syncscript.backbone.registry import Told, side_check
from syncscript.backbone.views import SideView, repeated


@side_check("BB012", "warning")
def check(view: SideView, conditions: Conditions) -> Iterator[Told]:
    numbers = [value if type(value) is int else "" for value in view.column("id")]
    for place, before in repeated(numbers):
        first = view.side.pointer(view.indexes[before])
        yield Told(f"the id is that of the entry at {first}, too", view.indexes[place], "/id")
