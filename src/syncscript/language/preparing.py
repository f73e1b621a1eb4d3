"""From the inputs of a run to the objects that its rule sees.

Lists that an issue does not have yet are made where the rule reads them, so are the lists of what was added
and removed since the last replica. What a rule may change in place is copied first: inputs stay as they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from syncscript.language.builtins.payload_dates import wake_dates
from syncscript.language.cascades import name_parents
from syncscript.language.interpreter.changes import Changes
from syncscript.language.interpreter.compiler import Program
from syncscript.language.interpreter.custom_fields import custom_key
from syncscript.language.interpreter.needs import capital
from syncscript.language.interpreter.run import NO_FIELDS, Copied, Run
from syncscript.language.interpreter.text import text
from syncscript.language.plain_data import copied
from syncscript.model import Json


def prepare(run: Run, inputs: Mapping[str, Json], program: Program) -> Mapping[str, Json]:
    """Give the run its objects; the result is the written object's content before the run."""
    changes, needs, outgoing = program.changes, program.needs, run.kind == "outgoing"
    given, sent = inputs.get("issue") or NO_FIELDS, inputs.get("replica") or NO_FIELDS
    issue, replica = dict(given), {} if outgoing else dict(sent)
    run.previous = inputs.get("previous")
    run.given = given, sent
    if changes.anything:
        issue, replica, run.previous = copied(issue), copied(replica), copied(run.previous)
        run.inputs = copied({name: v for name, v in inputs.items() if name not in ("replica", "previous")})
        run.copies_answers = True
    elif changes.fields:
        run.copied = copy_fields(run, issue, replica, changes.fields)
    if changes.bags:
        for root in changes.roots:
            open_bags(issue if root == "issue" else replica, changes)
    run.filled = filled = fill_lists(issue, needs.lists)
    if changes.anything:
        run.copied = frozenset(issue), frozenset(replica)
    run.issue, run.replica, run.target = issue, replica, replica if outgoing else issue
    if needs.dates:
        run.woken = wake_dates(run, needs.dates)
    if needs.cascades:
        name_parents(issue if outgoing else replica)
    if needs.deltas and not outgoing:
        add_deltas(run, needs.deltas)
    if outgoing:
        return NO_FIELDS
    return {**given, **filled} if filled else given


def copy_fields(
    run: Run, issue: dict[str, Json], replica: dict[str, Json], fields: frozenset[tuple[str, str]]
) -> Copied:
    """Copies whole what the rule may change inside of these fields."""
    for root, name in fields:
        if root == "previous":
            run.previous = copied(run.previous)
            continue
        if root == "answers":
            run.copies_answers = True
            continue
        owner = issue if root == "issue" else replica
        if name in owner:
            owner[name] = copied(owner[name])
    names = (frozenset(n for r, n in fields if r == root) for root in ("issue", "replica"))
    return next(names), next(names)


def open_bags(owner: dict[str, Json], changes: Changes) -> None:
    """Copies of just the bags and custom fields that the rule may change."""
    for bag in changes.bags:
        fields = owner.get(bag)
        if type(fields) is not dict:
            continue
        owner[bag] = opened = fields.copy()
        for name in changes.customs:
            if type(field := fields.get(name)) is dict:
                opened[name] = field.copy()
        for name in changes.numbered:
            key = custom_key(fields, name)
            if type(field := fields.get(key)) is dict:
                opened[key] = field.copy()


def fill_lists(issue: dict[str, Json], lists: tuple[str, ...]) -> Mapping[str, Json]:
    """A list that the issue does not have yet is empty, not null, where the rule reads it; what was added."""
    filled = NO_FIELDS
    for name in lists:
        if issue.get(name) is None:
            issue[name] = []
            filled = {**filled, name: []}
    return filled


def drop_unused_lists(issue: dict[str, Json], run: Run) -> None:
    """Takes out of a finished issue the lists that were made for reading and got nothing."""
    given = run.inputs.get("issue") or NO_FIELDS
    for name in run.filled:
        if name not in run.written and issue.get(name) == []:
            issue.pop(name)
            issue.update({name: None} if name in given else {})


def drop_unused_bags(run: Run) -> None:
    """The same for maps of custom fields and keys; before anything is told of what was written."""
    given = NO_FIELDS if run.kind == "outgoing" else run.inputs.get("issue") or NO_FIELDS
    for name, made in run.opened.items():
        if not made and run.target.get(name) is made and name not in run.written:
            run.target.pop(name)
            run.target.update({name: None} if name in given else {})


def add_deltas(run: Run, wanted: tuple[tuple[str, str], ...]) -> None:
    """`addedComments` and its like on an incoming replica, worked out from the previous one where read.

    A list that did not come is as good as empty, as with merging: its deltas are lists, never null.
    """
    before = run.previous if type(run.previous) is dict else {}
    for which, field in wanted:
        now, old, name = run.replica.get(field), before.get(field) or [], which + capital(field)
        if isinstance(now, list) or run.replica.get(name) is None:
            run.replica[name] = delta(which, now if isinstance(now, list) else [], old)


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
