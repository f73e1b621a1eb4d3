"""A project made ready to plan or run: rules compiled, trackers and state open.

Knows the order: everything that can be wrong without touching anything is told first, all at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial

from syncscript.app.choosing import chosen_connections
from syncscript.app.connecting import connection_of, tracker_of
from syncscript.app.rules import collected, rules_of
from syncscript.app.states import opened_state
from syncscript.app.watching import Watch
from syncscript.config import ConnectionSettings, Project
from syncscript.contracts import Store
from syncscript.engine import Connection, Engine
from syncscript.model import Diagnostic, DiagnosticError

StateOf = Callable[[Project], AbstractContextManager[Store]]


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


@contextmanager
def opened(
    project: Project,
    environment: Mapping[str, str],
    only: Sequence[str] = (),
    state: StateOf = opened_state,
) -> Iterator[OpenProject]:
    """The project, ready to plan or run; `only` names the wanted connections (none: all).

    `state` opens the state: `looked_at_state` for who writes nothing. DiagnosticError carries every
    mistake in rules and secrets at once.
    """
    connections, warnings = _made_connections(project, environment, only)
    with state(project) as store:
        yield OpenProject(project, store, connections, warnings)


def _made_connections(
    project: Project, environment: Mapping[str, str], only: Sequence[str]
) -> tuple[tuple[Connection, ...], tuple[Diagnostic, ...]]:
    wanted = chosen_connections(project, only)
    mistakes: list[Diagnostic] = []
    rules = {
        name: collected(mistakes, partial(rules_of, project, settings)) for name, settings in wanted.items()
    }
    trackers = {
        name: collected(mistakes, partial(tracker_of, project, name, environment))
        for name in _instances_of(wanted)
    }
    if mistakes:
        raise DiagnosticError(*dict.fromkeys(mistakes))
    ready = {name: tracker for name, tracker in trackers.items() if tracker}
    connections = tuple(
        connection_of(project, name, compiled, ready) for name, compiled in rules.items() if compiled
    )
    warnings = dict.fromkeys(w for sides in rules.values() for side in sides or () for w in side.warnings)
    return connections, tuple(warnings)


def _instances_of(connections: Mapping[str, ConnectionSettings]) -> list[str]:
    return list(dict.fromkeys(side.instance for settings in connections.values() for side in settings.sides))
