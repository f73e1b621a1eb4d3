"""Recording wired up: an issue and its twin from their trackers, previous replica and id maps from the state.

Reads only: nothing is written to a tracker, and what the state would learn is thrown away.
"""

from __future__ import annotations

import re
import time
from collections.abc import Collection, Mapping
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
from syncscript.engine.answering import Answers
from syncscript.engine.asking import with_origins
from syncscript.engine.merge import merge_field
from syncscript.engine.session import Session
from syncscript.model import Diagnostic, DiagnosticError, Issue, Json, Question

if TYPE_CHECKING:
    from syncscript.cases.observing import Observed

KEY = re.compile(r"[A-Za-z][A-Za-z0-9_]*-[0-9]+")


def record_issue(
    project: Project,
    environment: Mapping[str, str],
    key: str,
    connection: str | None,
    side: str | None,
    keep: Collection[str],
) -> tuple[str, Observed]:
    """The text of a case file about an issue, and what the rules do with it.

    DiagnosticError K15x when the issue, or who it belongs to, cannot be told.
    """
    if not KEY.fullmatch(key):
        raise told("K152", f"{key} is no key of an issue", "name it as the tracker shows it: BLUE-12")
    only = [connection] if connection else []
    with opened(project, environment, only, looked_at_state) as ready, ready.store.rehearsal() as store:
        chosen, here = whose(ready.connections, key, side)
        session = Session(chosen, store, clock, ignore, lambda: False, time.sleep)
        pair = pair_of(store, chosen, here, key)
        found = found_of(session, here, pair, key)
        answers = Answers(session)

        def ask(name: str, question: Question) -> Json:
            return answers.of(chosen.side(name), pair)(question)

        stand_ins = StandIns(frozenset(keep))
        if HOSTS not in keep:
            for name in chosen_hosts(project, chosen):
                stand_ins.meet_host(name)
        return recorded(found, shelf_of(root=project.root), merge_field, ask, stand_ins)


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
        received = records.side_state(pair.id, other.name).received
    twin = pair.issues.get(other.name)
    their = read(session, other, twin.id) if twin else None
    return Found(
        connection.name, side.name, key, with_origins(issue.payload, copies, side.name),
        with_origins(their.payload, copies, other.name) if their else None, received,
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
