"""A side received a comment that its origin does not list.

The original was deleted after it had been sent, or was never recorded there. The copy stays; nothing will
change or delete it any more. Nothing is to be done, unless there are many: then download both exports again.
"""

from __future__ import annotations

from collections.abc import Iterator

from syncscript.backbone.entries import COMMENTS, THERE
from syncscript.backbone.findings import Conditions
from syncscript.backbone.registry import Told, two_check
from syncscript.backbone.two_views import TwoViews


@two_check("BB042", "warning")
def check(two: TwoViews, conditions: Conditions) -> Iterator[Told]:
    for odd in two.exchange[COMMENTS].odd:
        places = odd.compared.without_origin
        if places:
            ids = odd.received_ids(places, THERE)
            yield Told(
                f"the other side does not list the origin of received comments: {ids}",
                odd.receiver, odd.path(COMMENTS, places), not odd.is_second,
            )  # fmt: skip
