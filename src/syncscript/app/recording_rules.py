"""Recording one rule alone, wired up: its inputs as a run would give them now, and the name of its file.

Reads only, as `recording`. What comes in is what the other side's outgoing rule makes of the twin now.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from syncscript.app.recording import Look, Wanted, looked_at, told
from syncscript.cases.hanging import without_copies
from syncscript.cases.observing import Observed
from syncscript.cases.recorded import case_of
from syncscript.cases.recorded_side import RuleFound, recorded_side
from syncscript.config import Project
from syncscript.language import RuleFailure
from syncscript.model import DiagnosticError, Json


def record_rule(
    project: Project, environment: Mapping[str, str], wanted: Wanted, kind: str, folder: Path
) -> tuple[str, Observed]:
    """The text of a case file about the outgoing or incoming rule of the issue's side, and what it does.

    folder: where the case will be kept, for it names its rule from there. DiagnosticError K155 when nothing
    comes in for the issue.
    """
    with looked_at(project, environment, wanted) as look:
        given = given_outgoing(look) if kind == "outgoing" else given_incoming(look)
        return recorded_side(found_rule(look, kind, given, folder), look.ask, look.stand_ins)


def found_rule(look: Look, kind: str, given: Mapping[str, Json], folder: Path) -> RuleFound:
    found, case = look.found, case_of(look.found, {})
    rules = look.shelf.both(case)[found.origin]
    assert look.shelf.connected is not None
    sides = look.shelf.connected(found.connection, case.document.file)
    file = sides.mapping or sides.files[found.origin][kind]
    rule = rules.outgoing if kind == "outgoing" else rules.incoming
    if any("issueKey" in line for line in rule.excerpts):
        given = {"issueKey": issue_key(found.issue), **given}
    named = os.path.relpath(file, folder).replace(os.sep, "/")
    return RuleFound(found.key, found.origin, rule, named, sides.names if sides.mapping else (), given)


def issue_key(issue: Mapping[str, Json]) -> dict[str, Json]:
    key = issue.get("key")
    return {"key": key, "urn": key, "URN": key}


def given_outgoing(look: Look) -> dict[str, Json]:
    return {"issue": without_copies(look.found.issue), "firstSync": look.found.other is None}


def given_incoming(look: Look) -> dict[str, Json]:
    found = look.found
    if found.other is None:
        help = "record it from the other side once it is in sync, or without --rule"
        raise told("K155", f"{found.key} has no twin yet, so nothing comes in for it", help)
    outgoing = look.shelf.both(case_of(found, {}))[look.other].outgoing
    inputs = {"issueKey": issue_key(found.other), "issue": without_copies(found.other), "firstSync": False}
    try:
        sent = outgoing.run(inputs, answers=partial(look.ask, look.other))
    except RuleFailure as failure:
        raise DiagnosticError(failure.diagnostic) from failure
    if not sent.writes:
        help = "look at that rule, or record the case without --rule"
        raise told("K155", f"{outgoing.name} sends nothing of the twin of {found.key}", help)
    previous = {} if found.received is None else {"previous": found.received}
    return {"issue": dict(found.issue), "replica": sent.replica, **previous, "firstSync": False}
