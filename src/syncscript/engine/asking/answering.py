"""Answers to rules' questions: from the pairs, from answers kept before, and only then from the tracker.

Knows which questions are about the sync itself. Everything else is the tracker's to answer.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta

from syncscript.contracts import CreateForm, Pair, Rejected
from syncscript.engine.connection import Side
from syncscript.engine.session import Session
from syncscript.model import IssueRef, Json, Question

FRESH = timedelta(hours=1)
"""How long an answer of a tracker is good for later runs. A miss is asked again by the next run."""

TWIN_QUESTIONS = {
    "getLocalIssueKeyFromRemoteId",
    "getLocalIssueFromRemoteUrn",
    "getLocalKeyFromRemoteId",
    "getLocalIssueFromRemoteId",
    "isUnderSync",
}

RENDERED = {"getHtmlField", "getHtmlComments"}
"""Questions about texts, whose answers are never kept."""
OF_A_PROJECT = {"getVersion", "getComponent"}


@dataclass
class Answers:
    """One run's memory of answers, by instance. `absent_twins` collects remote ids nobody is paired with."""

    session: Session
    _known: dict[tuple[str, str], Json] = field(default_factory=dict)
    _asked: set[tuple[str, str]] = field(default_factory=set)
    _guard: threading.RLock = field(default_factory=threading.RLock)

    def of(
        self, side: Side, pair: Pair | None, absent_twins: set[str] | None = None
    ) -> Callable[[Question], Json]:
        """The answerer for one evaluation of `side`'s rules on `pair`."""

        def answer(question: Question) -> Json:
            if question.method in TWIN_QUESTIONS:
                return self._twin(side, question, absent_twins)
            if question.method in ("getTrackerUrl", "getRemoteTrackerUrl", "getRemoteIssueUrl"):
                return self._address(side, pair, question)
            if question.method in ("getExalateUrl", "getRemoteExalateUrl"):
                return None
            if question.helper == "httpClient":
                return self._read(side, question)
            if question.method in RENDERED:
                return self.session.patiently(lambda: side.tracker.answer(question))
            return self._ask(side, _placed(question, side))

        return answer

    def _read(self, side: Side, question: Question) -> Json:
        """A GET of a rule: of the tracker for a path, else of another host. Kept in this run only."""
        key, address = (side.name, question.key), str(question.arguments[0])
        with self._guard:
            if key in self._known:
                return self._known[key]
        read = side.read
        if address.startswith("/"):
            answer = self.session.patiently(lambda: side.tracker.answer(question))
        elif read is None:
            raise Rejected(f"nobody reads {address} for rules", help="list the host with its side")
        else:
            answer = self.session.patiently(lambda: read(address))
        with self._guard:
            self._known[key] = answer
        return answer

    def _twin(self, side: Side, question: Question, absent: set[str] | None) -> Json:
        remote_id = str(question.arguments[0]) if question.arguments else ""
        other = self.session.connection.other(side.name)
        ref = self._twin_of(side, other, question.method, remote_id)
        if ref is None and absent is not None and remote_id not in ("", "None"):
            absent.add(remote_id)
        if question.method == "isUnderSync":
            return ref is not None
        return {"id": ref.id, "key": ref.key, "urn": ref.key, "URN": ref.key} if ref else None

    def _twin_of(self, side: Side, other: Side, method: str, asked: str) -> IssueRef | None:
        """This side's issue of the pair that holds a remote id, a remote key or a local key."""
        name = self.session.connection.name
        with self.session.store.transaction() as records:
            if method in ("isUnderSync", "getLocalIssueFromRemoteUrn"):
                held = side if method == "isUnderSync" else other
                refs = [
                    (p, p.issues.get(held.name)) for p in records.find_pairs(asked) if p.connection == name
                ]
                pairs = [p for p, ref in refs if ref and ref.key.casefold() == asked.casefold()]
                pair = pairs[0] if pairs else None
            else:
                pair = records.pairs_of(name, other.name, [asked]).get(asked)
        return pair.issues.get(side.name) if pair else None

    def _address(self, side: Side, pair: Pair | None, question: Question) -> Json:
        remote = self.session.connection.other(side.name)
        if question.method == "getRemoteIssueUrl":
            ref = pair.issues.get(remote.name) if pair else None
            return remote.tracker.url_of(ref.key) if ref else None
        tracker = (side if question.method == "getTrackerUrl" else remote).tracker
        return tracker.url_of("").removesuffix("/browse/").rstrip("/")

    def forms(self, side: Side) -> Callable[[str, str, bool], CreateForm]:
        """What a new issue of a project and type must be like; `anew`: as the tracker says in this run."""

        def form(project: str, type: str, anew: bool) -> CreateForm:
            key = f"a new {type} in {project}"
            with self._guard:
                if anew and (side.name, key) not in self._asked:
                    self._known.pop((side.name, key), None)
            told = self._remembered(
                side, key, lambda: side.tracker.create_form(project, type).as_data(), only_now=anew
            )
            return CreateForm.from_data(told)

        return form

    def _ask(self, side: Side, question: Question) -> Json:
        return self._remembered(side, question.key, lambda: side.tracker.answer(question))

    def _remembered(self, side: Side, asked: str, ask: Callable[[], Json], only_now: bool = False) -> Json:
        """An answer of this run, else one that an earlier run kept (unless `only_now`), else a new one."""
        key = (side.name, asked)
        with self._guard:
            if key in self._known:
                return self._known[key]
        now = self.session.now()
        kept, answer = False, None
        if not only_now:
            with self.session.store.transaction() as records:
                kept, answer = records.known_answer(side.name, asked, now - FRESH)
        if not kept:
            answer = self.session.patiently(ask)
            self._asked.add(key)
            if answer is not None:
                with self.session.store.transaction() as records:
                    records.keep_answer(side.name, asked, answer, now)
        with self._guard:
            self._known[key] = answer
        return answer


def _placed(question: Question, side: Side) -> Question:
    """A question about a project that names none is about the side's own."""
    if question.method not in OF_A_PROJECT or len(question.arguments) != 1:
        return question
    return replace(question, arguments=(*question.arguments, side.project))
