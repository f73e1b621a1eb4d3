"""Bringing other issues of a side under sync, as rules ask for by `syncHelper.exalate(key)`.

An issue that is in a pair already is left alone, so that rules that name each other come to rest. Refuses to
evaluate anything: what is brought waits for the next look at the queue.
"""

from __future__ import annotations

from collections.abc import Iterable

from syncscript.contracts import Records
from syncscript.engine.asking.joining import NAME
from syncscript.engine.connection import Side
from syncscript.engine.session import Session
from syncscript.language import Outcome
from syncscript.model import Diagnostic, IssueHead, Severity

BY = "syncHelper.exalate"
"""What triggered the event, as a query does for others."""
NOT_THERE = "E414"


def keys_of(outcome: Outcome) -> tuple[str, ...]:
    """Keys of the issues that a run of rules asks for."""
    asked = [str(o.get("key")) for o in outcome.operations if o.get("operation") == "exalate"]
    return tuple(dict.fromkeys(asked))


def heads_of(session: Session, side: Side, keys: Iterable[str]) -> list[IssueHead]:
    """Those that are there. One that is not is told, and holds nobody up. Raises TrackerError."""
    heads: list[IssueHead] = []
    for key in keys:
        if NAME.fullmatch(key):
            session.read(side, [key])
        issue = session.issues.get((side.name, key))
        if issue is None:
            session.problems.append(_missing(side, key))
        else:
            heads.append(issue.head)
    return heads


def bring(records: Records, session: Session, side: Side, heads: Iterable[IssueHead]) -> None:
    """An event for each that no pair of the connection has."""
    name, heads = session.connection.name, list(heads)
    paired = records.pairs_of(name, side.name, [head.ref.id for head in heads])
    for head in heads:
        if head.ref.id not in paired:
            records.add_event(name, side.name, head, BY)


def _missing(side: Side, key: str) -> Diagnostic:
    message = f"{side.name}: a rule brings {key[:80]} under sync, and there is no such issue"
    help = "correct the rule, or let the account browse that issue's project"
    return Diagnostic(NOT_THERE, message, severity=Severity.WARNING, help=help)
