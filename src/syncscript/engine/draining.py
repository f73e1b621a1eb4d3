"""Draining one pair: its messages strictly in order, each one decided, applied and recorded.

The only code that changes a pair. Knows what a failure means for this pair and touches no other one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from syncscript.contracts import Conflict, Copy, Message, Pair, SideState, TrackerError
from syncscript.engine.answering import Answers
from syncscript.engine.applying import Applier, SourceGone
from syncscript.engine.asking import Asked, Replica, asked_of
from syncscript.engine.collecting import put_message
from syncscript.engine.connection import Side
from syncscript.engine.deciding import Decision, decide_creation, decide_update
from syncscript.engine.echoing import Echo, bases_after_echo, echo_of, state_after_echo
from syncscript.engine.failing import PairFails, PairWaits, active, gone, of_tracker
from syncscript.engine.identity import marker_of
from syncscript.engine.judging import judge_of
from syncscript.engine.merge import conceded
from syncscript.engine.predicting import newborn_payload, payload_after, written_fields
from syncscript.engine.report import PairPlan
from syncscript.engine.session import Session
from syncscript.engine.sweeping import follow_move
from syncscript.language import RuleFailure
from syncscript.model import (
    Canonical,
    CreateIssue,
    Diagnostic,
    Issue,
    IssueRef,
    Json,
    RemoveAttachment,
    RemoveComment,
    Sources,
    Transition,
)


@dataclass
class Draft:
    """One message, decided."""

    message: Message
    source: Side
    target: Side
    decision: Decision
    asked: Asked
    issue: Issue | None
    plan: PairPlan
    states: Mapping[str, SideState]
    copies: tuple[Copy, ...]
    applier: Applier

    @property
    def creation(self) -> CreateIssue | None:
        first = self.decision.operations[0] if self.decision.operations else None
        return first if isinstance(first, CreateIssue) else None

    @property
    def removals(self) -> int:
        return sum(isinstance(o, RemoveComment | RemoveAttachment) for o in self.decision.operations)


@dataclass
class PairDrain:
    """One pair's turn in a run. Call `decide`, then `create` where there is a creation, then `finish`."""

    session: Session
    answers: Answers
    pair: Pair
    done: list[PairPlan] = field(default_factory=list)
    writes: dict[str, int] = field(default_factory=dict)

    # -------------------------------------------------------------------- deciding

    def decide(self) -> Draft | None:
        """The next message, decided; None when the queue is empty. Raises PairFails or PairWaits."""
        with self.session.store.transaction() as records:
            messages = records.messages(self.pair.id)
            states = {s.name: records.side_state(self.pair.id, s.name) for s in self.session.connection.sides}
            copies = tuple(records.copies([self.pair.id]).get(self.pair.id, ()))
        if not messages:
            return None
        message = messages[0]
        source, target = (
            self.session.connection.side(message.source),
            self.session.connection.other(message.source),
        )
        with _meaning(target):
            return self._decided(message, source, target, states, copies)

    def _decided(
        self,
        message: Message,
        source: Side,
        target: Side,
        states: Mapping[str, SideState],
        copies: tuple[Copy, ...],
    ) -> Draft:
        issue = self._target_issue(target)
        asked = self._asked(message, target, issue, states[target.name].received)
        if issue is None:
            decision = (
                decide_creation(asked, message.number, _parent(asked)) if asked.creates else Decision(())
            )
        else:
            judge = judge_of(
                self.session, self.pair, source, target, issue, self._is_newborn(message, target)
            )
            decision = decide_update(
                asked,
                issue,
                states[target.name],
                copies,
                message.number,
                judge,
                self.pair.id,
                target.name,
                self.session.now(),
            )
            decision = replace(decision, conflicts=tuple(self._policy_named(c) for c in decision.conflicts))
        plan = PairPlan(
            self.pair.id,
            source.name,
            target.name,
            self.pair.issues[source.name],
            self.pair.issues.get(target.name),
            decision.operations,
            decision.conflicts,
            asked.notices,
        )
        applier = Applier(
            self.session, target, self.pair, message.number, Sources(message.documents), decision.bases
        )
        return Draft(message, source, target, decision, asked, issue, plan, states, copies, applier)

    def _is_newborn(self, message: Message, target: Side) -> bool:
        """Whether an earlier try of this message created the target issue and got no further."""
        with self.session.store.transaction() as records:
            intent = records.intent(marker_of(self.pair.id, target.name, "create", self.pair.id))
        return intent is not None and intent.state == "done" and intent.sent_at >= message.created

    def _target_issue(self, target: Side) -> Issue | None:
        ref = self.pair.issues.get(target.name)
        if ref is None:
            return None
        self.session.read(target, [ref.id])
        issue = self.session.issues.get((target.name, ref.id))
        if issue is None:
            raise PairFails(gone(target.name, ref))
        if issue.ref.key != ref.key:
            with self.session.store.transaction() as records:
                self.pair = follow_move(records, self.pair, target.name, issue.ref)
        return issue

    def _asked(self, message: Message, target: Side, issue: Issue | None, previous: Json) -> Asked:
        absent: set[str] = set()
        replica = Replica(message.replica, message.documents)
        try:
            asked = asked_of(target, replica, issue, previous, self.answers.of(target, self.pair, absent))
        except RuleFailure as failure:
            if self._parent_missing(absent):
                raise PairWaits(_parked(target, failure.diagnostic)) from failure
            raise PairFails(failure.diagnostic) from failure
        if asked.problems:
            raise PairFails(_summed(asked.problems))
        return asked

    def _parent_missing(self, remote_ids: set[str]) -> bool:
        """Whether one of these is an issue under sync whose twin is still to be created."""
        name = self.session.connection.name
        with self.session.store.transaction() as records:
            return any(
                records.pairs_of(name, s.name, list(remote_ids)) for s in self.session.connection.sides
            )

    def _policy_named(self, conflict: Conflict) -> Conflict:
        return replace(conflict, policy=self.session.connection.policy.conflicts)

    # -------------------------------------------------------------------- applying

    def create(self, draft: Draft) -> None:
        """Do the creation only, so that new issues come in order; the rest may run beside other pairs."""
        creation = draft.creation
        if creation is None:
            return
        with _meaning(draft.target):
            self._apply(draft, creation)
        self.pair = draft.applier.pair

    def finish(self, draft: Draft) -> None:
        """Do what is left of a decision and record the message as done."""
        with _meaning(draft.target):
            for operation in draft.decision.operations:
                if isinstance(operation, CreateIssue):
                    continue
                if (
                    isinstance(operation, Transition)
                    and draft.issue is None
                    and self._stands(draft, operation)
                ):
                    continue
                try:
                    self._apply(draft, operation)
                except SourceGone:
                    continue
        self._record(draft)
        self.done.append(draft.plan)

    def _apply(self, draft: Draft, operation: object) -> None:
        draft.applier.apply(operation)  # type: ignore[arg-type]
        kind = operation.kind  # type: ignore[attr-defined]
        self.writes[kind] = self.writes.get(kind, 0) + 1

    def _stands(self, draft: Draft, transition: Transition) -> bool:
        """Whether a new issue is in that status from its creation; asked once for a project and type."""
        creation = draft.creation
        if creation is None:
            return False
        key = (draft.target.name, creation.draft.project, creation.draft.type)
        if key not in self.session.first_status:
            ref = self.pair.issues[draft.target.name]
            fetched = self.session.patiently(lambda: draft.target.tracker.fetch([ref.id]))
            born = fetched.issues.get(ref.id)
            self.session.first_status[key] = str(born.fields.get("status")) if born else None
        return self.session.first_status[key] == transition.status

    # -------------------------------------------------------------------- recording

    def _record(self, draft: Draft) -> None:
        """One transaction: bases, echo, conflicts, the message gone, the pair in order again."""
        echo, fields = self._echo(draft)
        with self.session.store.transaction() as records:
            target = records.side_state(self.pair.id, draft.target.name)
            source = records.side_state(self.pair.id, draft.source.name)
            target = replace(
                target,
                base={**target.base, **draft.decision.bases},
                version=draft.applier.version if draft.decision.operations else target.version,
                received=dict(draft.message.replica),
            )
            source = replace(
                source, base=_conceding(draft, source, self.session.issue_of(self.pair, draft.source.name))
            )
            if echo is not None:
                source = replace(source, base=bases_after_echo(echo, source.base, fields))
                target = state_after_echo(echo, target)
                if echo.after.data and any(
                    m.source == draft.target.name for m in records.messages(self.pair.id)
                ):
                    put_message(records, self.session, self.pair.id, draft.target.name, "", echo.after)
            for copy in draft.decision.dropped:
                records.remove_copy(copy)
            for conflict in draft.decision.conflicts:
                records.add_conflict(conflict)
            records.put_side_state(self.pair.id, draft.target.name, target)
            records.put_side_state(self.pair.id, draft.source.name, source)
            records.remove_message(self.pair.id, draft.message.number)
            self.pair = active(self.pair)
            records.put_pair(self.pair)

    def _echo(self, draft: Draft) -> tuple[Echo | None, Mapping[str, Canonical]]:
        """What the write means for the way back, and what the next message will meet on the target."""
        source_issue = self.session.issue_of(self.pair, draft.source.name)
        fields = source_issue.fields if source_issue else {}
        written = written_fields(draft.decision.operations)
        if not written and draft.creation is None:
            return None, fields
        before = (
            draft.issue.payload
            if draft.issue
            else newborn_payload(draft.creation, self._ref(draft))
            if draft.creation
            else {}
        )
        after = payload_after(before, written)
        documents = draft.issue.documents if draft.issue else ()
        kept = tuple(d for d in documents if d.origin not in written)
        if draft.issue is not None:
            values = {**draft.issue.fields, **_values(draft)}
            self.session.amend(draft.target.name, draft.issue, after, values)
        echo = echo_of(
            draft.target,
            draft.source,
            (before, documents),
            (after, (*kept, *draft.message.documents)),
            source_issue,
            draft.copies,
            written,
            self.answers,
        )
        return echo, fields

    def _ref(self, draft: Draft) -> IssueRef:
        return self.pair.issues[draft.target.name]


