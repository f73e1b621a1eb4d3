"""One run of a connection: claim, poll, collect, decide, apply, chunk by chunk.

Knows the order of a pass. How pairs are worked on, what is told and what becomes of removals stands in
dispatching.py, telling.py and removing.py.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from syncscript.engine.asking.answering import Answers
from syncscript.engine.changes.collecting import collect
from syncscript.engine.changes.polling import poll
from syncscript.engine.changes.sweeping import sweep
from syncscript.engine.changes.working import Work, chunks, to_read, work_of
from syncscript.engine.effects.recovering import recover_creates
from syncscript.engine.failing import rules_digest, stopping_all
from syncscript.engine.passes.dispatching import Dispatch, Planned
from syncscript.engine.passes.removing import may_remove
from syncscript.engine.passes.summing_up import summed_up
from syncscript.engine.passes.telling import Told
from syncscript.engine.report import RunSummary
from syncscript.engine.session import Session
from syncscript.engine.takeover.claiming import claim
from syncscript.engine.takeover.seen_later import claim_seen


@dataclass
class Run:
    """One pass over a connection. only: ids of the pairs to work on; expected: what a saved plan says.

    looks_back: False where writes are only pretended.
    """

    session: Session
    allow_removals: bool
    only: Sequence[str] | None = None
    expected: Planned | None = None
    looks_back: bool = True
    answers: Answers = field(init=False)
    told: Told = field(init=False)
    dispatch: Dispatch = field(init=False)

    def __post_init__(self) -> None:
        rules = rules_digest(self.session.connection)
        self.answers, self.told = Answers(self.session), Told()
        self.dispatch = Dispatch(self.session, self.answers, rules, self.told, self.expected)

    def go(self) -> RunSummary:
        return summed_up(self.session, self.told, self._pass, self.looks_back)

    def _pass(self) -> None:
        claim(self.session)
        self._poll()
        claim_seen(self.session)
        works = work_of(self.session, self.dispatch.rules, self.only)
        for number, chunk in enumerate(chunks(works)):
            self.session.tell("sync", number * len(chunk), len(works))
            self._chunk(chunk)
        self._wake_parked()
        self.session.tell("sync", len(works), len(works))
        self._remove()
        self.told.add_standing(self.session)

    def _poll(self) -> None:
        for number, side in enumerate(self.session.connection.sides):
            self.session.heed_stop()
            self.session.tell("poll", number, len(self.session.connection.sides))
            with stopping_all(side):
                poll(self.session, side)
                sweep(self.session, side)
                recover_creates(self.session, side)

    def _chunk(self, chunk: Sequence[Work]) -> None:
        """Read, collect, apply; then what had to wait until a lost answer was found again."""
        sides = self.session.connection.sides
        self._read({s.name: to_read(chunk, s.name) for s in sides})
        collect(self.session, self.answers, [e for w in chunk for e in w.events if e.side not in w.recovers])
        self._read_twins([w.id for w in chunk])
        self.dispatch.drain([w.id for w in chunk])
        recovered = [w for w in chunk if w.recovers and self._is_recovered(w)]
        if recovered:
            collect(
                self.session, self.answers, [e for w in recovered for e in w.events if e.side in w.recovers]
            )
            self.dispatch.drain([w.id for w in recovered])
        self.session.forget(
            [(s.name, i) for s in self.session.connection.sides for w in chunk for i in w.ids(s.name)]
        )

    def _wake_parked(self) -> None:
        """Pairs that waited for another one's issue are tried again while that brings any of them on."""
        dispatch = self.dispatch
        while dispatch.parked:
            tried, dispatch.parked = dispatch.parked, set()
            self.told.tries_again(tried)
            self._read_twins(sorted(tried))
            dispatch.drain(sorted(tried))
            if dispatch.parked >= tried:
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
            with stopping_all(side):
                self.session.read(side, wanted[side.name])

    def _remove(self) -> None:
        set_aside = list(self.dispatch.set_aside.values())
        if not set_aside or not may_remove(self.session, self.told, set_aside, self.allow_removals):
            return
        self._read_twins([drain.pair.id for drain, _ in set_aside])
        for drain, _ in set_aside:
            self.dispatch.finish_removals(drain)
