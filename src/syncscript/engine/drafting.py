"""One message, decided: read the target, run incoming, merge, and hold what applying it needs.

Writes nothing but the new key of an issue that was moved. Says by exception why a message cannot be decided.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from syncscript.contracts import Copy, Message, Pair, SideState, TrackerError
from syncscript.engine.answering import Answers
from syncscript.engine.asking import Asked, Replica, asked_of
from syncscript.engine.connection import Side
from syncscript.engine.deciding import Decision, decide_creation, decide_update
from syncscript.engine.failing import PARKED, PairFails, PairWaits, gone, of_tracker
from syncscript.engine.identity import marker_of
from syncscript.engine.judging import judge_of
from syncscript.engine.matching import Case
from syncscript.engine.newborns import first_status
from syncscript.engine.report import PairPlan
from syncscript.engine.session import Session
from syncscript.engine.splitting import in_parts
from syncscript.engine.sweeping import follow_move
from syncscript.language import RuleFailure
from syncscript.model import CreateIssue, Diagnostic, Issue, Json, RemoveAttachment, RemoveComment, Transition


@dataclass(frozen=True, slots=True)
class Draft:
    """A decided message. issue: the target as read, None before its create; newborn: an earlier try of this
    very message created it and got no further."""

    message: Message
    source: Side
    target: Side
    pair: Pair
    decision: Decision
    asked: Asked
    issue: Issue | None
    newborn: bool
    copies: tuple[Copy, ...]

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
    if not messages:
        return None
    message = messages[0]
    newborn = intent is not None and intent.state == "done" and intent.sent_at >= message.created
    target = session.connection.other(message.source)
    with meaning_of(target):
        return _drafted(session, answers, pair, message, states, copies, newborn)


def _create_marker(session: Session, pair: Pair, messages: list[Message]) -> str:
    target = session.connection.other(messages[0].source).name if messages else ""
    return marker_of(pair.id, target, "create", pair.id)


def _drafted(
    session: Session, answers: Answers, pair: Pair, message: Message, states: Mapping[str, SideState],
    copies: tuple[Copy, ...], newborn: bool,
) -> Draft:  # fmt: skip
    source, target = session.connection.side(message.source), session.connection.other(message.source)
    pair, issue = _target_issue(session, pair, target)
    asked = _asked(session, answers, pair, message, target, issue, states[target.name].received)
    if issue is None:
        decision = _creation(session, target, asked, message) if asked.creates else Decision(())
    else:
        judge = judge_of(session, pair, source, target, issue, newborn, copies)
        case = Case(
            pair.id, target.name, message.number, session.now(), judge, issue, states[target.name], copies
        )
        decision = decide_update(asked, case)
        policy = session.connection.policy.conflicts
        decision = replace(decision, conflicts=tuple(replace(c, policy=policy) for c in decision.conflicts))
    return Draft(message, source, target, pair, decision, asked, issue, newborn and issue is not None, copies)


def _creation(session: Session, target: Side, asked: Asked, message: Message) -> Decision:
    """A create, without the transition where such an issue is known to start in that status."""
    decision = decide_creation(asked, message.number, _parent(asked))
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
        raise PairFails(_summed(asked.problems))
    if asked.comments is None:
        return asked
    comments, notices = in_parts(asked.comments, target.tracker.capabilities.comment_limit)
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


def _summed(problems: tuple[Diagnostic, ...]) -> Diagnostic:
    first = problems[0]
    more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
    return replace(first, message=first.message + more)


class meaning_of:
    """Turns a tracker's error inside the block into what it means for the pair at hand."""

    def __init__(self, side: Side) -> None:
        self._side = side

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, TrackerError):
            raise of_tracker(error, self._side.name) from error
