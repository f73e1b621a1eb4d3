"""Both sides say that they received the comment or attachment, and their numbers contradict each other.

Side A says: my 1 is a copy of your 2. Side B says: my 2 is a copy of your 9. Both cannot be true, and edits
would go into the wrong comment. Numbers were edited by hand, or the files are of different times: download
both again.
"""

from __future__ import annotations

from collections.abc import Iterator

from syncscript.backbone.entries import HERE, KINDS
from syncscript.backbone.findings import Conditions
from syncscript.backbone.registry import Told, two_check
from syncscript.backbone.two_views import TwoViews


@two_check("BB044", "error")
def check(two: TwoViews, conditions: Conditions) -> Iterator[Told]:
    for kind, word in KINDS.items():
        for odd in two.exchange[kind].odd:
            places = odd.compared.contradicted
            if places:
                yield Told(
                    f"the other side has another origin for the copy of {word} {odd.ids(places, HERE)}",
                    odd.sender, odd.path(kind, places), odd.is_second,
                )  # fmt: skip
