"""Both sides know an issue, but name different partners for it.

One side says that A-1 belongs to B-1, the other one that B-1 belongs to A-2. One of the two is wrong, and
taking them over would write the content of one issue into a stranger. An issue that was moved may have its
new key on one side only. Look at the Sync panel of both issues, correct the entry that is wrong, or leave the
pair out with `syncscript backbone merge --only-matched`.
"""

from __future__ import annotations

from collections.abc import Iterator

from syncscript.backbone.findings import Conditions
from syncscript.backbone.registry import Told, two_check
from syncscript.backbone.two_views import TwoViews


@two_check("BB022", "error")
def check(two: TwoViews, conditions: Conditions) -> Iterator[Told]:
    if not two.are_comparable:
        return
    first, second = two.first, two.second
    for ours, theirs in two.matching.mismatched:
        yield Told(
            f"{first.local[ours]} names {first.remote[ours]} as its partner, but {second.side.name} has "
            f"{second.local[theirs]} with {second.remote[theirs]}, at {second.side.pointer(theirs)}",
            ours,
        )
