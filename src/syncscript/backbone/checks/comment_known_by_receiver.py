"""Comments that were made on this side, and whose copies the other side knows: as it should be.

In a sync by e-mail or files the side that sends a comment never learns which number its copy got, so it lists
the comment with its own number alone. Told once a side, with the number of such comments.
"""

from __future__ import annotations

from collections.abc import Iterator

from syncscript.backbone.entries import COMMENTS
from syncscript.backbone.findings import Conditions
from syncscript.backbone.registry import Told, two_check
from syncscript.backbone.two_views import TwoViews
from syncscript.backbone.wording import counted


@two_check("BB040", "info")
def check(two: TwoViews, conditions: Conditions) -> Iterator[Told]:
    for way in two.exchange[COMMENTS].ways:
        if way.answered:
            what = f"{counted(way.answered, 'comment')} made here, with a copy that the other side lists"
            yield Told(f"{what}: normal", way.first_answered, f"/{COMMENTS}", way.is_second)
