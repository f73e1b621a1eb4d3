"""The one place that wires everything: a project becomes an open state, trackers, rules and connections.

Knows which room is asked for what. Refuses to decide anything about issues (engine) and to print
anything (command line).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TypeVar

from syncscript.config import ConnectionSettings, PolicySettings, Project, SideSettings
from syncscript.contracts import Pair, StateError, StateHeld, Store, Tracker
from syncscript.engine import Connection, ConnectionPlan, Engine, Policy, RunSummary, Side, Trigger
from syncscript.engine.report import Listener, ignore
from syncscript.language import MappingRules, Rule, compile_mapping, compile_rule
from syncscript.model import Diagnostic, DiagnosticError, IssueHead
from syncscript.store import open_store
from syncscript.trackers import open_tracker

T = TypeVar("T")
Clock = Callable[[], datetime]


def clock() -> datetime:
    """The time of this machine, for whoever starts a run."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Watch:
    """How a run is followed and ended from outside: the time, who listens, and when to stop."""

    now: Clock
    listen: Listener = ignore
    stop: Callable[[], bool] = lambda: False


@dataclass(frozen=True, slots=True)
class OpenProject:
    """A project ready to work: its state is open, its rules are compiled. Connections in file order.

    warnings: what the compiler noticed in the rules without refusing them.
    """

    project: Project
    store: Store
    connections: tuple[Connection, ...]
    warnings: tuple[Diagnostic, ...] = ()

    def engine(self, connection: Connection, watch: Watch) -> Engine:
        return Engine(connection, self.store, now=watch.now, listen=watch.listen, stop=watch.stop)


# ---------------------------------------------------------------------------- opening


@contextmanager
def opened_state(project: Project, *, create: bool = True) -> Iterator[Store]:
    """The project's state, closed at the end of the block. DiagnosticError when its path is of no use."""
    try:
        store = open_store(project.state_path, create=create)
    except StateHeld:
        raise
    except StateError as error:
        if not error.trusted:
            raise
        raise DiagnosticError(replace(error.diagnostic, span=project.place("state"))) from error
    try:
        yield store
    finally:
        store.close()


@contextmanager
def opened(
    project: Project, environment: Mapping[str, str], only: Sequence[str] = ()
) -> Iterator[OpenProject]:
    """The project, ready to plan or run; `only` names the wanted connections (none: all).

    DiagnosticError carries every mistake in rules and secrets at once.
    """
    wanted = chosen_connections(project, only)
    mistakes: list[Diagnostic] = []
    rules = {
        name: _collect(mistakes, partial(_rules_of, project, settings)) for name, settings in wanted.items()
    }
    trackers = {
        name: _collect(mistakes, partial(_tracker, project, name, environment))
        for name in _instances_of(wanted)
    }
    if mistakes:
        raise DiagnosticError(*dict.fromkeys(mistakes))
    ready = {name: tracker for name, tracker in trackers.items() if tracker}
    connections = tuple(
        _connection(name, wanted[name], compiled, ready) for name, compiled in rules.items() if compiled
    )
    warnings = dict.fromkeys(w for sides in rules.values() for side in sides or () for w in side.warnings)
    with opened_state(project) as store:
        yield OpenProject(project, store, connections, tuple(warnings))


def chosen_connections(project: Project, only: Sequence[str]) -> dict[str, ConnectionSettings]:
    """The wanted connections by name; all when none is named. DiagnosticError for unknown names."""
    known = project.settings.connections
    unknown = [name for name in only if name not in known]
    if unknown:
        raise DiagnosticError(
            *(
                Diagnostic("C140", f"there is no connection {name}", help=f"known here: {', '.join(known)}")
                for name in unknown
            )
        )
    return {name: settings for name, settings in known.items() if not only or name in only}


def _collect(mistakes: list[Diagnostic], make: Callable[[], T]) -> T | None:
    try:
        return make()
    except DiagnosticError as error:
        mistakes += error.diagnostics
        return None


def _instances_of(connections: Mapping[str, ConnectionSettings]) -> list[str]:
    return list(dict.fromkeys(side.instance for settings in connections.values() for side in settings.sides))


# ---------------------------------------------------------------------------- rules


@dataclass(frozen=True, slots=True)
class SideRules:
    """What one side runs, and what the compiler noticed in it."""

    outgoing: Rule
    incoming: Rule
    noticed: tuple[Diagnostic, ...] = ()

    @property
    def warnings(self) -> tuple[Diagnostic, ...]:
        return (*self.noticed, *self.outgoing.warnings, *self.incoming.warnings)


