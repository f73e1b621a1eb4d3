"""One side received more messages about an issue than the other one says it sent.

That cannot be, unless one side went back in time: its database was restored from a backup, or its export is
older than the other one's. Download both exports again after both sides were stopped; after a restored backup
compare the issue itself on both sides.
"""

from __future__ import annotations

from collections.abc import Iterator

from syncscript.backbone.findings import Conditions
from syncscript.backbone.registry import Told, two_check
from syncscript.backbone.two_views import TwoViews
from syncscript.backbone.wording import spoken


@two_check("BB031", "error")
def check(two: TwoViews, conditions: Conditions) -> Iterator[Told]:
    for index, is_second, sent, received in two.unequal_messages:
        if sent is not None and received is not None and sent < received:
            told = f"the partner received more than was sent ({spoken(received)} against {spoken(sent)})"
            yield Told(told, index, second=is_second)
