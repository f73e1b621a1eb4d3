"""One message, decided: read the target, run incoming, merge, and hold what applying it needs.

Writes nothing but the new key of an issue that was moved. Says by exception why a message cannot be decided.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta

from syncscript.contracts import Copy, Entry, Message, Pair, Records, SideState, TrackerError
from syncscript.engine.answering import Answers
from syncscript.engine.asking import Asked, Replica, asked_of
from syncscript.engine.connection import Side
from syncscript.engine.deciding import Decision, decide_creation, decide_update, shown_value
from syncscript.engine.failing import PARKED, PairFails, PairWaits, gone, of_tracker
from syncscript.engine.identity import marker_of
from syncscript.engine.judging import judge_of
from syncscript.engine.matching import Case, with_names
from syncscript.engine.newborns import first_status
from syncscript.engine.placing import summed
from syncscript.engine.predicting import element_name
from syncscript.engine.recovering import settle_create, settle_orphans
from syncscript.engine.report import PairPlan
from syncscript.engine.session import Session
from syncscript.engine.splitting import in_parts
from syncscript.engine.sweeping import follow_move
from syncscript.language import RuleFailure
from syncscript.model import (
    Canonical,
    CreateIssue,
    Diagnostic,
    Issue,
    Json,
    RemoveAttachment,
    RemoveComment,
    Transition,
)

TRACES = 500
"""So many lines of a pair's history are looked through for what a message that was cut short had written."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A decided message. issue: the target as read, None before its create; newborn: an earlier try of this
    very message created it and got no further; earlier: fields that earlier tries of it wrote, with the
    values that they had before."""

    message: Message
    source: Side
    target: Side
    pair: Pair
    decision: Decision
    asked: Asked
    issue: Issue | None
    newborn: bool
    copies: tuple[Copy, ...]
    earlier: Mapping[str, Json] = field(default_factory=dict)

    @property
    def creation(self) -> CreateIssue | None:
        first = self.decision.operations[0] if self.decision.operations else None
        return first if isinstance(first, CreateIssue) else None

    @property
    def removals(self) -> int:
        return sum(isinstance(o, RemoveComment | RemoveAttachment) for o in self.decision.operations)

    @property
    def plan(self) -> PairPlan:
        return PairPlan(
            self.pair.id, self.source.name, self.target.name, self.pair.issues[self.source.name],
            self.pair.issues.get(self.target.name), self.decision.operations, self.decision.conflicts,
            self.asked.notices)  # fmt: skip


def next_draft(session: Session, answers: Answers, pair: Pair) -> Draft | None:
    """The pair's next message, decided; None when its queue is empty. Raises PairFails, PairWaits..."""
    with session.store.transaction() as records:
        messages = records.messages(pair.id)
        states = {s.name: records.side_state(pair.id, s.name) for s in session.connection.sides}
        copies = tuple(records.copies([pair.id]).get(pair.id, ()))
        intent = records.intent(_create_marker(session, pair, messages))
        entries = _of_earlier_tries(records, messages[0]) if messages else []
    if not messages:
        _let_go(session, pair)
        return None
    message = messages[0]
    newborn = intent is not None and intent.state == "done" and intent.sent_at >= message.created
    source, target = session.connection.side(message.source), session.connection.other(message.source)
    with meaning_of(source):
        session.read(source, [pair.issues[source.name].id])
    with meaning_of(target):
        draft = _drafted(session, answers, pair, message, states, copies, newborn)
    return replace(draft, earlier=_earlier(draft, states[target.name], entries))


def _let_go(session: Session, pair: Pair) -> None:
    """Nothing is queued: comments and attachments in doubt are nobody's wish any more."""
    for side in session.connection.sides:
        if side.name in pair.issues:
            with meaning_of(side):
                settle_orphans(session, pair, side, frozenset(), waits=False)


def _of_earlier_tries(records: Records, message: Message) -> list[Entry]:
    """What the history tells of this message, newest first; nothing but for a run that was cut short."""
    newest = records.history(message.pair, 1)
    if not newest or newest[0].number != message.number:
        return []
    return [e for e in records.history(message.pair, TRACES) if e.number == message.number]


def _earlier(draft: Draft, state: SideState, entries: list[Entry]) -> dict[str, Json]:
    """Fields that earlier tries wrote, with the value before: as noted, or as far as it can be told."""
    if draft.issue is None:
        return {}
    fields = draft.issue.fields
    asked = draft.asked.fields if draft.newborn else {}
    earlier = {n: _before(fields.get(n), s.value, None) for n, s in asked.items()}
    bases = ((name, state.base.get(name)) for name in draft.decision.agreed)
    earlier |= {
        name: _before(fields.get(name), draft.asked.fields[name].value, base.applied)
        for name, base in bases
        if base is not None
    }
    for entry in entries:
        noted = entry.detail.get("fields", {}) if isinstance(entry.detail, Mapping) else {}
        if entry.side == draft.target.name:
            changes = ((n, c) for n, c in noted.items() if "old" in c)
            earlier |= {n: _before(fields.get(n), c.get("new"), c["old"]) for n, c in changes}
    return earlier


def _before(ours: Canonical, written: Json, old: Json) -> Json:
    """What a field would be without a write of ours: of a set only what that write added is taken off."""
    if not isinstance(ours, frozenset):
        return shown_value(old)
    return sorted((ours - (_names(written) - _names(old))) | (_names(old) - _names(written)))


