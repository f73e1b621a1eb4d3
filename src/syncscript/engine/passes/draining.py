"""Draining one pair: its messages strictly in order, each one decided, applied and recorded.

The only code that changes a pair. Touches no other pair.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from syncscript.contracts import FieldBase, Pair, Records, Rejected, SideState, StateError
from syncscript.engine.asking.answering import Answers
from syncscript.engine.asking.asked import Replica
from syncscript.engine.asking.bringing import bring, heads_of
from syncscript.engine.asking.joining import TAKEN
from syncscript.engine.asking.placing import refused_write
from syncscript.engine.changes.collecting import put_message
from syncscript.engine.effects.announcing import SourceGone
from syncscript.engine.effects.applying import apply
from syncscript.engine.effects.receipts import Receipts
from syncscript.engine.failing import PairFails, active, meaning_of
from syncscript.engine.identity import replica_digest
from syncscript.engine.merging.echoing import Echo, bases_after_echo, state_after_echo
from syncscript.engine.merging.ending import outdated
from syncscript.engine.merging.merge import conceded
from syncscript.engine.merging.newborns import first_status
from syncscript.engine.passes.drafting import Draft, next_draft
from syncscript.engine.passes.returning import acquaint, as_it_stands, note_own_write, way_back
from syncscript.engine.report import PairPlan
from syncscript.engine.session import Session
from syncscript.language import RuleFailure
from syncscript.model import (
    CreateIssue,
    Diagnostic,
    Issue,
    IssueHead,
    MakePart,
    Operation,
    Sources,
    Transition,
)

BEFORE = (MakePart, CreateIssue)
"""What is done before all else where an issue is created."""


@dataclass
class PairDrain:
    """One pair's turn in a run. Call `decide`, then `create` where there is a creation, then `finish`."""

    session: Session
    answers: Answers
    pair: Pair
    done: list[PairPlan] = field(default_factory=list)
    writes: dict[str, int] = field(default_factory=dict)
    _receipts: Receipts | None = None

    def decide(self) -> Draft | None:
        """The next message, decided; None when the queue is empty."""
        self._receipts = None
        draft = next_draft(self.session, self.answers, self.pair)
        if draft is not None:
            self.pair = draft.pair
        return draft

    def create(self, draft: Draft) -> None:
        """Do the creation only, so that new issues come in order; the rest may run beside other pairs."""
        if draft.creation is not None:
            with meaning_of(draft.target):
                for operation in draft.decision.operations:
                    if isinstance(operation, BEFORE):
                        self._apply(draft, operation)
                acquaint(self.session, draft, draft.creation, self.pair.issues[draft.target.name])

    def finish(self, draft: Draft) -> None:
        """Do what is left of a decision and record the message as done."""
        self._record_conflicts(draft)
        with meaning_of(draft.target):
            for operation in draft.decision.operations:
                done = draft.creation is not None and isinstance(operation, BEFORE)
                if not done and not self._stands(draft, operation):
                    self._apply(draft, operation)
        self._record(draft)
        self.done.append(draft.plan)

    def _apply(self, draft: Draft, operation: Operation) -> None:
        """An attachment that was deleted on its own side meanwhile is left out; the next message says so."""
        receipts = self._receipts_of(draft)
        try:
            apply(receipts, operation, Sources(draft.message.documents))
        except SourceGone:
            return
        except Rejected as refused:
            told = refused_write(refused, operation, draft.target.name)
            raise PairFails(told, draft.asked.lacks) from refused
        finally:
            self.pair = receipts.pair
        self.writes[operation.kind] = self.writes.get(operation.kind, 0) + 1

    def _receipts_of(self, draft: Draft) -> Receipts:
        if self._receipts is None:
            number, bases = draft.message.number, draft.decision.bases
            self._receipts = Receipts(self.session, draft.target, self.pair, number, bases)
        return self._receipts

    def _stands(self, draft: Draft, operation: Operation) -> bool:
        """Whether a new issue is in that status from its creation."""
        if draft.creation is None or not isinstance(operation, Transition):
            return False
        return first_status(self.session, draft.target, draft.creation) == operation.status

    # -------------------------------------------------------------------- recording

    def _record_conflicts(self, draft: Draft) -> None:
        """Before anything is written: the value that loses is on record even if the run dies after that."""
        if draft.decision.conflicts:
            with self.session.store.transaction() as records:
                for conflict in draft.decision.conflicts:
                    records.add_conflict(conflict)

    def _record(self, draft: Draft) -> None:
        """One transaction: bases, echo, conflicts, the message gone, the pair in order again."""
        source_issue = self.session.issue_of(self.pair, draft.source.name)
        echo = self._way_back(draft, source_issue)
        note_own_write(self.session, self.pair, draft)
        with meaning_of(draft.target):
            brought = heads_of(self.session, draft.target, draft.asked.brings)
        standing = as_it_stands(self.answers, self.pair, draft) if draft.joins and echo is None else None
        with self._recording(draft) as records:
            self._record_sides(records, draft, echo, source_issue)
            if standing is not None:
                self._let_stand(records, draft, standing)
            for copy in draft.decision.dropped:
                records.remove_copy(copy)
            for copy in (*draft.decision.turned_down, *draft.twins):
                records.put_copy(copy)
            records.remove_message(self.pair.id, draft.message.number)
            self.pair = active(self.pair)
            self._follow_up(records, draft)
            bring(records, self.session, draft.target, brought)
            records.put_pair(self.pair)

    @contextmanager
    def _recording(self, draft: Draft) -> Iterator[Records]:
        """Another pair may have joined the same issue at the same time."""
        try:
            with self.session.store.transaction() as records:
                yield records
        except StateError as taken:
            if not draft.joins:
                raise
            told = f"{draft.target.name}: {self.pair.issues[draft.target.name].key} is in another pair by now"
            self.pair = replace(self.pair, issues={draft.source.name: self.pair.issues[draft.source.name]})
            raise PairFails(Diagnostic(TAKEN, told, help="correct what the rule looks up")) from taken

    def _let_stand(self, records: Records, draft: Draft, standing: Replica) -> None:
        """What an issue held when it was joined does not cross until somebody changes it."""
        digest = replica_digest(standing.data, standing.documents)
        state = records.side_state(self.pair.id, draft.target.name)
        known = replace(state, sent=standing.data, sent_hash=digest)
        records.put_side_state(self.pair.id, draft.target.name, known)

    def _way_back(self, draft: Draft, source_issue: Issue | None) -> Echo | None:
        """A target that cannot say what it sends now leaves the message undone: the echo would bounce."""
        try:
            with meaning_of(draft.target):
                return way_back(self.session, self.answers, self.pair, draft, source_issue)
        except RuleFailure as failure:
            raise PairFails(failure.diagnostic) from failure

    def _follow_up(self, records: Records, draft: Draft) -> None:
        """What a rule wanted once its message is done: a message back, or the end of the pair."""
        ref = self.pair.issues.get(draft.target.name)
        if "syncBack" in draft.asked.effects and ref is not None:
            state = records.side_state(self.pair.id, draft.target.name)
            records.put_side_state(self.pair.id, draft.target.name, replace(state, sent_hash=""))
            now = self.session.now()
            head = IssueHead(ref, f"sync back {draft.message.number}", now)
            records.add_event(self.session.connection.name, draft.target.name, head, None)
        if "unsync" in draft.asked.effects:
            self.pair = replace(self.pair, state="stopped")

    def _record_sides(
        self, records: Records, draft: Draft, echo: Echo | None, source_issue: Issue | None
    ) -> None:
        target = records.side_state(self.pair.id, draft.target.name)
        source = records.side_state(self.pair.id, draft.source.name)
        target = replace(
            target,
            base={**target.base, **draft.decision.bases},
            version=self._receipts.version if self._receipts else target.version,
            received=dict(draft.message.replica) if draft.is_whole else target.received,
        )
        settled = self._settled(records, draft)
        source = replace(source, base=_conceding(draft, source, source_issue, settled))
        if echo is not None:
            fields = source_issue.fields if source_issue else {}
            conveyed = source_issue is not None and source_issue.version == draft.message.source_version
            source = replace(source, base=bases_after_echo(echo, source.base, fields, conveyed))
            target = state_after_echo(echo, target)
            self._refresh_return(records, draft, echo)
        records.put_side_state(self.pair.id, draft.target.name, target)
        records.put_side_state(self.pair.id, draft.source.name, source)

    def _settled(self, records: Records, draft: Draft) -> frozenset[str]:
        """Fields whose open conflict at the source a person has ended: both sides hold the same by now."""
        if not draft.decision.agreed and not draft.decision.conflicts:
            return frozenset()
        known = records.conflicts(self.session.connection.name, self.pair.id)
        over = list(outdated(known, draft.decision))
        for conflict in over:
            records.add_conflict(replace(conflict, winner="settled"))
        return draft.decision.agreed & {c.field for c in over if c.side == draft.source.name}

    def _refresh_return(self, records: Records, draft: Draft, echo: Echo) -> None:
        """A message that waits for the way back must show the issue as it is after our write."""
        waits = any(m.source == draft.target.name for m in records.messages(self.pair.id))
        if waits and echo.now.data:
            version = draft.issue.version if draft.issue is not None else ""
            put_message(records, self.session, self.pair.id, draft.target.name, version, echo.now)


def _conceding(
    draft: Draft, source: SideState, issue: Issue | None, settled: frozenset[str]
) -> Mapping[str, FieldBase]:
    """After conflicts that the target won, or a person settled, the source's value no longer resists."""
    if issue is None:
        return source.base
    lost = {conflict.field for conflict in draft.decision.conflicts if conflict.winner == "ours"}
    fields = {name: conceded(source.base.get(name), issue.fields.get(name)) for name in lost | settled}
    return {**source.base, **fields}
