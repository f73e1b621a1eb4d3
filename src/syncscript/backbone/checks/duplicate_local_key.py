"""The same issue of this side is listed more than once.

Each issue has one entry. Two of them come from a block that was pasted twice, or from two exports that were
joined; only one can be right. Download the export again, or take the older entry out.
"""

from __future__ import annotations

from collections.abc import Iterator

from syncscript.backbone.findings import Conditions
from syncscript.backbone.registry import Told, side_check
from syncscript.backbone.views import SideView, repeated


@side_check("BB010", "error")
def check(view: SideView, conditions: Conditions) -> Iterator[Told]:
    for index, before in repeated(view.local):
        yield Told(
            f"{view.local[index]} is listed before, at {view.side.pointer(before)}", index, "/localIssueKey"
        )
