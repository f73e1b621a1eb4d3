"""Chosen fields of pairs that were taken over, sent again although nothing changed: a pass over a connection.

Pairs in the natural order of their keys, a few at once, each for itself; each direction of a pair is
committed when it is done, so that a pass which died goes on behind it. A pair that cannot be done is written
down with the reason, and nothing else is different for it: the next run keeps it in step as ever.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from threading import Lock

from syncscript.contracts import Pair, TakenProgress
from syncscript.contracts.resync import AGAIN, IGNORED, Resent, resent, with_resent
from syncscript.engine.asking.answering import Answers
from syncscript.engine.changes.working import CHUNK
from syncscript.engine.failing import PairFails, PairWaits, meaning_of, stopping_all
from syncscript.engine.passes.dispatching import raise_first
from syncscript.engine.passes.draining import PairDrain
from syncscript.engine.passes.striking import Strikes
from syncscript.engine.passes.summing_up import summed_up
from syncscript.engine.passes.telling import Told
from syncscript.engine.report import RunSummary
from syncscript.engine.resync.resent import Way, resent_draft
from syncscript.engine.resync.resync_choice import Resync, chosen_pairs, meant_by
from syncscript.engine.session import Session
from syncscript.engine.takeover.claiming import claim
from syncscript.engine.takeover.ignoring import is_deaf
from syncscript.model import Diagnostic, Severity

BEHIND = "E490"
NOT_ASKED = "E492"


@dataclass
class Resending:
    """looks_back: False where writes are only pretended."""

    session: Session
    wanted: Resync
    looks_back: bool = True
    told: Told = field(default_factory=Told)
    answers: Answers = field(init=False)
    _asked: set[str] = field(default_factory=set)
    _total: int = 0
    _begun: int = 0
    _strikes: Strikes = field(default_factory=Strikes)
    _guard: Lock = field(default_factory=Lock)

    def __post_init__(self) -> None:
        self.answers = Answers(self.session)

    def go(self) -> RunSummary:
        return summed_up(self.session, self.told, self._pass, self.looks_back)

    def _pass(self) -> None:
        claim(self.session)
        chosen = chosen_pairs(self.session, self.wanted)
        workers = self.session.connection.policy.workers
        self._total = len(chosen)
        for start in range(0, len(chosen), CHUNK):
            chunk = chosen[start : start + CHUNK]
            pairs = self._read(chunk)
            with ThreadPoolExecutor(workers, thread_name_prefix="pair") as pool:
                futures = [pool.submit(self._one, taken, pairs[taken.pair]) for taken in chunk]
                raise_first(future.exception() for future in futures)
            self.session.forget([(s, ref.id) for p in pairs.values() for s, ref in p.issues.items()])
        self.session.tell("resync", len(chosen), len(chosen))
        if self.told.plans:
            self._tell_of_slips()

    def _tell_step(self) -> None:
        with self._guard:
            self._begun += 1
            self.session.tell("resync", self._begun - 1, self._total)

    def _tell_of_slips(self) -> None:
        """A field that no rule asks for is more likely written wrong than meant."""
        for name in sorted(self.wanted.fields - self._asked - {"resolution"}):
            told = f"no rule asked for {name} in any pair; nothing of it was sent"
            help = "see the names of fields in `syncscript plan`, and do it --again with the right one"
            self.told.notices.append(Diagnostic(NOT_ASKED, told, help=help, severity=Severity.WARNING))

    def _read(self, chunk: Sequence[TakenProgress]) -> dict[str, Pair]:
        """The chunk's pairs by id, with both issues of each read."""
        with self.session.store.transaction() as records:
            pairs = {taken.pair: pair for taken in chunk if (pair := records.pair(taken.pair)) is not None}
        for side in self.session.connection.sides:
            with stopping_all(side):
                whole = [pair for pair in pairs.values() if side.name in pair.issues]
                self.session.read(side, [pair.issues[side.name].id for pair in whole])
        return pairs

    # -------------------------------------------------------------------- one pair

    def _one(self, taken: TakenProgress, pair: Pair) -> None:
        """All that is left of one pair; whatever stops it is written down and told."""
        self.session.heed_stop()
        self._tell_step()
        progress = _Progress(self.session, taken)
        source = self.wanted.sources[0]
        anew = any(progress.of(side).state == AGAIN for side in self.wanted.sources)
        try:
            self._demand_free(pair)
            for source in self.wanted.sources:
                if not progress.of(source).has_sent(self.wanted.fields):
                    pair = self._gone_through(pair, progress, source)
            self._note_twins(pair, progress, anew)
        except PairFails as error:
            progress.keep(source, progress.of(source).failed(self.wanted.fields, error.diagnostic))
            self.told.fails(pair, error.diagnostic)
        except PairWaits as waits:
            self.told.waits_on(pair, waits.diagnostic)
            self._strikes.count(waits)
        else:
            self._strikes.clear()

    def _demand_free(self, pair: Pair) -> None:
        """PairFails where something of the pair is to be done first: messages keep order."""
        with self.session.store.transaction() as records:
            is_behind = bool(records.messages(pair.id) or records.open_intents(pair.id))
        if not is_behind and pair.state == "active":
            return
        why = f": {pair.problem.message}" if pair.problem is not None else ""
        raise PairFails(Diagnostic(
            BEHIND,
            f"{_shown(pair)} has something else to be done first{why}",
            help="see `syncscript status`; when that is done: `syncscript backbone resync --retry-failed`",
        ))  # fmt: skip

    def _gone_through(self, pair: Pair, progress: _Progress, source: str) -> Pair:
        """One direction, and that it is done. The pair as it is then."""
        there, known = self.session.connection.side(source), progress.of(source)
        target, fields = self.session.connection.other(source), self.wanted.fields
        with self.session.store.transaction() as records:
            states = {target.name: records.side_state(pair.id, target.name)}
        if is_deaf(states, target):
            progress.keep(source, known.done(fields, IGNORED))
            return pair
        way = Way(there, target, fields, -1 - known.rounds, len(self.wanted.sources) > 1)
        drain = PairDrain(self.session, self.answers, pair)
        try:
            draft = resent_draft(self.session, self.answers, pair, way)
            if draft is not None:
                drain.pair = draft.pair
                drain.finish(draft)
                self._asked |= {meant_by(name, fields) for name in draft.asked.fields}
        finally:
            self.told.done(drain.done, drain.writes)
        progress.keep(source, known.done(fields))
        return drain.pair

    def _note_twins(self, pair: Pair, progress: _Progress, anew: bool) -> None:
        """Each issue keeps the key of its twin, so that a search tells how many pairs are done.

        anew: whether it was noted before or not."""
        for side in self.session.connection.sides:
            known, other = progress.of(side.name), self.session.connection.other(side.name)
            key = pair.issues[other.name].key
            if known.noted == key and not anew:
                continue
            self.session.heed_stop()
            ref, tracker = pair.issues[side.name], side.tracker
            with meaning_of(side):
                self.session.patiently(lambda to=tracker, at=ref, told=key: to.note_twin(at, told))  # type: ignore[misc]
            progress.keep(side.name, replace(known, noted=key))
            self.told.done((), {"note": 1})


@dataclass
class _Progress:
    """How one pair stands; each step is committed by itself."""

    session: Session
    taken: TakenProgress

    def of(self, side: str) -> Resent:
        return resent(self.taken.resync, side)

    def keep(self, side: str, now: Resent) -> None:
        self.taken = with_resent(self.taken, side, now)
        with self.session.store.transaction() as records:
            records.mark_resent([self.taken])


def _shown(pair: Pair) -> str:
    return " = ".join(f"{side} {ref.key}" for side, ref in pair.issues.items()) or "the pair"
