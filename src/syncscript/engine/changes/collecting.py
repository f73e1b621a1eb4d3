"""From events to messages: run outgoing on what changed and queue the replicas that differ.

One message a pair and side waits at most: a newer replica, being whole, takes its place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from syncscript.contracts import Copy, Event, Intent, Message, Pair, Records, SideState, TrackerError
from syncscript.engine.asking.answering import Answers
from syncscript.engine.asking.asked import Replica, replica_of
from syncscript.engine.asking.bringing import bring, heads_of
from syncscript.engine.connection import Side
from syncscript.engine.failing import (
    PairFails,
    PairWaits,
    active,
    failed,
    gone,
    of_tracker,
    rules_digest,
    waiting,
)
from syncscript.engine.identity import pair_id, replica_digest
from syncscript.engine.session import Session
from syncscript.language import RuleFailure
from syncscript.model import Diagnostic, Issue


@dataclass(frozen=True, slots=True)
class Known:
    """What the state knows of an event's pair before its message is made."""

    pair: Pair
    state: SideState
    copies: tuple[Copy, ...]
    is_new: bool


def collect(session: Session, answers: Answers, events: Sequence[Event]) -> None:
    """Turn events whose issues were read into messages; events of unread issues stay."""
    for event in events:
        side = session.connection.side(event.side)
        known = _known(session, event)
        issue = session.issues.get((event.side, event.issue.id))
        if issue is None:
            if (event.side, event.issue.id) in session.missing:
                _note_gone(session, event, known)
            continue
        if known.is_new and _may_be_ours(session, event, issue):
            continue
        _collect_one(session, answers, side, event, known, issue)


def _known(session: Session, event: Event) -> Known:
    name = session.connection.name
    with session.store.transaction() as records:
        pair = records.pairs_of(name, event.side, [event.issue.id]).get(event.issue.id)
        if pair is None:
            fresh = Pair(pair_id(name, event.side, event.issue.id), name, {event.side: event.issue})
            return Known(fresh, SideState(), (), True)
        copies = tuple(records.copies([pair.id]).get(pair.id, ()))
        return Known(pair, records.side_state(pair.id, event.side), copies, False)


def _may_be_ours(session: Session, event: Event, issue: Issue) -> bool:
    """Whether a new issue is, or might be, a twin whose answer was lost; its event waits until that is known.

    A bulk read does not always show the marker, so any create in doubt on this side makes newcomers wait. The
    event of a twin to be adopted stays: people may have worked on it already.
    """
    with session.store.transaction() as records:
        own = _own_create(records, session, event, issue.marker) if issue.marker else None
        if own is None:
            return records.creates_in_doubt(session.connection.name, event.side)
        if not own.is_open:
            records.remove_event(event)
        return True


def _own_create(records: Records, session: Session, event: Event, marker: str) -> Intent | None:
    """The intent with which this connection created it; what another one created is news like any issue."""
    intent = records.intent(marker)
    owner = records.pair(intent.pair) if intent is not None and intent.side == event.side else None
    return intent if owner is not None and owner.connection == session.connection.name else None


def _collect_one(
    session: Session, answers: Answers, side: Side, event: Event, known: Known, issue: Issue
) -> None:
    try:
        first = session.connection.other(side.name).name not in known.pair.issues
        replica = replica_of(
            side, issue.payload, issue.documents, known.copies, first, answers.of(side, known.pair)
        )
        brought = heads_of(session, side, replica.brings)
    except RuleFailure as failure:
        _note_failure(session, event, known, failure.diagnostic)
        return
    except TrackerError as error:
        _note_no_answer(session, event, known, of_tracker(error, side.name))
        return
    with session.store.transaction() as records:
        if replica.data:
            _queue(records, session, side, known, issue, replica)
        elif known.pair.state == "failed":
            records.put_pair(active(known.pair))
        bring(records, session, side, brought)
        records.remove_event(event)


def _queue(
    records: Records, session: Session, side: Side, known: Known, issue: Issue, replica: Replica
) -> None:
    digest = replica_digest(replica.data, replica.documents)
    if digest == known.state.sent_hash and known.pair.state != "failed":
        return
    pair = replace(known.pair, issues={**known.pair.issues, side.name: issue.ref})
    records.put_pair(active(pair) if pair.state == "failed" else pair)
    put_message(records, session, pair.id, side.name, issue.version, replica)
    records.put_side_state(pair.id, side.name, replace(known.state, sent=replica.data, sent_hash=digest))


def put_message(
    records: Records, session: Session, pair: str, source: str, version: str, replica: Replica
) -> None:
    """Queue a replica, in place of one from the same side that still waits (and keeps its age)."""
    message = Message(pair, 0, source, replica.data, replica.documents, version, session.now())
    waiting = [m for m in records.messages(pair) if m.source == source]
    if waiting:
        records.replace_message(replace(message, number=waiting[-1].number, created=waiting[-1].created))
    else:
        records.add_message(message)


def _note_no_answer(session: Session, event: Event, known: Known, meaning: Exception) -> None:
    """A question of an outgoing rule was not answered: the event waits, or the connection stops."""
    if isinstance(meaning, PairFails):
        _note_failure(session, event, known, meaning.diagnostic)
        return
    if not isinstance(meaning, PairWaits):
        raise meaning
    with session.store.transaction() as records:
        records.put_pair(waiting(known.pair, meaning, session.connection.policy, session.now()))


def _note_failure(session: Session, event: Event, known: Known, diagnostic: Diagnostic) -> None:
    """A rule that throws stops its pair only; the event is kept as the pair's own problem."""
    with session.store.transaction() as records:
        records.put_pair(failed(known.pair, diagnostic, rules_digest(session.connection), event.version))


def _note_gone(session: Session, event: Event, known: Known) -> None:
    """Deleted or hidden between search and read. Its twin is left alone: missing is not a wish."""
    with session.store.transaction() as records:
        records.remove_event(event)
        if not known.is_new:
            records.put_pair(
                failed(known.pair, gone(event.side, event.issue), rules_digest(session.connection))
            )
