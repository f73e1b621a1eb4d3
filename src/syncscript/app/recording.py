"""Recording wired up: an issue and its twin from their trackers, previous replica and id maps from the state.

Reads only: nothing is written to a tracker, and what the state would learn is thrown away.
"""

from __future__ import annotations

import re
import time
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from syncscript.app.clock import clock
from syncscript.app.opening import opened
from syncscript.app.states import looked_at_state
from syncscript.app.testing import shelf_of
from syncscript.cases.recorded import Found, recorded
from syncscript.cases.stand_ins import HOSTS, StandIns
from syncscript.config import Project
from syncscript.contracts import Pair, Rejected, Store
from syncscript.engine import Connection, Side, ignore
from syncscript.engine.asking.answering import Answers
from syncscript.engine.asking.asked import with_origins
from syncscript.engine.merging.merge import merge_field
from syncscript.engine.session import Session
from syncscript.model import Diagnostic, DiagnosticError, Issue, Json, Question

if TYPE_CHECKING:
    from syncscript.cases.crossing import Ask
    from syncscript.cases.observing import Observed
    from syncscript.cases.shelf import Shelf

KEY = re.compile(r"[A-Za-z][A-Za-z0-9_]*-[0-9]+")


@dataclass(frozen=True, slots=True)
class Wanted:
    """The issue that a case is to be about. connection, side: where its key does not tell; keep: kinds of
    what is not replaced."""

    key: str
    connection: str | None = None
    side: str | None = None
    keep: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Look:
    """An issue that was found, who answers its rules, and the stand-ins that are to be used."""

    found: Found
    other: str
    shelf: Shelf
    ask: Ask
    stand_ins: StandIns


def record_issue(
    project: Project, environment: Mapping[str, str], wanted: Wanted
) -> tuple[str, Observed]:
    """The text of a two-sided case file about an issue, and what the rules do with it.

    DiagnosticError K15x when the issue, or who it belongs to, cannot be told.
    """
    with looked_at(project, environment, wanted) as look:
        return recorded(look.found, look.shelf, merge_field, look.ask, look.stand_ins)


@contextmanager
def looked_at(project: Project, environment: Mapping[str, str], wanted: Wanted) -> Iterator[Look]:
    key = wanted.key
    if not KEY.fullmatch(key):
        raise told("K152", f"{key} is no key of an issue", "name it as the tracker shows it: BLUE-12")
    only = [wanted.connection] if wanted.connection else []
    with opened(project, environment, only, looked_at_state) as ready, ready.store.rehearsal() as store:
        chosen, here = whose(ready.connections, key, wanted.side)
        session = Session(chosen, store, clock, ignore, lambda: False, time.sleep)
        pair = pair_of(store, chosen, here, key)
        found = found_of(session, here, pair, key)
        answers = Answers(session)

        def ask(name: str, question: Question) -> Json:
            return answers.of(chosen.side(name), pair)(question)

        stand_ins = StandIns(frozenset(wanted.keep))
        if HOSTS not in wanted.keep:
            for name in chosen_hosts(project, chosen):
                stand_ins.meet_host(name)
        other = chosen.other(here.name).name
        yield Look(found, other, shelf_of(root=project.root), ask, stand_ins)


def told(code: str, message: str, help: str) -> DiagnosticError:
    return DiagnosticError(Diagnostic(code, message, None, help))


def whose(connections: Collection[Connection], key: str, side: str | None) -> tuple[Connection, Side]:
    """The connection and side of an issue: by the side's name, else by the project that its key names."""
    prefix = key.rpartition("-")[0].casefold()
    found = [
        (connection, one)
        for connection in connections
        for one in connection.sides
        if (one.name == side if side is not None else one.project.casefold() == prefix)
    ]
    if len(found) == 1:
        return found[0]
    known = ", ".join(f"{c.name}: {s.name}" for c in connections for s in c.sides)
    if not found:
        raise told("K153", f"no side of a connection holds {key}", f"say --side; there are {known}")
    raise told("K153", f"several sides may hold {key}", f"say --connection and --side; there are {known}")


def pair_of(store: Store, connection: Connection, side: Side, key: str) -> Pair | None:
    with store.transaction() as records:
        return next(
            (
                pair
                for pair in records.find_pairs(key)
                if pair.connection == connection.name
                and side.name in pair.issues
                and pair.issues[side.name].key.casefold() == key.casefold()
            ),
            None,
        )


def found_of(session: Session, side: Side, pair: Pair | None, key: str) -> Found:
    """The issue, its twin, and what the state remembers of them."""
    connection = session.connection
    other = connection.other(side.name)
    issue = read(session, side, id_of(session, side, key))
    if pair is None:
        return Found(connection.name, side.name, key, issue.payload)
    with session.store.transaction() as records:
        copies = records.copies([pair.id]).get(pair.id, [])
        worked_on, received = (
            records.side_state(pair.id, one.name).received for one in (other, side)
        )
    twin = pair.issues.get(other.name)
    their = read(session, other, twin.id) if twin else None
    return Found(
        connection.name, side.name, key, with_origins(issue.payload, copies, side.name),
        with_origins(their.payload, copies, other.name) if their else None, worked_on, received,
    )  # fmt: skip


def id_of(session: Session, side: Side, key: str) -> str:
    """K154 also where the tracker refuses to look for a key that it does not know."""
    project = key.rpartition("-")[0]
    try:
        heads = session.patiently(lambda: side.tracker.changes(project, None, f"key = {key}"))
    except Rejected:
        heads = []
    for head in heads:
        if head.ref.key.casefold() == key.casefold():
            return head.ref.id
    raise told("K154", f"{side.name} has no issue {key}, or does not show it", "was it moved or deleted?")


def read(session: Session, side: Side, issue_id: str) -> Issue:
    session.read(side, [issue_id])
    issue = session.issues.get((side.name, issue_id))
    if issue is None:
        raise told("K154", f"{side.name} does not show the issue with id {issue_id}", "look at permissions")
    return issue


def chosen_hosts(project: Project, connection: Connection) -> list[str]:
    from urllib.parse import urlsplit

    urls = [project.settings.instances[side.name].url for side in connection.sides
            if side.name in project.settings.instances]  # fmt: skip
    return [host for url in urls if (host := urlsplit(url).hostname) and host not in ("127.0.0.1", "::1")]