def _names(value: Json) -> frozenset[str]:
    """A set's elements, as they stand in a base or as the history notes them."""
    return frozenset(element_name(e) for e in value) if isinstance(value, list | frozenset) else frozenset()


def _create_marker(session: Session, pair: Pair, messages: list[Message]) -> str:
    target = session.connection.other(messages[0].source).name if messages else ""
    return marker_of(pair.connection, pair.id, target, "create", pair.id)


def _drafted(
    session: Session, answers: Answers, pair: Pair, message: Message, states: Mapping[str, SideState],
    copies: tuple[Copy, ...], newborn: bool,
) -> Draft:  # fmt: skip
    source, target = session.connection.side(message.source), session.connection.other(message.source)
    pair, issue = _target_issue(session, pair, target)
    asked = _asked(session, answers, pair, message, target, issue, states[target.name].received)
    if issue is None and not asked.creates:
        settled = settle_create(session, pair, target)
        if target.name in settled.issues:
            return _drafted(session, answers, settled, message, states, copies, newborn)
    elif issue is not None and settle_orphans(session, pair, target, _named(asked), waits=True):
        with session.store.transaction() as records:
            copies = tuple(records.copies([pair.id]).get(pair.id, ()))
    if issue is None:
        decision = _creation(session, target, asked) if asked.creates else Decision(())
    else:
        judge = judge_of(session, pair, source, target, issue, newborn, copies)
        case = Case(
            pair.id, target.name, message.number, session.now(), judge, issue, states[target.name], copies
        )
        decision = decide_update(asked, case)
        policy = session.connection.policy.conflicts
        decision = replace(decision, conflicts=tuple(replace(c, policy=policy) for c in decision.conflicts))
    return Draft(message, source, target, pair, decision, asked, issue, newborn and issue is not None, copies)


def _named(asked: Asked) -> frozenset[str]:
    """Source ids of the comments and attachments that are asked for."""
    comments = {c.source_id or "" for c in asked.comments or ()}
    return frozenset(comments | {a.source_id for a in asked.attachments or ()})


def _creation(session: Session, target: Side, asked: Asked) -> Decision:
    """A create, without the transition where such an issue is known to start in that status."""
    decision = decide_creation(asked, _parent(asked))
    create = decision.operations[0]
    assert isinstance(create, CreateIssue)
    starts = first_status(session, target, create)
    kept = [o for o in decision.operations if not (isinstance(o, Transition) and o.status == starts)]
    return replace(decision, operations=tuple(kept))


def _target_issue(session: Session, pair: Pair, target: Side) -> tuple[Pair, Issue | None]:
    ref = pair.issues.get(target.name)
    if ref is None:
        return pair, None
    session.read(target, [ref.id])
    issue = session.issues.get((target.name, ref.id))
    if issue is None:
        raise PairFails(gone(target.name, ref))
    if issue.ref.key != ref.key:
        with session.store.transaction() as records:
            pair = follow_move(records, pair, target.name, issue.ref)
    return pair, issue


def _asked(
    session: Session, answers: Answers, pair: Pair, message: Message, target: Side, issue: Issue | None,
    previous: Json,
) -> Asked:  # fmt: skip
    absent: set[str] = set()
    replica = Replica(message.replica, message.documents)
    try:
        asked = asked_of(target, replica, issue, previous, answers.of(target, pair, absent))
    except RuleFailure as failure:
        if _is_under_sync(session, absent):
            raise _parked(target, failure.diagnostic) from failure
        raise PairFails(failure.diagnostic) from failure
    parent = _parent_id(message.replica)
    if parent in absent and _is_under_sync(session, {parent}):
        told = Diagnostic("E410", f"{target.name}: its parent is not there yet")
        raise _parked(target, told)
    if asked.problems:
        raise PairFails(summed(asked.problems))
    if asked.comments is None:
        return asked
    comments, notices = in_parts(asked.comments, target.tracker.capabilities.comment_limit)
    comments = with_names(comments, message.number)
    return replace(asked, comments=comments, notices=(*asked.notices, *notices))


def _is_under_sync(session: Session, remote_ids: set[str]) -> bool:
    """Whether one of these is an issue whose twin is only still to be created."""
    connection = session.connection
    with session.store.transaction() as records:
        return any(records.pairs_of(connection.name, s.name, list(remote_ids)) for s in connection.sides)


def _parent(asked: Asked) -> str | None:
    parent = asked.fields.get("parentId")
    return None if parent is None or parent.value in (None, "") else str(parent.value)


def _parent_id(replica: Mapping[str, Json]) -> str:
    """The remote id of the parent that the other side told of; empty when it told of none."""
    parent = replica.get("parent")
    known = replica.get("parentId") or (parent.get("id") if isinstance(parent, Mapping) else None)
    return "" if known is None else str(known)


def _parked(target: Side, diagnostic: Diagnostic) -> PairWaits:
    """Waits for an issue that this very run may bring."""
    told = (
        f"it waits for an issue that {target.name} does not have yet; a run tries again once that is created"
    )
    return PairWaits(replace(diagnostic, help=told), PARKED, timedelta(0))


class meaning_of:
    """Turns a tracker's error inside the block into what it means for the pair at hand."""

    def __init__(self, side: Side) -> None:
        self._side = side

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, TrackerError):
            raise of_tracker(error, self._side.name) from error
