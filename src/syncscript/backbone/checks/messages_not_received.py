"""One side sent more messages about an issue than the other one received.

The missing ones are on their way, wait behind an error, or are lost; what they said is not on the other side.
Solve what the troubleshooting tab shows, let both sides work until nothing waits, then stop them and download
again. If it stays, the issue's content has to be sent again after the migration: the resync does that for
the fields it is given, and what was a comment or an attachment is told by BB041. `--require-drained` makes
this an error.
"""

from __future__ import annotations

from collections.abc import Iterator

from syncscript.backbone.findings import Conditions, Level
from syncscript.backbone.registry import Told, two_check
from syncscript.backbone.two_views import TwoViews
from syncscript.backbone.wording import counted, kind_of


@two_check("BB030", "warning")
def check(two: TwoViews, conditions: Conditions) -> Iterator[Told]:
    level = Level.ERROR if conditions.require_drained else None
    for index, is_second, sent, received in two.unequal_messages:
        if sent > received:
            numbers = f"{kind_of(sent)} against {kind_of(received)}".replace("the number ", "")
            lost = counted(sent - received, "message") if sent < 1e18 else "messages"
            yield Told(f"{lost} sent and not received ({numbers})", index, second=is_second, level=level)
