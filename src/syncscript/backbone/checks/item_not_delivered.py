"""A comment or an attachment was made on this side, and the other side lists no copy of it.

It was never delivered, or a filter (visibility, for instance) kept it back. After a migration it may be sent
again: if its copy is there already, it is there twice then. Look at the other issue before you start the new
sync.
"""

from __future__ import annotations

from collections.abc import Iterator

from syncscript.backbone.entries import HERE, KINDS
from syncscript.backbone.findings import Conditions
from syncscript.backbone.registry import Told, two_check
from syncscript.backbone.two_views import TwoViews


@two_check("BB041", "warning")
def check(two: TwoViews, conditions: Conditions) -> Iterator[Told]:
    for kind, word in KINDS.items():
        for odd in two.exchange[kind].odd:
            places = odd.compared.unanswered
            if places:
                words = f"{word} {odd.ids(places, HERE)} has" if len(places) == 1 else (
                    f"{len(places):,} {word}s ({odd.ids(places, HERE)}) have"
                )  # fmt: skip
                yield Told(
                    f"{words} no copy on the other side: not delivered, or filtered; may be sent again",
                    odd.sender, odd.path(kind, places), odd.is_second,
                )  # fmt: skip
