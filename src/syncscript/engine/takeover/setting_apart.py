"""Issues that an export knows and that none of its pairs holds: one side alone said that they have a partner.

They stand still, each by itself, so that no trigger gives one a new twin beside the one that it may have.
Looked for by a few calls for many; what is done stays done, and a run that dies looks once more.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import islice

from syncscript.contracts import Pair, Records
from syncscript.engine.connection import Side
from syncscript.engine.failing import stopping_all
from syncscript.engine.identity import pair_id
from syncscript.engine.session import Session
from syncscript.engine.takeover.claim_problems import ClaimTold
from syncscript.engine.takeover.claimed import APART
from syncscript.model import Diagnostic, IssueHead

BATCH = 200


def set_apart(session: Session, told: ClaimTold) -> None:
    """All that the takeover names; it names none of them afterwards."""
    with session.store.transaction() as records:
        takeover = records.takeover(session.connection.name)
    if takeover is None or not takeover.apart:
        return
    for side in session.connection.sides:
        keys = iter(takeover.apart.get(side.name, ()))
        while batch := list(islice(keys, BATCH)):
            _set_batch(session, side, batch, told)
    with session.store.transaction() as records:
        records.put_takeover(replace(takeover, apart={}))


def _set_batch(session: Session, side: Side, keys: list[str], told: ClaimTold) -> None:
    session.heed_stop()
    with stopping_all(side):
        found = session.patiently(lambda: side.tracker.look_up(keys))
    with session.store.transaction() as records:
        alone = list(_in_no_pair(records, session.connection.name, side, found.values()))
        records.put_pairs([_standing(session.connection.name, side, head) for head in alone])
        records.note_seen(session.connection.name, side.name, alone, session.now())
    told.apart += [f"{side.name} {head.ref.key}" for head in alone]


def _in_no_pair(
    records: Records, connection: str, side: Side, heads: Iterable[IssueHead]
) -> Iterable[IssueHead]:
    there = {head.ref.id: head for head in heads}
    known = records.pairs_of(connection, side.name, list(there))
    return (head for id, head in there.items() if id not in known)


def _standing(connection: str, side: Side, head: IssueHead) -> Pair:
    id = pair_id(connection, side.name, head.ref.id)
    return Pair(id, connection, {side.name: head.ref}, "stopped", Diagnostic(
        APART,
        f"{side.name} {head.ref.key}: one side of the export alone knows a partner of it; it stands still "
        "and no twin is made",
        help="import again with exports that both know the pair; or end it with `syncscript unsync`, and it "
        "stays by itself",
    ))  # fmt: skip
