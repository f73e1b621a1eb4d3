"""One run of a connection: poll, collect, decide, apply, chunk by chunk.

Isolates pairs from each other: whatever happens to one is written down on that pair. Only an instance
that cannot answer at all stops the connection, with everything still queued.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from threading import Lock

from syncscript.contracts import Conflict, Pair, TrackerError, Unavailable
from syncscript.engine.answering import Answers
from syncscript.engine.collecting import collect
from syncscript.engine.drafting import Draft
from syncscript.engine.draining import PairDrain
from syncscript.engine.failing import (
    PARKED,
    ConnectionStops,
    PairFails,
    PairWaits,
    failed,
    of_tracker,
    rules_digest,
    waiting,
)
from syncscript.engine.polling import poll
from syncscript.engine.recovering import recover_creates
from syncscript.engine.report import PairFailure, PairPlan, RunSummary
from syncscript.engine.saving import pair_as_data
from syncscript.engine.session import Session, Stopped
from syncscript.engine.sweeping import sweep
from syncscript.engine.working import Work, chunks, work_of
from syncscript.model import Diagnostic

STRIKES = 5
"""So many pairs in a row without a usable answer mean that the instance is down."""


@dataclass
class Run:
    """One pass over a connection. `results` gathers what the summary tells."""

    session: Session
    allow_removals: bool
    only: Sequence[str] | None = None
    expected: Mapping[tuple[str, str], object] | None = None
    answers: Answers = field(init=False)
    rules: str = field(init=False)
    plans: list[PairPlan] = field(default_factory=list)
    writes: dict[str, int] = field(default_factory=dict)
    failures: list[PairFailure] = field(default_factory=list)
    waits: list[PairFailure] = field(default_factory=list)
    held: list[PairFailure] = field(default_factory=list)
    problems: list[Diagnostic] = field(default_factory=list)
    set_aside: list[tuple[PairDrain, Draft]] = field(default_factory=list)
    parked: set[str] = field(default_factory=set)
    strikes: int = 0
    _guard: Lock = field(default_factory=Lock)
    interrupted: bool = False

    def __post_init__(self) -> None:
        self.answers = Answers(self.session)
        self.rules = rules_digest(self.session.connection)

    # -------------------------------------------------------------------- the pass

    def go(self) -> RunSummary:
        try:
            self._poll()
            works = work_of(self.session, self.rules, self.only)
            for number, chunk in enumerate(chunks(works)):
                self.session.tell("sync", number * len(chunk), len(works))
                self._chunk(chunk)
            self._wake_parked()
            self.session.tell("sync", len(works), len(works))
            self._remove()
            self._list_standing()
        except Stopped:
            self.interrupted = True
        except ConnectionStops as stops:
            self.problems.append(stops.diagnostic)
        return self._summary()

    def _poll(self) -> None:
        for number, side in enumerate(self.session.connection.sides):
            self.session.heed_stop()
            self.session.tell("poll", number, len(self.session.connection.sides))
            with self._whole_connection(side.name):
                poll(self.session, side)
                sweep(self.session, side)
                recover_creates(self.session, side)

    def _chunk(self, chunk: Sequence[Work]) -> None:
        """Read, collect, apply; then what had to wait until a lost answer was found again."""
        sides = self.session.connection.sides
        self._read({s.name: [e.issue.id for w in chunk for e in w.events if e.side == s.name] for s in sides})
        collect(self.session, self.answers, [e for w in chunk for e in w.events if e.side not in w.recovers])
        self._read_twins([w.id for w in chunk])
        self._drain([w.id for w in chunk])
        recovered = [w for w in chunk if w.recovers and self._is_recovered(w)]
        if recovered:
            collect(
                self.session, self.answers, [e for w in recovered for e in w.events if e.side in w.recovers]
            )
            self._drain([w.id for w in recovered])
        self.session.forget(
            [(s.name, i) for s in self.session.connection.sides for w in chunk for i in w.ids(s.name)]
        )

    def _wake_parked(self) -> None:
        """Pairs that waited for another one's issue are tried again while that brings any of them on."""
        while self.parked:
            tried, self.parked = self.parked, set()
            self.waits = [w for w in self.waits if w.pair not in tried]
            self._read_twins(sorted(tried))
            self._drain(sorted(tried))
            if self.parked >= tried:
                return

    def _is_recovered(self, work: Work) -> bool:
        with self.session.store.transaction() as records:
            return not records.open_intents(work.id)

    def _read_twins(self, ids: Sequence[str]) -> None:
        """Both issues of each pair that has something to send. After our own writes most have nothing."""
        with self.session.store.transaction() as records:
            pairs = [p for i in ids if records.messages(i) and (p := records.pair(i)) is not None]
        sides = self.session.connection.sides
        self._read({s.name: [p.issues[s.name].id for p in pairs if s.name in p.issues] for s in sides})

    def _read(self, wanted: Mapping[str, Sequence[str]]) -> None:
        """Side name -> ids; what this run has read already is not read again."""
        for side in self.session.connection.sides:
            with self._whole_connection(side.name):
                self.session.read(side, wanted[side.name])

    # -------------------------------------------------------------------- draining

    def _drain(self, ids: Iterable[str]) -> None:
        """Creations one after another, in order; what is left of every pair side by side."""
        with self.session.store.transaction() as records:
            pairs = [p for p in (records.pair(i) for i in ids) if p is not None]
        started: list[tuple[PairDrain, Draft]] = []
        rest: list[PairDrain] = []
        for drain in (PairDrain(self.session, self.answers, pair) for pair in pairs):
            if len(drain.pair.issues) == 2:
                rest.append(drain)
                continue
            try:
                draft = self._guarded(drain, lambda d=drain: self._begin(d))  # type: ignore[misc]
            finally:
                self._gather(drain)
            if draft is not None:
                started.append((drain, draft))
        workers = self.session.connection.policy.workers
        with ThreadPoolExecutor(workers, thread_name_prefix="pair") as pool:
            futures = [pool.submit(self._finish, drain, draft) for drain, draft in started]
            futures += [pool.submit(self._finish, drain, None) for drain in rest]
            errors = [f.exception() for f in futures]
        self._raise_first(errors)

    def _begin(self, drain: PairDrain) -> Draft | None:
        draft = self._next(drain)
        if draft is not None:
            drain.create(draft)
        return draft

    def _next(self, drain: PairDrain) -> Draft | None:
        """The pair's next message, unless a saved plan is to be done and says otherwise."""
        draft = drain.decide()
        if draft is None or self.expected is None or not draft.plan.operations:
            return draft
        planned = self.expected.get((draft.plan.pair, draft.plan.source))
        return draft if planned == pair_as_data(draft.plan)["operations"] else None

    def _finish(self, drain: PairDrain, draft: Draft | None) -> None:
        try:
            self._guarded(drain, lambda: self._finish_all(drain, draft))
        finally:
            self._gather(drain)

    def _finish_all(self, drain: PairDrain, draft: Draft | None) -> None:
        draft = draft or self._next(drain)
        while draft is not None:
            if draft.removals:
                self.set_aside.append((drain, draft))
                return
            drain.finish(draft)
            draft = self._next(drain)

    def _guarded(self, drain: PairDrain, act: Callable[[], Draft | None]) -> Draft | None:
        """Do something for one pair; write down on the pair whatever stops it."""
        try:
            draft = act()
        except PairFails as error:
            self._mark(failed(drain.pair, error.diagnostic, self.rules), self.failures, error.diagnostic)
        except PairWaits as waits:
            if waits.state == PARKED:
                self.parked.add(drain.pair.id)
            self._mark(
                waiting(drain.pair, waits, self.session.connection.policy, self.session.now()),
                self.waits,
                waits.diagnostic,
            )
            self._count_strike(waits)
        else:
            self.strikes = 0
            return draft
        return None

    def _mark(self, pair: Pair, told: list[PairFailure], diagnostic: Diagnostic) -> None:
        with self.session.store.transaction() as records:
            current = records.pair(pair.id)
            records.put_pair(pair if current is None else _with_issues(pair, current))
        told.append(self._failure(pair, diagnostic))

    def _count_strike(self, waits: PairWaits) -> None:
        """A tracker that gives no usable answer to one pair after another is not asked further."""
        if isinstance(waits.__cause__, Unavailable):
            with self._guard:
                self.strikes += 1
            if self.strikes >= STRIKES:
                raise ConnectionStops(waits.diagnostic)

    def _gather(self, drain: PairDrain) -> None:
        """Whatever became of the pair: what it wrote is told."""
        with self._guard:
            self.plans += drain.done
            for kind, count in drain.writes.items():
                self.writes[kind] = self.writes.get(kind, 0) + count
        drain.done, drain.writes = [], {}

    def _raise_first(self, errors: Iterable[BaseException | None]) -> None:
        """A fault of the program before a stop of the connection before a person's wish to stop."""
        raised = [e for e in errors if e is not None]
        for kind in (ConnectionStops, Stopped):
            others = [e for e in raised if not isinstance(e, ConnectionStops | Stopped)]
            for error in others or [e for e in raised if isinstance(e, kind)]:
                raise error

    # -------------------------------------------------------------------- removals

    def _remove(self) -> None:
        """Pairs with removals come last, when it is known which share of all copies they would take."""
        if not self.set_aside:
            return
        if not self.set_aside:
            return
        removals = sum(draft.removals for _, draft in self.set_aside)
        with self.session.store.transaction() as records:
            copies = records.count_copies(self.session.connection.name)
        if removals > self._allowed(copies) and not self.allow_removals:
            self._hold(removals, copies)
            return
        self._read_twins([drain.pair.id for drain, _ in self.set_aside])
        for drain, _ in self.set_aside:
            try:
                self._guarded(drain, lambda d=drain: self._remove_one(d))  # type: ignore[misc]
            finally:
                self._gather(drain)

    def _allowed(self, copies: int) -> float:
        """How many removals need no asking: the policy's share of all copies, and one in any case but 0."""
        share = self.session.connection.policy.removals
        return max(1.0, copies * share) if share else 0.0

    def _remove_one(self, drain: PairDrain) -> None:
        """Decided afresh: the issues were put away since, and may have changed."""
        draft = self._next(drain)
        while draft is not None:
            drain.finish(draft)
            draft = self._next(drain)

    def _hold(self, removals: int, copies: int) -> None:
        diagnostic = Diagnostic(
            "E451",
            f"this run would remove {removals} of the {copies} comments and attachments that the sync made",
            help="look at `syncscript plan`; if that is meant, run again with --allow-removals",
        )
        for drain, draft in self.set_aside:
            self.plans.append(_held(draft.plan))
            self.held.append(self._failure(drain.pair, diagnostic))

    # -------------------------------------------------------------------- telling

    def _list_standing(self) -> None:
        """Pairs that stood still before this run and were not tried by it."""
        told = {f.pair for f in (*self.failures, *self.waits, *self.held)}
        with self.session.store.transaction() as records:
            for pair in records.troubled(self.session.connection.name):
                if pair.id not in told and pair.problem is not None:
                    where = self.failures if pair.state == "failed" else self.waits
                    where.append(self._failure(pair, pair.problem))

    def _failure(self, pair: Pair, diagnostic: Diagnostic) -> PairFailure:
        return PairFailure(pair.id, {side: ref.key for side, ref in pair.issues.items()}, diagnostic)

    def _summary(self) -> RunSummary:
        conflicts: list[Conflict] = [c for p in self.plans for c in p.conflicts]
        notices = tuple(dict.fromkeys(n for p in self.plans for n in p.notices))
        changed = len({p.pair for p in self.plans if p.operations and not p.held})
        return RunSummary(
            self.session.connection.name,
            dict(self.writes),
            changed,
            tuple(self.failures),
            tuple(self.waits),
            tuple(self.held),
            tuple(conflicts),
            notices,
            tuple(self.problems),
            tuple(self.plans),
            self.interrupted,
        )

    def _whole_connection(self, side: str) -> _Stopping:
        return _Stopping(side)


def _with_issues(pair: Pair, current: Pair) -> Pair:
    """The pair as marked, with issues that a half-done message has brought meanwhile."""
    return replace(pair, issues={**pair.issues, **current.issues})


def _held(plan: PairPlan) -> PairPlan:
    return replace(plan, held=True)


class _Stopping:
    """A tracker's error in a read for many pairs stops the connection; nothing is concluded from it."""

    def __init__(self, side: str) -> None:
        self._side = side

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, TrackerError):
            meaning = of_tracker(error, self._side)
            raise ConnectionStops(getattr(meaning, "diagnostic", error.diagnostic)) from error
