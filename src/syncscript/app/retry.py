"""The act of retrying: a pair that stands still is tried by the next run."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from syncscript.contracts import Pair, Store
from syncscript.model import IssueHead


def retry_pairs(store: Store, key: str, owner: str, now: datetime) -> list[Pair]:
    """Let every pair that holds this issue key be tried by the next run; the pairs that will be.

    Both issues of a failed pair are looked at afresh. A doubtful pair stays doubtful: what was in
    flight is looked for before anything is sent again.
    """
    with store.lock(owner), store.transaction() as records:
        pairs = records.find_pairs(key)
        for pair in pairs:
            records.put_pair(replace(pair, attempts=0, not_before=None, rules=""))
            for side, ref in pair.issues.items() if pair.state == "failed" else ():
                records.add_event(
                    pair.connection, side, IssueHead(ref, f"retry {now.isoformat()}", now), None
                )
    return pairs
