"""Replaying wired up: kept messages, the rules before and now, answers from the state alone or from trackers.

Nothing is written to a tracker or to the state.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from syncscript.app.choosing import chosen_connections
from syncscript.app.clock import clock
from syncscript.app.connecting import connection_of
from syncscript.app.kept_answers import Given, answerer, trackers_for
from syncscript.app.kept_messages import kept_messages, seen_live
from syncscript.app.replay_notes import (
    changed_rules,
    counted,
    notes_on_messages,
    notes_on_settings,
    notes_on_strangers,
)
from syncscript.app.rules import SideRules, collected, rules_of
from syncscript.app.rules_before import project_before
from syncscript.app.states import looked_at_state
from syncscript.cases.replaying import Ask, KeptMessage, Replayed, asked_by, replayed, replayed_anew
from syncscript.cases.shelf import RulesOfSide
from syncscript.config import Project
from syncscript.contracts import Store
from syncscript.engine import ignore
from syncscript.engine.session import Session
from syncscript.model import Diagnostic, DiagnosticError

Rules = Mapping[str, RulesOfSide]
FROM_TRACKERS = "--live asks the trackers"
SAVED_LIVE = "messages saved with --live hold it"


@dataclass(frozen=True, slots=True)
class Request:
    """only: names of connections; live: ask the trackers; messages: saved ones in place of the state's;
    saves: the messages will be saved, so that all answers are needed."""

    only: tuple[str, ...] = ()
    saves: bool = False
    base: str = "HEAD"
    base_dir: Path | None = None
    live: bool = False
    messages: Sequence[KeptMessage] | None = None


@dataclass
class Replay:
    """What came of it.

    base: what it is compared with; remedy: how to know more; notes: what was not replayed, or on less than
    there was; given: the answers that were; versions: the rules of a connection, before and now.
    """

    base: str = "HEAD"
    remedy: str = FROM_TRACKERS
    results: list[Replayed] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    given: Given = field(default_factory=Given)
    versions: dict[str, tuple[Rules, Rules]] = field(default_factory=dict)

    @property
    def different(self) -> list[Replayed]:
        return [result for result in self.results if result.is_different]

    def noted(self, run: Callable[[], Replayed]) -> Replayed:
        """The result of a run, with the questions in it that nobody could answer."""
        known = len(self.given.missed)
        result = run()
        result = replace(result, unsure=tuple(dict.fromkeys(self.given.missed[known:])))
        self.results.append(result)
        return result

    @property
    def messages(self) -> int:
        return sum(not result.anew for result in self.results)

    @property
    def ran(self) -> int:
        """Messages that met a rule which changed."""
        return sum(result.ran and not result.anew for result in self.results)

    @property
    def changed_rules(self) -> list[str]:
        """Names of the rules that differ, each once."""
        names = (name for versions in self.versions.values() for name in changed_rules(*versions))
        return list(dict.fromkeys(names))


def replay(project: Project, environment: Mapping[str, str], request: Request) -> Replay:
    """DiagnosticError with the mistakes of rules, of either version."""
    remedy = FROM_TRACKERS if request.messages is None else SAVED_LIVE
    made = Replay(str(request.base_dir or request.base), remedy)
    before_it = project_before(project, request.base, request.base_dir)
    with before_it as earlier, looked_at_state(project) as state:
        wanted = chosen_connections(project, request.only)
        mistakes: list[Diagnostic] = []
        made.notes += notes_on_settings(earlier, project, wanted)
        made.notes += notes_on_strangers(project, request.messages or ())
        for name in wanted:
            if name not in earlier.settings.connections:
                continue
            now, before = (
                collected(mistakes, partial(sides_of, source, name)) for source in (project, earlier)
            )
            if now and before and not mistakes:
                replay_connection(project, environment, request, name, (before, now), state, made)
        if mistakes:
            raise DiagnosticError(*dict.fromkeys(mistakes))
    return made


def sides_of(project: Project, name: str) -> dict[str, SideRules]:
    settings = project.settings.connections[name]
    return dict(zip(settings.side_names, rules_of(project, settings), strict=True))


def replay_connection(
    project: Project, environment: Mapping[str, str], request: Request, name: str,
    versions: tuple[Mapping[str, SideRules], Mapping[str, SideRules]], state: Store, made: Replay,
) -> None:  # fmt: skip
    before, now = (as_rules(sides) for sides in versions)
    if before.keys() != now.keys():
        made.notes.append(f"{name} joins other instances now: its messages are not replayed")
        return
    made.versions[name] = (before, now)
    left, right = versions[1].values()
    with state.rehearsal() as store:
        trackers = trackers_for(project, environment, name, request.live, store)
        connection = connection_of(project, name, (left, right), trackers)
        session = Session(connection, store, clock, ignore, lambda: False, time.sleep)
        messages = messages_for(session, request, made)
        made.notes += notes_on_messages(name, messages, (before, now), made.remedy)
        starting = {each.side for each in project.settings.connections[name].triggers if each.active}
        for message in messages:
            ask = partial(answerer, session, message, request.live, made.given)
            known = made.noted(partial(replayed, message, before, now, ask))
            anew = message.source in starting and not message.first
            if anew:
                made.noted(partial(replayed_anew, known, before, now, ask))
            if request.saves:
                ask_for_saving([message, message.as_first] if anew else [message], (before, now), ask, made)


def ask_for_saving(
    messages: Sequence[KeptMessage], versions: tuple[Rules, Rules], ask: Callable[[str], Ask], made: Replay
) -> None:
    """Has also those rules ask that did not change. What nobody can answer them matters to no result."""
    known = len(made.given.missed)
    for message in messages:
        asked_by(message, versions, ask)
    del made.given.missed[known:]


def as_rules(sides: Mapping[str, SideRules]) -> Rules:
    return {name: RulesOfSide(side.outgoing, side.incoming) for name, side in sides.items()}


def messages_for(session: Session, request: Request, made: Replay) -> list[KeptMessage]:
    connection = session.connection
    if request.messages is not None:
        ours = [m for m in request.messages if m.connection == connection.name]
        names = {side.name for side in connection.sides}
        known = [m for m in ours if {m.source, m.target} == names]
        if len(known) < len(ours):
            others = counted(len(ours) - len(known))
            made.notes.append(f"{connection.name}: {others} among the saved ones name other sides")
        return known
    with session.store.transaction() as records:
        kept = kept_messages(records, connection)
    return list(seen_live(session, kept)) if request.live else kept
