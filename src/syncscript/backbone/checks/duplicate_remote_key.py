"""Two issues of this side claim the same issue of the other side.

A pair is one issue here and one there. After such a file is taken over, both would write into one issue, and
one of them would never be read. Find out which one is meant (its Sync panel shows the partner) and take the
other entry out.
"""

from __future__ import annotations

from collections.abc import Iterator

from syncscript.backbone.findings import Conditions
from syncscript.backbone.registry import Told, side_check
from syncscript.backbone.views import SideView, repeated


@side_check("BB011", "error")
def check(view: SideView, conditions: Conditions) -> Iterator[Told]:
    for index, before in repeated(view.remote):
        if view.local[index] != view.local[before]:
            who = view.local[before] or "another entry"
            yield Told(
                f"{view.remote[index]} is the partner of {who} already, at {view.side.pointer(before)}",
                index, "/remoteIssueKey",
            )  # fmt: skip
