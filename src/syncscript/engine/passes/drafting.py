"""One message, decided: read the target, run incoming, merge, and hold what applying it needs.

Writes nothing but the new key of an issue that was moved. Says by exception why a message cannot be decided.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from syncscript.contracts import Copy, Message, Pair, SideState
from syncscript.engine.asking.answering import Answers
from syncscript.engine.asking.asked import Asked
from syncscript.engine.asking.joining import Join, joined, told_of
from syncscript.engine.changes.sweeping import follow_move
from syncscript.engine.connection import Side
from syncscript.engine.effects.recovering import settle_create, settle_orphans
from syncscript.engine.effects.tries import earlier_writes, entries_of
from syncscript.engine.failing import PairFails, gone, meaning_of
from syncscript.engine.identity import marker_of
from syncscript.engine.merging.deciding import Decision, decide_creation, decide_update
from syncscript.engine.merging.evaluating import evaluate
from syncscript.engine.merging.judging import judge_of
from syncscript.engine.merging.matching import Case
from syncscript.engine.merging.newborns import first_status
from syncscript.engine.report import PairPlan
from syncscript.engine.session import Session
from syncscript.engine.takeover.first_look import first_look, with_look
from syncscript.engine.takeover.ignoring import is_deaf, told_deaf
from syncscript.model import (
    CreateIssue,
    Issue,
    Json,
    Removal,
    Transition,
)


@dataclass(frozen=True, slots=True)
class Draft:
    """A decided message. issue: the target as read, None before its create; newborn: an earlier try of this
    very message created it and got no further; earlier: fields that earlier tries of it wrote, with the
    values that they had before; joins: the issue comes into the pair with this message; twins: what counts as
    our own copies there then; is_whole: False where its rules' other wishes were left aside."""

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
    joins: bool = False
    twins: tuple[Copy, ...] = ()
    is_whole: bool = True

    @property
    def creation(self) -> CreateIssue | None:
        return creation_in(self.decision)

    @property
    def removals(self) -> int:
        return sum(isinstance(o, Removal) for o in self.decision.operations)

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
        entries = entries_of(records, messages[0]) if messages else []
    if not messages:
        _let_go(session, pair)
        return None
    message = messages[0]
    if is_deaf(states, session.connection.other(message.source)):
        return _unheard(session, pair, message, copies)
    newborn = intent is not None and intent.state == "done" and intent.sent_at >= message.created
    source, target = session.connection.side(message.source), session.connection.other(message.source)
    with meaning_of(source):
        session.read(source, [pair.issues[source.name].id])
    with meaning_of(target):
        draft = _drafted(session, answers, pair, message, states, copies, newborn)
    asked, agreed, state = draft.asked.fields, draft.decision.agreed, states[target.name]
    earlier = earlier_writes(target.name, draft.issue, asked, draft.newborn, agreed, state, entries)
    return replace(draft, earlier=earlier)


def _let_go(session: Session, pair: Pair) -> None:
    """Nothing is queued: additions in doubt are nobody's wish any more."""
    for side in session.connection.sides:
        if side.name in pair.issues:
            with meaning_of(side):
                settle_orphans(session, pair, side, frozenset(), waits=False)


def _create_marker(session: Session, pair: Pair, messages: list[Message]) -> str:
    target = session.connection.other(messages[0].source).name if messages else ""
    return marker_of(pair.connection, pair.id, target, "create", pair.id)


def _drafted(
    session: Session, answers: Answers, pair: Pair, message: Message, states: Mapping[str, SideState],
    copies: tuple[Copy, ...], newborn: bool,
) -> Draft:  # fmt: skip
    source, target = session.connection.side(message.source), session.connection.other(message.source)
    pair, issue = target_issue(session, pair, target)
    asked = evaluate(session, answers, pair, message, target, issue, states[target.name].received, copies)
    if issue is None and (asked.joins or not asked.creates):
        settled = settle_create(session, pair, target)
        if target.name in settled.issues:
            return _drafted(session, answers, settled, message, states, copies, newborn)
        if asked.joins:
            return _joining(session, answers, pair, message, states, copies, asked, asked.joins)
    elif issue is not None and settle_orphans(session, pair, target, _named(asked), waits=True):
        with session.store.transaction() as records:
            copies = tuple(records.copies([pair.id]).get(pair.id, ()))
    if issue is None:
        decision = _creation(session, target, asked) if asked.creates else Decision(asked.calls)
    else:
        looked = first_look(session, answers, pair, message, target, issue, asked, states, copies)
        asked, states, copies = with_look(asked, looked), looked.states, looked.copies
        judge = judge_of(session, pair, source, target, issue, newborn, copies)
        case = Case(
            pair.id, target.name, message.number, session.now(), judge, issue, states[target.name], copies
        )
        decision = decide_update(asked, case)
        policy = session.connection.policy.conflicts
        decision = replace(decision, conflicts=tuple(replace(c, policy=policy) for c in decision.conflicts))
    return Draft(message, source, target, pair, decision, asked, issue, newborn and issue is not None, copies)


def _unheard(session: Session, pair: Pair, message: Message, copies: tuple[Copy, ...]) -> Draft:
    """A message to an issue that ignores what comes: told, and nothing done."""
    source, target = session.connection.side(message.source), session.connection.other(message.source)
    asked = Asked({}, notices=(told_deaf(pair, target),))
    return Draft(message, source, target, pair, Decision(()), asked, None, False, copies)


def _joining(
    session: Session, answers: Answers, pair: Pair, message: Message, states: Mapping[str, SideState],
    copies: tuple[Copy, ...], asked: Asked, join: Join,
) -> Draft:  # fmt: skip
    """The message of a first sync that takes an issue which exists: nothing else where the rule ends with
    that, else like any later one."""
    source, target = session.connection.side(message.source), session.connection.other(message.source)
    pair, issue, twins = joined(session, pair, target, join)
    told = told_of(pair, source, target)
    if join.ends:
        alone = Asked({}, effects=asked.effects, notices=asked.notices, brings=asked.brings)
        draft = Draft(message, source, target, pair, Decision(asked.calls), alone, issue, False, copies)
    else:
        draft = _drafted(session, answers, pair, message, states, (*copies, *twins), False)
    asked = replace(draft.asked, notices=(told, *draft.asked.notices))
    return replace(draft, asked=asked, joins=True, twins=twins)


def _named(asked: Asked) -> frozenset[tuple[str, str]]:
    """Kind and source id of what is asked to hang on the issue."""
    named = {"comment": asked.comments, "attachment": asked.attachments, "work": asked.work}
    return frozenset((kind, one.source_id or "") for kind, wanted in named.items() for one in wanted or ())


def creation_in(decision: Decision) -> CreateIssue | None:
    return next((o for o in decision.operations if isinstance(o, CreateIssue)), None)


def _creation(session: Session, target: Side, asked: Asked) -> Decision:
    """A create, without the transition where such an issue is known to start in that status."""
    decision = decide_creation(asked, _parent(asked))
    create = creation_in(decision)
    assert create is not None
    starts = first_status(session, target, create)
    kept = [o for o in decision.operations if not (isinstance(o, Transition) and o.status == starts)]
    return replace(decision, operations=tuple(kept))


def target_issue(session: Session, pair: Pair, target: Side) -> tuple[Pair, Issue | None]:
    """The issue as it is, None before its create, and the pair with its present key. PairFails if gone."""
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


def _parent(asked: Asked) -> str | None:
    parent = asked.fields.get("parentId")
    return None if parent is None or parent.value in (None, "") else str(parent.value)
