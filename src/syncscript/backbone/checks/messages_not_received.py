"""One side sent more messages about an issue than the other one received.

The missing ones are on their way, wait behind an error, or are lost; what they said is not on the other side.
Solve what the troubleshooting tab shows, let both sides work until nothing waits, then stop them and download
again. If it stays, the issue's content has to be sent again after the migration: the resync does that for
the fields it is given, and what was a comment or an attachment is told by BB041. `--require-drained` makes
this an error, and so it is where nobody can tell: with one side's export alone. A number that only one of
the two sides tells is told, too.
"""

from __future__ import annotations

from collections.abc import Iterator

from syncscript.backbone.containers import Side
from syncscript.backbone.findings import Conditions, Finding, Level
from syncscript.backbone.registry import Told, two_check
from syncscript.backbone.two_views import TwoViews
from syncscript.backbone.wording import counted, spoken

CODE = "BB030"


def not_told_by_one(side: Side, conditions: Conditions) -> Iterator[Finding]:
    """Where both sides are to be drained, and only one of them is there."""
    if conditions.require_drained and side.entries:
        told = "one side alone does not tell whether messages are on their way; name both exports"
        yield Finding(CODE, Level.ERROR, side.name, side.root, "", "", told)


@two_check(CODE, "warning")
def check(two: TwoViews, conditions: Conditions) -> Iterator[Told]:
    level = Level.ERROR if conditions.require_drained else None
    for index, is_second, sent, received in two.unequal_messages:
        if sent is None or received is None:
            if sent or received:
                told = "how many messages were " + ("sent" if sent is None else "received")
                yield Told(f"nobody can tell {told}: the number is missing", index, "", is_second, level)
        elif sent > received:
            numbers = f"{spoken(sent)} against {spoken(received)}"
            lost = counted(sent - received, "message") if sent < 1e18 else "messages"
            yield Told(f"{lost} sent and not received ({numbers})", index, "", is_second, level)
