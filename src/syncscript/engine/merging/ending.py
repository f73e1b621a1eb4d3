"""Which open conflicts of a pair a later decision makes an end of. Pure.

One conflict under the policy `manual` is on record from both sides, as each side met it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from syncscript.contracts import Conflict
from syncscript.engine.merging.deciding import Decision


def outdated(known: Iterable[Conflict], decision: Decision) -> Iterator[Conflict]:
    """Those whose field both sides agree on by now, or that is decided otherwise or in conflict by other
    values: what they tell of stands on neither side any more."""
    met = {conflict.field: conflict for conflict in decision.conflicts}
    for one in known:
        newer = met.get(one.field)
        if one.winner != "open":
            continue
        if one.field in decision.agreed or (newer is not None and not _tells_the_same(one, newer)):
            yield one


def _tells_the_same(one: Conflict, newer: Conflict) -> bool:
    """Whether both are open and hold the same values, from whichever side."""
    values = (one.ours, one.theirs) if one.side == newer.side else (one.theirs, one.ours)
    return newer.winner == "open" and values == (newer.ours, newer.theirs)
