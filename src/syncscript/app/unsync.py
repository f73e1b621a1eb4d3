"""The act of ending a pair: its two issues stay as they are and are kept apart from now on.

Of one that was taken over and not looked for yet only keys are known: it is forgotten, as if it had not been
in the export.
"""

from __future__ import annotations

from dataclasses import replace

from syncscript.contracts import WAITING, Pair, Store, TakenPair


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


def forget_taken(store: Store, key: str, owner: str) -> list[TakenPair]:
    """Forget what was told of this issue and nobody looked for yet; what was forgotten."""
    with store.lock(owner), store.transaction() as records:
        waiting = [one for one in records.find_taken(key) if one.state == WAITING and not one.pair]
        records.remove_taken([one.id for one in waiting])
    return waiting
