"""Who answers rules that are replayed: saved answers, those that the state kept, or the trackers.

A tracker that is not asked is stood for by what the state remembers of it, however old. Refuses to reach any
network by itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import cast

from syncscript.app.connecting import tracker_of
from syncscript.cases.replaying import Ask, KeptMessage
from syncscript.config import Project
from syncscript.contracts import Store, Tracker, TrackerError
from syncscript.engine.asking.answering import Answers
from syncscript.engine.session import Session
from syncscript.model import Json, Question

EVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass
class Given:
    """answers: those that were given, by side and question; missed: what nobody could answer, each time."""

    answers: dict[str, dict[str, Json]] = field(default_factory=dict)
    missed: list[str] = field(default_factory=list)

    @property
    def unanswered(self) -> list[str]:
        """What nobody could answer, each once."""
        return list(dict.fromkeys(self.missed))


class NotKept(Exception):
    """The state has no answer to this question, however old."""


@dataclass(frozen=True, slots=True)
class Memory:
    """In place of a tracker that is not asked: answers what the state kept, however old that is."""

    name: str
    store: Store
    address: str
    clock_offset: timedelta = timedelta(0)

    def answer(self, question: Question) -> Json:
        with self.store.transaction() as records:
            kept, answer = records.known_answer(self.name, question.key, EVER)
        if not kept:
            raise NotKept
        return answer

    def url_of(self, key: str) -> str:
        return f"{self.address}/browse/{key}"


def trackers_for(
    project: Project, environment: Mapping[str, str], name: str, live: bool, store: Store
) -> dict[str, Tracker]:
    settings = project.settings.connections[name]
    made: dict[str, Tracker] = {}
    for side_name, side in zip(settings.side_names, settings.sides, strict=True):
        if live:
            made[side.instance] = tracker_of(project, side.instance, environment)
        else:
            url = project.settings.instances[side.instance].url
            made[side.instance] = cast(Tracker, Memory(side_name, store, url))
    return made


def answerer(session: Session, message: KeptMessage, live: bool, given: Given, side: str) -> Ask:
    """Answers a side's questions: as they were saved, else from state or tracker; null where nobody can."""
    saved = (message.answers or {}).get(side) if message.answers is not None else None
    with session.store.transaction() as records:
        pair = records.pair(message.pair)
    here = session.connection.side(side)
    if not live:
        here = replace(here, read=None)
    ask = Answers(session).of(here, pair)

    def answer(question: Question) -> Json:
        if saved is not None and question.key in saved:
            return saved[question.key]
        if message.answers is not None:
            given.missed.append(f"{side}: {question.key}")
            return None
        try:
            told = ask(question)
        except (TrackerError, NotKept):
            given.missed.append(f"{side}: {question.key}")
            return None
        given.answers.setdefault(side, {})[question.key] = told
        return told

    return answer
