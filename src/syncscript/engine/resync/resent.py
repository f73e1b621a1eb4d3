"""One direction of a pair gone through again: what its rules ask of the chosen fields, decided as a message.

Whatever else the rules ask is remembered as the first look at a taken-over pair does, and never written.
The message is in no queue: what is left of one that broke off is that its pair is gone through again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from syncscript.contracts import Copy, Message, Pair, SideState
from syncscript.engine.asking.answering import Answers
from syncscript.engine.asking.asked import Asked, asked_of, replica_of
from syncscript.engine.asking.or_nothing import or_nothing
from syncscript.engine.connection import Side
from syncscript.engine.effects.tries import earlier_writes, entries_of
from syncscript.engine.failing import PairFails, gone, meaning_of
from syncscript.engine.merging.deciding import Decision, decide_update
from syncscript.engine.merging.evaluating import evaluate
from syncscript.engine.merging.judging import judge_of
from syncscript.engine.merging.matching import Case
from syncscript.engine.passes.drafting import Draft, target_issue
from syncscript.engine.resync.resent_bases import (
    Ends,
    bases_to_send_again,
    with_news_of_sets,
    written_already,
)
from syncscript.engine.resync.resync_choice import meant_by
from syncscript.engine.session import Session
from syncscript.engine.takeover.first_look import first_look
from syncscript.language import RuleFailure
from syncscript.model import Issue, Settled

States = Mapping[str, SideState]


@dataclass(frozen=True, slots=True)
class Way:
    """From one side to the other, for these fields. number: of its message, below all that are queued; every
    try of the same round has the same; goes_both_ways: the way back is gone as well."""

    source: Side
    target: Side
    fields: frozenset[str]
    number: int
    goes_both_ways: bool


def resent_draft(session: Session, answers: Answers, pair: Pair, way: Way) -> Draft | None:
    """The decided message; None where the source's rules send nothing. Raises PairFails, PairWaits..."""
    with session.store.transaction() as records:
        states = {s.name: records.side_state(pair.id, s.name) for s in session.connection.sides}
        copies = tuple(records.copies([pair.id]).get(pair.id, ()))
    source_issue = session.issue_of(pair, way.source.name)
    if source_issue is None:
        raise PairFails(gone(way.source.name, pair.issues[way.source.name]))
    message = _message(session, answers, pair, way, source_issue, copies)
    if message is None:
        return None
    with meaning_of(way.target):
        return _drafted(session, answers, pair, way, message, states, copies)


def _message(
    session: Session, answers: Answers, pair: Pair, way: Way, issue: Issue, copies: tuple[Copy, ...]
) -> Message | None:
    answer = answers.of(way.source, pair)
    try:
        with meaning_of(way.source):
            replica = replica_of(way.source, issue.payload, issue.documents, copies, False, answer)
    except RuleFailure as failure:
        raise PairFails(failure.diagnostic) from failure
    if not replica.data:
        return None
    return Message(pair.id, way.number, way.source.name, replica.data, replica.documents, issue.version,
                   session.now())  # fmt: skip


def _drafted(
    session: Session, answers: Answers, pair: Pair, way: Way, message: Message, states: States,
    copies: tuple[Copy, ...],
) -> Draft:  # fmt: skip
    source, target = way.source, way.target
    pair, issue = target_issue(session, pair, target)
    assert issue is not None
    asked = evaluate(
        session, answers, pair, message, target, issue, states[target.name].received, copies,
        stops=lambda asked: any(meant_by(name, way.fields) for name in asked.unsettled),
    )  # fmt: skip
    looked = first_look(session, answers, pair, message, target, issue, asked, states, copies)
    state, copies = looked.states[target.name], looked.copies
    chosen = _narrowed(asked, way.fields)
    ends = _ends(session, answers, pair, way, issue, chosen.fields, copies)
    judge = judge_of(session, pair, source, target, issue, False, copies)
    again = replace(state, base=bases_to_send_again(ends, state.base))
    case = Case(pair.id, target.name, way.number, session.now(), judge, issue, again, copies)
    decision = _with_policy(session, decide_update(chosen, case))
    decision = replace(decision, bases=with_news_of_sets(decision.bases, state.base, issue.fields))
    with session.store.transaction() as records:
        entries = entries_of(records, message)
    agreed = written_already(chosen.fields, issue.fields, state.base)
    earlier = earlier_writes(target.name, issue, chosen.fields, False, agreed, state, entries)
    chosen = replace(chosen, notices=looked.notices)
    return Draft(
        message, source, target, pair, decision, chosen, issue, False, copies, earlier, is_whole=False
    )


def _narrowed(asked: Asked, fields: frozenset[str]) -> Asked:
    """What may be written of it: nothing but these fields."""
    return Asked({name: settled for name, settled in asked.fields.items() if meant_by(name, fields)})


def _with_policy(session: Session, decision: Decision) -> Decision:
    policy = session.connection.policy.conflicts
    return replace(decision, conflicts=tuple(replace(c, policy=policy) for c in decision.conflicts))


def _ends(
    session: Session, answers: Answers, pair: Pair, way: Way, issue: Issue, asked: Mapping[str, Settled],
    copies: tuple[Copy, ...],
) -> Ends:  # fmt: skip
    source_issue = session.issue_of(pair, way.source.name)
    assert source_issue is not None
    back = _asked_back(answers, pair, way, source_issue, issue, copies)
    return Ends(source_issue.fields, issue.fields, asked, back, way.goes_both_ways)


def _asked_back(
    answers: Answers, pair: Pair, way: Way, source_issue: Issue, issue: Issue, copies: tuple[Copy, ...]
) -> Mapping[str, Settled]:
    """What the target would ask of the source now; nothing where its rules or their tracker cannot say."""

    def ask_back() -> Mapping[str, Settled]:
        target, source = way.target, way.source
        answer = answers.of(target, pair)
        replica = replica_of(target, issue.payload, issue.documents, copies, False, answer)
        if not replica.data:
            return {}
        ask, forms = answers.of(source, pair), answers.forms(source)
        return asked_of(source, replica, source_issue, None, ask, forms).fields

    return or_nothing(ask_back) or {}
