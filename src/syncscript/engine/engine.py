"""The engine of one connection: `plan` and `run`.

A plan is a run against a copy of the state with trackers whose writes are only pretended, so the two
cannot differ. Knows nothing of files, locks and exit codes.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from syncscript.contracts import Store
from syncscript.engine.changes.recognising import demand_known_state
from syncscript.engine.connection import Connection, Policy, Side
from syncscript.engine.failing import ConnectionStops
from syncscript.engine.passes.rehearsing import RehearsedTracker
from syncscript.engine.passes.running import Run
from syncscript.engine.report import ConnectionPlan, Listener, RunSummary, ignore
from syncscript.engine.resync.resending import Resending
from syncscript.engine.resync.resync_choice import Resync
from syncscript.engine.saving import plan_as_data
from syncscript.engine.session import Session, Stopped
from syncscript.model import Json


def _utc_now() -> datetime:
    return datetime.now(UTC)


class PlanIsStale(Exception):
    """A saved plan no longer says what a run would do. `differences` are lines for a person."""

    def __init__(self, differences: tuple[str, ...]) -> None:
        super().__init__("\n".join(differences))
        self.differences = differences


class Engine:
    """Plans and runs one connection on a store. The caller holds the store's lock during `run`."""

    def __init__(
        self,
        connection: Connection,
        store: Store,
        *,
        now: Callable[[], datetime] = _utc_now,
        listen: Listener = ignore,
        stop: Callable[[], bool] = lambda: False,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._connection, self._store = connection, store
        self._now, self._listen, self._stop, self._sleep = now, listen, stop, sleep

    def plan(self) -> ConnectionPlan:
        """What a run would write now. Reads the trackers; writes neither to them nor to the state."""
        return self._rehearse(lambda session: Run(session, False, looks_back=False).go())

    def plan_resync(self, wanted: Resync) -> ConnectionPlan:
        """What `resync` would write now, in the same way."""
        return self._rehearse(lambda session: Resending(session, wanted, looks_back=False).go())

    def _rehearse(self, go: Callable[[Session], RunSummary]) -> ConnectionPlan:
        with self._store.rehearsal() as store:
            rehearsed = replace(
                self._connection,
                sides=(_rehearsed(self._connection.sides[0]), _rehearsed(self._connection.sides[1])),
                policy=_one_by_one(self._connection.policy),
            )
            session = self._session(rehearsed, store)
            summary = self._unknown_state(session) or go(session)
        standing = (*summary.failed, *summary.waiting)
        notices = tuple(session.notices)
        return ConnectionPlan(summary.connection, summary.pairs, summary.problems, standing, notices)

    def run(
        self,
        *,
        allow_removals: bool = False,
        expected: ConnectionPlan | None = None,
        pairs: Sequence[str] | None = None,
    ) -> RunSummary:
        """Do it. With `expected`, PlanIsStale before any write unless a fresh plan says the same."""
        planned = self._demand(expected) if expected is not None else None
        started = self._now()
        session = self._session(self._connection, self._store)
        summary = self._unknown_state(session) or Run(session, allow_removals, pairs, planned).go()
        with self._store.transaction() as records:
            records.note_run(self._connection.name, started, _as_noted(summary))
        return summary

    def resync(self, wanted: Resync) -> RunSummary:
        """Send chosen fields of pairs that were taken over again. What is done stays done: the next call goes
        on from there."""
        session = self._session(self._connection, self._store)
        return self._unknown_state(session) or Resending(session, wanted).go()

    def _unknown_state(self, session: Session) -> RunSummary | None:
        """StateError when a lost state is about to begin anew; a summary when a tracker cannot tell."""
        try:
            demand_known_state(session)
        except ConnectionStops as stops:
            return RunSummary(self._connection.name, problems=(stops.diagnostic,))
        except Stopped:
            return RunSummary(self._connection.name, interrupted=True)
        return None

    def _demand(self, expected: ConnectionPlan) -> dict[tuple[str, str], object]:
        """The planned operations by pair and source; the run that follows does no others."""
        differences = _differences(plan_as_data(expected), plan_as_data(self.plan()))
        if differences:
            raise PlanIsStale(differences)
        return {key: pair["operations"] for key, pair in _by_pair(plan_as_data(expected)).items()}

    def _session(self, connection: Connection, store: Store) -> Session:
        return Session(connection, store, self._now, self._listen, self._stop, self._sleep)


def _as_noted(summary: RunSummary) -> dict[str, Json]:
    """What is remembered of a connection's last run, for who asks how it stands."""
    return {"writes": dict(summary.writes), "problems": [found.as_data() for found in summary.problems]}


def _rehearsed(side: Side) -> Side:
    return replace(side, tracker=RehearsedTracker(side.tracker), write=lambda *call: None)


def _one_by_one(policy: Policy) -> Policy:
    """Plans come out in the same order every time."""
    return replace(policy, workers=1)


def _differences(saved: dict[str, object], fresh: dict[str, object]) -> tuple[str, ...]:
    before, after = _by_pair(saved), _by_pair(fresh)
    lines = [f"{_title(before[k])}: no longer to be done" for k in before if k not in after]
    lines += [f"{_title(after[k])}: not in the saved plan" for k in after if k not in before]
    lines += [
        f"{_title(after[k])}: planned otherwise now" for k in after if k in before and before[k] != after[k]
    ]
    return tuple(lines)


def _by_pair(plan: dict[str, object]) -> dict[tuple[str, str], dict[str, object]]:
    pairs: list[dict[str, object]] = plan["pairs"]  # type: ignore[assignment]
    return {(str(p["pair"]), str(p["source"])): p for p in pairs if p["operations"]}


def _title(pair: dict[str, object]) -> str:
    source: dict[str, str] = pair["source_issue"]  # type: ignore[assignment]
    return f"{pair['source']} {source['key']} -> {pair['target']}"
