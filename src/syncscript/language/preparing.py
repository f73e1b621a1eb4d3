"""From the inputs of a run to the objects that its rule sees.

Lists that an issue does not have yet are made where the rule reads them, so are the lists of what was added
and removed since the last replica. What a rule may change in place is copied first: inputs stay as they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from syncscript.language.builtins.payload_dates import wake_dates
from syncscript.language.interpreter.changes import Changes
from syncscript.language.interpreter.compiler import Program
from syncscript.language.interpreter.custom_fields import identifier_of
from syncscript.language.interpreter.faults import Fault
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.text import text
from syncscript.model import Json


def prepare(run: Run, inputs: Mapping[str, Json], program: Program) -> Mapping[str, Json]:
    """Give the run its objects; the result is the written object's content before the run."""
    outgoing = run.kind == "outgoing"
    issue: dict[str, Json] = dict(inputs.get("issue") or {})
    replica: dict[str, Json] = {} if outgoing else dict(inputs.get("replica") or {})
    run.previous = inputs.get("previous")
    original: Mapping[str, Json] = {} if outgoing else inputs.get("issue") or {}
    if program.changes.anything:
        run.copied = True
        issue, replica, run.previous = copied(issue), copied(replica), copied(run.previous)
        run.inputs = copied({name: v for name, v in inputs.items() if name not in ("replica", "previous")})
    elif program.changes.bags:
        for root in program.changes.roots:
            open_bags(issue if root == "issue" else replica, program.changes)
    run.filled = filled = fill_lists(issue, program)
    original = {**original, **filled} if filled and not outgoing else original
    run.issue, run.replica = issue, replica
    run.target = replica if outgoing else issue
    run.given = (dict(issue), dict(replica)) if run.copied else given_objects(inputs)
    run.woken = wake_dates(run, program.reads)
    add_deltas(run, program)
    return original


def given_objects(inputs: Mapping[str, Json]) -> tuple[Mapping[str, Json], ...]:
    return inputs.get("issue") or NOTHING, inputs.get("replica") or NOTHING


def open_bags(owner: dict[str, Json], changes: Changes) -> None:
    """Copies of just the bags and custom fields that the rule may change."""
    for bag in changes.bags:
        fields = owner.get(bag)
        if type(fields) is not dict:
            continue
        owner[bag] = {**fields, **copied_entries(fields, changes.customs)}


def copied_entries(fields: dict[str, Json], names: frozenset[str]) -> dict[str, Json]:
    """Copies of the fields that one of these names stands for: by name, full id or bare number."""
    wanted = {identifier_of(name) for name in names if name not in fields}
    return {
        key: dict(field)
        for key, field in fields.items()
        if type(field) is dict and (key in names or key in wanted or field.get("id") in wanted)
    }


NOTHING: dict[str, Json] = {}
DELTAS = ("comments", "attachments", "workLogs", "issueLinks")
LISTS = ("labels", "components", "fixVersions", "affectedVersions", "comments", "attachments", "workLogs")


def fill_lists(issue: dict[str, Json], program: Program) -> dict[str, Json]:
    """A list that the issue does not have yet is empty, not null, where the rule reads it; what was added."""
    missing = [name for name in lists_read(program.reads) if issue.get(name) is None]
    if not missing:
        return {}
    issue.update({name: [] for name in missing})
    return {name: [] for name in missing}


@cache
def lists_read(reads: frozenset[str]) -> tuple[str, ...]:
    return tuple(name for name in LISTS if name in reads)


@cache
def deltas_read(reads: frozenset[str]) -> tuple[tuple[str, str], ...]:
    """Which changes of which lists: `added`, `comments`."""
    changes = ("added", "removed", "changed")
    return tuple((w, field) for field in DELTAS for w in changes if w + capital(field) in reads)


def drop_unused_lists(issue: dict[str, Json], run: Run) -> None:
    """Takes out of a finished issue the lists that were made for reading and got nothing."""
    given = run.inputs.get("issue") or {}
    for name in run.filled:
        if name not in run.written and issue.get(name) == []:
            issue.pop(name)
            issue.update({name: None} if name in given else {})


def add_deltas(run: Run, program: Program) -> None:
    """`addedComments` and its like on an incoming replica, worked out from the previous one where read."""
    wanted = deltas_read(program.reads)
    if not wanted or run.kind != "incoming":
        return
    before = run.previous if type(run.previous) is dict else {}
    for which, field in wanted:
        now, old = run.replica.get(field), before.get(field) or []
        if isinstance(now, list):
            run.replica[which + capital(field)] = delta(which, now, old)


def capital(field: str) -> str:
    return field[0].upper() + field[1:]


def delta(which: str, now: list[Any], old: list[Any]) -> list[Any]:
    """Entries added, removed or changed since the previous replica, matched by id."""
    before, after = by_id(old), by_id(now)
    if which == "removed":
        return [entry for key, entry in before.items() if key not in after]
    if which == "added":
        return [entry for key, entry in after.items() if key not in before]
    return [e for key, e in after.items() if key in before and differs(before[key], e)]


def differs(before: dict[str, Any], now: dict[str, Any]) -> bool:
    """Whether what people see of an entry is not what it was."""
    return any(before.get(name) != now.get(name) for name in ("body", "comment", "timeSpent", "startDate"))


def by_id(entries: Any) -> dict[Any, dict[str, Any]]:
    """Comments or attachments by their ids; whatever else lies between them is left out."""
    listed = entries if isinstance(entries, list) else []
    return {text(e["id"]): e for e in listed if type(e) is dict and e.get("id") is not None}


def copied(value: Any, depth: int = 0) -> Any:
    """A deep copy of plain data."""
    if depth > 200:
        raise Fault("The inputs are nested too deeply.", "does a list contain itself?", code="R600")
    if type(value) is dict:
        return {k: copied(v, depth + 1) for k, v in value.items()}
    return [copied(v, depth + 1) for v in value] if type(value) is list else value
