"""The act of ending a pair: its two issues stay as they are and are kept apart from now on."""

from __future__ import annotations

from dataclasses import replace

from syncscript.contracts import Pair, Store


def unsync_pairs(store: Store, key: str, owner: str) -> list[Pair]:
    """End every pair that holds this issue key; the pairs that ended.

    They are kept as stopped: forgotten, the next trigger would pair the issue again and double its twin.
    """
    with store.lock(owner), store.transaction() as records:
        pairs = records.find_pairs(key)
        for pair in pairs:
            for message in records.messages(pair.id):
                records.remove_message(pair.id, message.number)
            records.put_pair(replace(pair, state="stopped", problem=None, attempts=0, not_before=None))
    return pairs
