"""Pairs taken over from another sync find their issues, before anything is polled.

Keys become ids, by a few calls for many; a batch is committed as a whole, so that a run that dies goes on
where it was. An issue that changed since the former sync looked is news, any other counts as seen. An issue
that cannot be found leaves its pair standing still: no trigger creates a twin of the one that is left.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from syncscript.contracts import WAITING, Cursor, Records, SideState, TakenPair
from syncscript.engine.changes.sweeping import with_project
from syncscript.engine.failing import stopping_all
from syncscript.engine.session import Session
from syncscript.engine.takeover.claim_problems import ClaimTold, demand_known_sides, demand_some
from syncscript.engine.takeover.claimed import APART, Claimed, Holder, claimed_as
from syncscript.engine.takeover.setting_apart import set_apart
from syncscript.model import IssueHead

BATCH = 200
INEXACT = timedelta(seconds=5)
"""So far may the clock of a tracker be from what its answers show of it."""
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

Found = Mapping[str, Mapping[str, IssueHead]]
"""Side name -> key that was asked for -> what is there."""


def claim(session: Session) -> None:
    """Make pairs of all that wait. Raises ConnectionStops and Stopped; finished batches stay."""
    name, started = session.connection.name, session.now()
    with session.store.transaction() as records:
        batch = records.taken_in(name, WAITING, BATCH)
        total = records.count_taken(name).get(WAITING, 0) if batch else 0
    claiming = _Claiming(session, started, ClaimTold())
    done = 0
    try:
        while batch:
            session.tell("claim", done, total)
            demand_known_sides(session.connection, batch)
            claiming.settle(batch, _looked_up(session, batch))
            done += len(batch)
            with session.store.transaction() as records:
                batch = records.taken_in(name, WAITING, BATCH)
        set_apart(session, claiming.told)
    finally:
        session.notices += claiming.told.notices()


def _looked_up(session: Session, batch: Sequence[TakenPair]) -> Found:
    found: dict[str, Mapping[str, IssueHead]] = {}
    for side in session.connection.sides:
        session.heed_stop()
        keys = [taken.sides[side.name].key for taken in batch]
        with stopping_all(side):
            found[side.name] = session.patiently(lambda asked=keys, at=side: at.tracker.look_up(asked))  # type: ignore[misc]
        demand_some(side, keys, found[side.name])
    return found


@dataclass
class _Claiming:
    """One run's claims. started: when it began to look, in our clock."""

    session: Session
    started: datetime
    told: ClaimTold
    _moved: dict[str, set[str]] = field(default_factory=dict)

    def settle(self, batch: Sequence[TakenPair], found: Found) -> None:
        """One transaction: pairs, what each side keeps, copies, notes and events; and what became of each."""
        with self.session.store.transaction() as records:
            takeover = records.takeover(self.session.connection.name)
            since = (takeover.at if takeover is not None else self.started) - INEXACT
            at = {side.name: since + side.tracker.clock_offset for side in self.session.connection.sides}
            holder = _without_apart(records, _holder_of(records, self.session, found))
            claims = [claimed_as(taken, _heads_of(taken, found), holder, at) for taken in batch]
            self._keep(records, [claim for claim in claims if claim.pair is not None])
            self._note(records, claims)
            records.mark_taken([claim.taken for claim in claims])
            self._begin_polling(records, claims)
        for claim in claims:
            self.told.note(claim)

    def _keep(self, records: Records, claims: Sequence[Claimed]) -> None:
        """The pairs, with what was remembered of those that were there before."""
        pairs = [claim.pair for claim in claims if claim.pair is not None]
        records.put_pairs([ended for claim in claims for ended in claim.ended])
        records.put_pairs(pairs)
        ids = [claim.pair.id for claim in claims if claim.pair is not None and claim.was_there]
        states, copies = records.side_states(ids), records.copies(ids)
        records.put_side_states({
            (pair.id, side): replace(states.get((pair.id, side), SideState()), adopted=adopted)
            for claim, pair in zip(claims, pairs, strict=True) for side, adopted in claim.adopted.items()
        })  # fmt: skip
        records.put_copies([copy for claim, pair in zip(claims, pairs, strict=True)
                            for copy in claim.copies_beside(copies.get(pair.id, ()))])  # fmt: skip

    def _note(self, records: Records, claims: Sequence[Claimed]) -> None:
        """What was there when we looked counts as seen, and is an event where it is news."""
        name = self.session.connection.name
        for side in self.session.connection.sides:
            kept = [claim for claim in claims if claim.pair is not None]
            there = [(claim, claim.heads[side.name]) for claim in kept if side.name in claim.heads]
            for claim, head in there:
                if claim.is_in_step and _is_news(claim.taken, side.name, head, claim.at[side.name]):
                    records.add_event(name, side.name, head, None)
            records.note_seen(name, side.name, [head for _, head in there], self.started)

    def _begin_polling(self, records: Records, claims: Sequence[Claimed]) -> None:
        """A connection that never polled does so from when the claim began; moved issues' projects too."""
        name = self.session.connection.name
        for side in self.session.connection.sides:
            cursor = records.cursor(name, side.name) or Cursor(self.started, frozenset())
            for claim in claims:
                head = claim.heads.get(side.name) if claim.has_moved(side.name) else None
                cursor = with_project(cursor, head.ref) if head is not None else cursor
            records.set_cursor(name, side.name, cursor)


def _heads_of(taken: TakenPair, found: Found) -> dict[str, IssueHead]:
    return {side: found[side][told.key] for side, told in taken.sides.items() if told.key in found[side]}


def _holder_of(records: Records, session: Session, found: Found) -> Holder:
    """Pairs of the connection that hold one of these issues already, by side and id."""
    name = session.connection.name
    return {
        (side, issue_id): pair
        for side, heads in found.items()
        for issue_id, pair in records.pairs_of(name, side, [h.ref.id for h in heads.values()]).items()
    }


def _without_apart(records: Records, holder: Holder) -> Holder:
    """A pair that both sides know takes its issues from where they stood still by themselves."""
    apart = [pair for pair in holder.values() if pair.problem is not None and pair.problem.code == APART]
    for pair in apart:
        records.remove_pair(pair.id)
    return {place: pair for place, pair in holder.items() if pair not in apart}


def _is_news(taken: TakenPair, side: str, head: IssueHead, at: datetime) -> bool:
    """Whether the issue may hold what the former sync had not carried over. All times are of the tracker's
    own clock."""
    quiet = taken.sides[side].quiet_until
    until = at if quiet is None else min(at, EPOCH + timedelta(milliseconds=quiet))
    return taken.has_lost(side) or head.updated > until
