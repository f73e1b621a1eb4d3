"""What a run has to tell in the end, gathered while it goes on: writes done, pairs that stand still and why.

Used from several threads. Knows nothing of how a pair is worked on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from threading import Lock

from syncscript.contracts import Conflict, Pair
from syncscript.engine.report import PairFailure, PairPlan, RunSummary
from syncscript.engine.session import Session
from syncscript.model import Diagnostic


@dataclass
class Told:
    """Gathered by one run of one connection; `summary` makes a value of it."""

    plans: list[PairPlan] = field(default_factory=list)
    writes: dict[str, int] = field(default_factory=dict)
    failures: list[PairFailure] = field(default_factory=list)
    waits: list[PairFailure] = field(default_factory=list)
    held: list[PairFailure] = field(default_factory=list)
    overwritten: list[Conflict] = field(default_factory=list)
    problems: list[Diagnostic] = field(default_factory=list)
    notices: list[Diagnostic] = field(default_factory=list)
    interrupted: bool = False
    _guard: Lock = field(default_factory=Lock)

    def done(self, plans: Sequence[PairPlan], writes: Mapping[str, int]) -> None:
        """What was written for a pair, whatever became of it afterwards."""
        with self._guard:
            self.plans += plans
            for kind, count in writes.items():
                self.writes[kind] = self.writes.get(kind, 0) + count

    def fails(self, pair: Pair, diagnostic: Diagnostic) -> None:
        self.failures.append(_standing(pair, diagnostic))

    def waits_on(self, pair: Pair, diagnostic: Diagnostic) -> None:
        self.waits.append(_standing(pair, diagnostic))

    def holds(self, pair: Pair, plan: PairPlan, diagnostic: Diagnostic) -> None:
        """A pair whose plan waits for a person's word."""
        self.plans.append(replace(plan, held=True))
        self.held.append(_standing(pair, diagnostic))

    def tries_again(self, pairs: set[str]) -> None:
        """These pairs are tried once more: that they waited is no news yet."""
        self.waits = [w for w in self.waits if w.pair not in pairs]

    def add_standing(self, session: Session) -> None:
        """Pairs that stood still before this run and were not tried by it."""
        told = {f.pair for f in (*self.failures, *self.waits, *self.held)}
        with session.store.transaction() as records:
            standing = records.troubled(session.connection.name)
        for pair in standing:
            if pair.id not in told and pair.problem is not None:
                tell = self.fails if pair.state == "failed" else self.waits_on
                tell(pair, pair.problem)

    def summary(self, connection: str) -> RunSummary:
        return RunSummary(
            connection,
            dict(self.writes),
            len({p.pair for p in self.plans if p.operations and not p.held}),
            tuple(self.failures),
            tuple(self.waits),
            tuple(self.held),
            (*(c for p in self.plans for c in p.conflicts), *self.overwritten),
            tuple(dict.fromkeys((*self.notices, *(n for p in self.plans for n in p.notices)))),
            tuple(self.problems),
            tuple(self.plans),
            self.interrupted,
        )


def _standing(pair: Pair, diagnostic: Diagnostic) -> PairFailure:
    return PairFailure(pair.id, {side: ref.key for side, ref in pair.issues.items()}, diagnostic)
