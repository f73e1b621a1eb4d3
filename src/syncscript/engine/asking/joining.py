"""Joining an issue that exists: a rule names it at the first sync, by its id or key, and none is created.

`join_of` reads the wish from a run; `joined` looks the issue up. Refuses issues that are not there or are in
another pair, and decides nothing about fields.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from syncscript.contracts import Copy, Pair
from syncscript.engine.asking.wanting import LISTS
from syncscript.engine.connection import Side
from syncscript.engine.failing import PairFails
from syncscript.engine.session import Session
from syncscript.language import Outcome
from syncscript.model import Diagnostic, Issue, Provenance, Severity, Span

NOT_THERE = "E412"
TAKEN = "E413"
JOINED = "E471"
KINDS = {"COMMENT": "comment", "ATTACHMENT": "attachment", "WORKLOG": "work"}
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,99}")


@dataclass(frozen=True, slots=True)
class Twin:
    """A comment, attachment or work log on this side that the rule knows as the copy of one on the other."""

    kind: str
    here: str
    there: str


@dataclass(frozen=True, slots=True)
class Join:
    """name: id or key of the issue; ends: the rule returned with that, and asks for nothing else."""

    name: str
    ends: bool
    twins: tuple[Twin, ...] = ()
    by: Provenance | None = None


def join_of(outcome: Outcome) -> Join | None:
    """Whom a first sync joins; None when it creates, or does nothing."""
    step: Mapping[str, Any] = next((o for o in outcome.operations if o.get("operation") == "pair"), {})
    writes = {name: outcome.writes[name] for name in ("id", "key") if name in outcome.writes}
    told = [w.value for w in writes.values()] or [step.get("id"), step.get("key")]
    name = next((str(value) for value in told if value not in (None, "")), "")
    if not name:
        return None
    twins = tuple(twin for trace in step.get("traces") or () if (twin := _twin(trace)))
    by = next((w.by for w in writes.values()), None)
    return Join(name, outcome.returned, twins, by)


def _twin(trace: Mapping[str, Any]) -> Twin | None:
    kind, here, there = KINDS.get(str(trace.get("type"))), trace.get("localId"), trace.get("remoteId")
    return Twin(kind, str(here), str(there)) if kind and here and there else None


def joined(session: Session, pair: Pair, target: Side, join: Join) -> tuple[Pair, Issue, tuple[Copy, ...]]:
    """The pair with that issue, the issue, and its comments that are copies already. PairFails."""
    issue = _named(session, target, join.name)
    if issue is None:
        raise _fails(join, NOT_THERE, f"{target.name}: there is no issue {join.name[:80]} to join",
                     "correct what the rule looks up, or let the account browse the project")  # fmt: skip
    connection = session.connection
    with session.store.transaction() as records:
        owner = records.pairs_of(connection.name, target.name, [issue.ref.id]).get(issue.ref.id)
    if owner is not None and owner.id != pair.id:
        other = owner.issues.get(connection.other(target.name).name)
        whose = f"is in step with {other.key}" if other else "comes under sync by itself"
        raise _fails(join, TAKEN, f"{target.name}: {issue.ref.key} {whose}, and cannot be joined too",
                     "correct what the rule looks up, or end that pair with `syncscript unsync`")  # fmt: skip
    copies = tuple(
        Copy(pair.id, target.name, twin.kind, twin.there, twin.here, "", "")
        for twin in join.twins if twin.here in _ids(issue, twin.kind)
    )  # fmt: skip
    return replace(pair, issues={**pair.issues, target.name: issue.ref}), issue, copies


def told_of(pair: Pair, source: Side, target: Side) -> Diagnostic:
    """What a plan and a run say of it."""
    ours, theirs = pair.issues[source.name].key, pair.issues[target.name].key
    return Diagnostic(JOINED, f"{ours} joins {theirs} of {target.name}, which was there",
                      severity=Severity.NOTE, help="nothing to do")  # fmt: skip


def _named(session: Session, target: Side, name: str) -> Issue | None:
    """The issue of this id or key, read and kept under its id."""
    if not NAME.fullmatch(name):
        return None
    session.read(target, [name])
    issue = session.issues.get((target.name, name))
    if issue is not None:
        session.issues[target.name, issue.ref.id] = issue
    return issue


def _ids(issue: Issue, kind: str) -> set[str]:
    return {str(entry.get("id")) for entry in issue.payload.get(LISTS[kind]) or []}


def _fails(join: Join, code: str, message: str, help: str) -> PairFails:
    by = join.by
    place = Span(by.file, by.line, by.column, by.line, by.column + 1) if by else None
    return PairFails(Diagnostic(code, message, place, help))