def _values(draft: Draft) -> dict[str, Canonical]:
    """Canonical values of the fields that the decision wrote."""
    bases = draft.decision.bases
    return {name: bases[name].applied for name in written_fields(draft.decision.operations) if name in bases}


def _conceding(draft: Draft, source: SideState, issue: Issue | None) -> dict[str, object]:
    """Conflicts that the target won: the source's base gives way, so the value flows back unopposed."""
    bases = dict(source.base)
    if issue is not None:
        for conflict in draft.decision.conflicts:
            if conflict.winner == "ours":
                bases[conflict.field] = conceded(bases.get(conflict.field), issue.fields.get(conflict.field))
    return bases  # type: ignore[return-value]


def _parent(asked: Asked) -> str | None:
    parent = asked.fields.get("parentId")
    return None if parent is None or parent.value in (None, "") else str(parent.value)


def _parked(target: Side, diagnostic: Diagnostic) -> Diagnostic:
    return replace(
        diagnostic,
        help=f"it waits for an issue that {target.name} does not have yet; "
        "the next run tries again once that one is created",
    )


def _summed(problems: tuple[Diagnostic, ...]) -> Diagnostic:
    first = problems[0]
    more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
    return replace(first, message=first.message + more)


class _meaning:
    """Turns a tracker's error inside the block into what it means for this pair."""

    def __init__(self, side: Side) -> None:
        self._side = side

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, TrackerError):
            raise of_tracker(error, self._side.name) from error