def _rules_of(project: Project, settings: ConnectionSettings) -> tuple[SideRules, SideRules]:
    """The compiled rules of the left and the right side."""
    if settings.mapping:
        return _mapping_rules(project, settings.mapping, settings.side_names)
    mistakes: list[Diagnostic] = []
    found = [
        _collect(mistakes, partial(_rule, project, file, kind))
        for side in settings.sides
        for file, kind in ((side.outgoing or "", "outgoing"), (side.incoming or "", "incoming"))
    ]
    if mistakes:
        raise DiagnosticError(*mistakes)
    rules = [rule for rule in found if rule]
    return SideRules(rules[0], rules[1]), SideRules(rules[2], rules[3])


def _rule(project: Project, file: str, kind: str) -> Rule:
    return compile_rule(project.rule_text(file), kind=kind, name=file)


def _mapping_rules(project: Project, file: str, names: tuple[str, str]) -> tuple[SideRules, SideRules]:
    mapping: MappingRules = compile_mapping(project.rule_text(file), name=file, sides=names)
    left, right = (
        SideRules(mapping.outgoing[name], mapping.incoming[name], mapping.warnings) for name in names
    )
    return left, right


# ---------------------------------------------------------------------------- trackers and connections


def _tracker(project: Project, name: str, environment: Mapping[str, str]) -> Tracker:
    settings = project.settings.instances[name]
    known = {
        "name": name,
        "url": settings.url,
        "secret": project.secret_of(name, environment),
        "email": settings.email,
        "username": settings.username,
        "ca_file": str(project.root / settings.ca_file) if settings.ca_file else None,
        "timeout": settings.timeout,
    }
    return open_tracker(settings.tracker, known)


def _connection(
    name: str,
    settings: ConnectionSettings,
    rules: tuple[SideRules, SideRules],
    trackers: Mapping[str, Tracker],
) -> Connection:
    left, right = (
        _side(side_name, side, side_rules, settings, trackers[side.instance])
        for side_name, side, side_rules in zip(settings.side_names, settings.sides, rules, strict=True)
    )
    return Connection(name, (left, right), _policy(settings.policies))


def _side(
    name: str, side: SideSettings, rules: SideRules, settings: ConnectionSettings, tracker: Tracker
) -> Side:
    triggers = tuple(Trigger(t.query, t.active, t.notes) for t in settings.triggers if t.side == name)
    return Side(name, tracker, side.project, rules.outgoing, rules.incoming, triggers)


def _policy(settings: PolicySettings) -> Policy:
    return Policy(
        settings.conflicts,
        settings.removals,
        timedelta(seconds=settings.doubt_seconds),
        timedelta(minutes=settings.overlap_minutes),
        settings.workers,
    )


# ---------------------------------------------------------------------------- working


def plan_connections(project: OpenProject, watch: Watch, owner: str) -> list[ConnectionPlan]:
    """What a run would write now, connection by connection. Writes nothing; StateHeld when a run goes on."""
    with project.store.lock(owner):
        return [project.engine(connection, watch).plan() for connection in project.connections]


def run_connections(
    project: OpenProject,
    watch: Watch,
    owner: str,
    *,
    allow_removals: bool = False,
    expected: Mapping[str, ConnectionPlan] | None = None,
) -> Iterator[RunSummary]:
    """Run each connection under the lock; a summary as soon as its connection is done.

    `expected` holds a saved plan by connection: PlanIsStale before the first write of a connection
    whose fresh plan differs. After a stop no further connection is begun.
    """
    with project.store.lock(owner):
        project.store.check()
        for connection in project.connections:
            if watch.stop():
                return
            planned = expected[connection.name] if expected is not None else None
            yield project.engine(connection, watch).run(allow_removals=allow_removals, expected=planned)


def retry_pairs(store: Store, key: str, owner: str, now: datetime) -> list[Pair]:
    """Let every pair that holds this issue key be tried by the next run; the pairs that will be.

    Both issues of a failed pair are looked at afresh. A doubtful pair stays doubtful: what was in
    flight is looked for before anything is sent again.
    """
    with store.lock(owner), store.transaction() as records:
        pairs = records.find_pairs(key)
        for pair in pairs:
            records.put_pair(replace(pair, attempts=0, not_before=None, rules=""))
            for side, ref in pair.issues.items() if pair.state == "failed" else ():
                records.add_event(
                    pair.connection, side, IssueHead(ref, f"retry {now.isoformat()}", now), None
                )
    return pairs


def unsync_pairs(store: Store, key: str, owner: str) -> list[Pair]:
    """End every pair that holds this issue key; the pairs that ended.

    They are kept as stopped: forgotten, the next trigger would pair the issue again and double its twin.
    """
    with store.lock(owner), store.transaction() as records:
        pairs = records.find_pairs(key)
        for pair in pairs:
            for message in records.messages(pair.id):
                records.remove_message(pair.id, message.number)
            records.put_pair(replace(pair, state="stopped", problem=None, attempts=0, not_before=None))
    return pairs
