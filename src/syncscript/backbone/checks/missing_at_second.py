"""The first side has a pair of which the second one knows nothing.

The pair would be lost by the migration: nothing would tell the second side's issue apart from one that was
never synced. Often the two files were downloaded at different times, or a block was lost while editing. Stop
both sides, download both files again; `syncscript backbone merge --only-matched` leaves such pairs out and
lists them.
"""

from __future__ import annotations

from collections.abc import Iterator

from syncscript.backbone.findings import Conditions
from syncscript.backbone.registry import Told, two_check
from syncscript.backbone.two_views import TwoViews


@two_check("BB020", "error")
def check(two: TwoViews, conditions: Conditions) -> Iterator[Told]:
    if two.are_comparable:
        for index in two.matching.first_alone:
            yield Told(f"{two.second.side.name} has no entry for {two.first.remote[index]}", index)
