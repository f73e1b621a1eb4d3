"""Pairs worked on beside each other, each one for itself: whatever happens to one is written down on it.

Creates come one after another, in order; everything else side by side over a few threads. Only an instance
that gives no usable answer to pair after pair stops the connection, with everything still queued.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace

from syncscript.contracts import Pair
from syncscript.engine.asking.answering import Answers
from syncscript.engine.failing import PARKED, ConnectionStops, PairFails, PairWaits, failed, waiting
from syncscript.engine.passes.drafting import Draft
from syncscript.engine.passes.draining import PairDrain
from syncscript.engine.passes.striking import Strikes
from syncscript.engine.passes.telling import Told
from syncscript.engine.saving import pair_as_data
from syncscript.engine.session import Session, Stopped

Planned = Mapping[tuple[str, str], object]
"""The operations of a saved plan, by pair and source side."""


@dataclass
class Dispatch:
    """Works on pairs for one run.

    set_aside: by id, pairs whose next message removes something, as it was decided last; parked: pairs that
    wait for another pair's issue.
    """

    session: Session
    answers: Answers
    rules: str
    told: Told
    expected: Planned | None = None
    set_aside: dict[str, tuple[PairDrain, Draft]] = field(default_factory=dict)
    parked: set[str] = field(default_factory=set)
    _strikes: Strikes = field(default_factory=Strikes)

    def drain(self, ids: Iterable[str]) -> None:
        """Work on these pairs until their queues are empty or something stops them."""
        with self.session.store.transaction() as records:
            pairs = [p for p in (records.pair(i) for i in ids) if p is not None]
        drains = [PairDrain(self.session, self.answers, pair) for pair in pairs]
        half = [d for d in drains if len(d.pair.issues) < 2]
        whole = [d for d in drains if len(d.pair.issues) == 2]
        started = [(drain, draft) for drain in half if (draft := self._begin(drain)) is not None]
        workers = self.session.connection.policy.workers
        with ThreadPoolExecutor(workers, thread_name_prefix="pair") as pool:
            futures = [pool.submit(self._finish, drain, draft) for drain, draft in started]
            futures += [pool.submit(self._finish, drain, None) for drain in whole]
            errors = [f.exception() for f in futures]
        raise_first(errors)

    def finish_removals(self, drain: PairDrain) -> None:
        """All that this pair's queue asks for, removals too. Decided afresh: issues may have changed."""
        self._guarded(drain, lambda: self._finish_all(drain, self._next(drain)))

    def _begin(self, drain: PairDrain) -> Draft | None:
        """The create alone, of a pair that needs one."""

        def begin() -> Draft | None:
            draft = self._next(drain)
            if draft is not None:
                drain.create(draft)
            return draft

        return self._guarded(drain, begin)

    def _finish(self, drain: PairDrain, draft: Draft | None) -> None:
        self._guarded(drain, lambda: self._finish_harmless(drain, draft or self._next(drain)))

    def _finish_harmless(self, drain: PairDrain, draft: Draft | None) -> None:
        """Up to the first message that removes something; what was set aside before is decided anew."""
        self.set_aside.pop(drain.pair.id, None)
        while draft is not None:
            if draft.removals:
                self.set_aside[drain.pair.id] = (drain, draft)
                return
            drain.finish(draft)
            draft = self._next(drain)

    def _finish_all(self, drain: PairDrain, draft: Draft | None) -> None:
        while draft is not None:
            drain.finish(draft)
            draft = self._next(drain)

    def _next(self, drain: PairDrain) -> Draft | None:
        """The pair's next message, unless a saved plan is to be done and says otherwise."""
        draft = drain.decide()
        if draft is None or self.expected is None or not draft.plan.operations:
            return draft
        planned = self.expected.get((draft.plan.pair, draft.plan.source))
        return draft if planned == pair_as_data(draft.plan)["operations"] else None

    # -------------------------------------------------------------------- isolation

    def _guarded(self, drain: PairDrain, act: Callable[[], Draft | None]) -> Draft | None:
        """Do something for one pair; write down on the pair whatever stops it, and tell what it wrote."""
        try:
            draft = act()
        except PairFails as error:
            self._read_again(drain.pair)
            self._mark(failed(drain.pair, error.diagnostic, self.rules, lacks=error.lacks))
            self.told.fails(drain.pair, error.diagnostic)
        except PairWaits as waits:
            self._read_again(drain.pair)
            self._wait(drain.pair, waits)
        else:
            self._strikes.clear()
            return draft
        finally:
            self.told.done(drain.done, drain.writes)
            drain.done, drain.writes = [], {}
        return None

    def _read_again(self, pair: Pair) -> None:
        """A message that broke off may have written already: what was read of its issues is out of date."""
        self.session.forget([(side, ref.id) for side, ref in pair.issues.items()])

    def _wait(self, pair: Pair, waits: PairWaits) -> None:
        if waits.state == PARKED:
            self.parked.add(pair.id)
        self._mark(waiting(pair, waits, self.session.connection.policy, self.session.now()))
        self.told.waits_on(pair, waits.diagnostic)
        self._strikes.count(waits)

    def _mark(self, pair: Pair) -> None:
        """Keeps an issue that a half-done message has brought meanwhile."""
        with self.session.store.transaction() as records:
            current = records.pair(pair.id)
            known = current.issues if current is not None else {}
            records.put_pair(replace(pair, issues={**pair.issues, **known}))


def raise_first(errors: Iterable[BaseException | None]) -> None:
    """A fault of the program before a stop of the connection before a person's wish to stop."""
    raised = [e for e in errors if e is not None]
    ranks = (ConnectionStops, Stopped)
    raised.sort(key=lambda e: next((n for n, kind in enumerate(ranks, 1) if isinstance(e, kind)), 0))
    if raised:
        raise raised[0]
