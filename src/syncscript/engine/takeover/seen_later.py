"""Taken pairs of which an issue could not be seen, and that a poll shows after all.

A trigger would make a twin of an issue that has one. Such a pair is looked for once more instead.
"""

from __future__ import annotations

from dataclasses import replace

from syncscript.contracts import GONE, WAITING, Records, TakenPair
from syncscript.engine.session import Session
from syncscript.engine.takeover.claimed import NOT_THERE
from syncscript.engine.takeover.claiming import claim


def claim_seen(session: Session) -> None:
    """After a poll. Raises what `claim` does."""
    with session.store.transaction() as records:
        shown = _shown(records, session.connection.name)
        records.mark_taken([replace(taken, state=WAITING, problem=None) for taken in shown])
    if shown:
        claim(session)


def _shown(records: Records, connection: str) -> list[TakenPair]:
    if not records.count_taken(connection).get(GONE):
        return []
    keys = {(event.side, event.issue.key.casefold()) for event in records.events(connection)}
    return [
        taken for taken in records.taken_in(connection, GONE)
        if taken.problem is not None and taken.problem.code == NOT_THERE
        and any((side, key.casefold()) in keys for side, key in _not_seen(records, taken))
    ]  # fmt: skip


def _not_seen(records: Records, taken: TakenPair) -> list[tuple[str, str]]:
    """Side and key of its issues that were not there."""
    pair = records.pair(taken.pair) if taken.pair else None
    return [(side, key) for side, key in taken.keys.items() if pair is None or side not in pair.issues]
