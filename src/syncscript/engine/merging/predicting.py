"""What a side's issue will look like to its rules once our writes are done.

Knows payload shapes as far as they are needed: of what the sync hung on it only what
tells that it is there and what it says, since the sync's own never cross back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from syncscript.contracts import Copy
from syncscript.engine.asking.wanting import LISTS
from syncscript.model import (
    CUSTOM,
    CreateIssue,
    EditComment,
    EditWork,
    IssueRef,
    Json,
    Operation,
    Removal,
    RemoveAttachment,
    RemoveComment,
    RemoveWork,
    Transition,
    UpdateFields,
    Work,
)


def shown_field(payload: Mapping[str, Json], name: str) -> Json:
    """What a rule reads at a field: the value inside for custom ones."""
    if not name.startswith(CUSTOM):
        return payload.get(name)
    custom = (payload.get("customFields") or {}).get(name.removeprefix(CUSTOM))
    return custom.get("value") if isinstance(custom, Mapping) else custom


def with_field(payload: Mapping[str, Json], name: str, shown: Json) -> dict[str, Json]:
    """The payload with one field changed; the argument stays as it is."""
    if not name.startswith(CUSTOM):
        return {**payload, name: shown}
    customs = dict(payload.get("customFields") or {})
    inner = name.removeprefix(CUSTOM)
    known = customs.get(inner)
    customs[inner] = {**(known if isinstance(known, Mapping) else {"name": inner}), "value": shown}
    return {**payload, "customFields": customs}


def written_fields(operations: Iterable[Operation]) -> dict[str, Json]:
    """Field -> what a rule will read there, of all fields that these operations write."""
    shown: dict[str, Json] = {}
    for operation in operations:
        if isinstance(operation, CreateIssue):
            shown |= {name: settled.shown for name, settled in operation.draft.fields.items()}
        elif isinstance(operation, UpdateFields):
            shown |= {name: write.new.shown for name, write in operation.fields.items()}
        elif isinstance(operation, Transition):
            shown["status"] = {"name": operation.status}
            if operation.resolution:
                shown["resolution"] = {"name": operation.resolution}
    return shown


def payload_after(payload: Mapping[str, Json], written: Mapping[str, Json]) -> dict[str, Json]:
    after = dict(payload)
    for name, shown in written.items():
        after = with_field(after, name, shown)
    return after


def with_copies(
    payload: Mapping[str, Json], operations: Iterable[Operation], made: Iterable[Copy]
) -> dict[str, Json]:
    """The payload with what hangs on the issue as these operations left it.

    made: the lines of this side's id map that they brought.
    """
    operations, made = tuple(operations), tuple(made)
    edited = dict(edit for o in operations if (edit := _edit(o)) is not None)
    removed = {(REMOVED[type(o)], o.copy_id) for o in operations if isinstance(o, Removal)}
    after = dict(payload)
    for kind, name in LISTS.items():
        there = [e for e in payload.get(name) or [] if (kind, str(e.get("id"))) not in removed]
        known = {str(e.get("id")) for e in there}
        new = [_shown_copy(c) for c in made if c.kind == kind and c.copy_id not in known]
        after[name] = [{**e, **edited.get((kind, str(e.get("id"))), {})} for e in there] + new
    return after


REMOVED: Mapping[type, str] = {RemoveComment: "comment", RemoveAttachment: "attachment", RemoveWork: "work"}


def _edit(operation: Operation) -> tuple[tuple[str, str], dict[str, Json]] | None:
    """Of an edit, whose entry it changes and what that says from then on."""
    match operation:
        case EditComment():
            return ("comment", operation.copy_id), {"body": operation.body}
        case EditWork():
            return ("work", operation.copy_id), operation.work.entry
    return None


def _shown_copy(copy: Copy) -> dict[str, Json]:
    match copy.kind:
        case "comment":
            return {"id": copy.copy_id, "body": copy.applied}
        case "work" if copy.applied:
            return {"id": copy.copy_id, **Work.read(copy.applied).entry}
    return {"id": copy.copy_id}


def newborn_payload(operation: CreateIssue, ref: IssueRef, at: datetime) -> dict[str, Json]:
    """An issue just created, before any of its fields is looked at. at: about when."""
    draft = operation.draft
    return {
        "id": ref.id,
        "key": ref.key,
        "projectKey": draft.project,
        "project": {"key": draft.project},
        "created": at.isoformat(timespec="milliseconds"),
        "updated": at.isoformat(timespec="milliseconds"),
        "typeName": draft.type,
        "type": {"name": draft.type},
        "summary": None,
        "description": None,
        "environment": None,
        "labels": [],
        "components": [],
        "affectedVersions": [],
        "fixVersions": [],
        "assignee": None,
        "reporter": None,
        "priority": None,
        "status": None,
        "resolution": None,
        "due": None,
        "customFields": {},
        "comments": [],
        "attachments": [],
        "workLogs": [],
        "parentId": draft.parent,
    }


OWN = ("id", "key", "created", "updated", *LISTS.values(), "customFields", "parentId", "parent")
"""Parts of a payload that no other issue shares."""


def born_fields(payload: Mapping[str, Json]) -> dict[str, Json]:
    """Of a fresh issue's payload, what any other issue of its kind is born with too."""
    return {name: value for name, value in payload.items() if name not in OWN}


def merged_elements(there: Json, asked: Json, value: frozenset[str]) -> list[Json]:
    """The elements of a merged set as a rule reads them: those there first, then the new ones."""
    chosen: dict[str, Json] = {}
    for element in [*_list(there), *_list(asked)]:
        name = element_name(element)
        if name in value and name not in chosen:
            chosen[name] = element
    return list(chosen.values())


def element_name(element: Any) -> str:
    """What a set element is compared by: a label's text, a component's name, an option's value."""
    if isinstance(element, Mapping):
        return str(element.get("label") or element.get("name") or element.get("value") or "")
    return str(element)


def _list(value: Json) -> list[Json]:
    if isinstance(value, list | tuple):
        return list(value)
    return [] if value is None else [value]


def as_shown(now: Json, former: Json) -> Json:
    """A former value, known in plain form only, in the shape in which a rule reads the present one."""
    if isinstance(former, list | tuple):
        return [e for e in _list(now) if element_name(e) in former]
    if isinstance(now, Mapping) and former is not None:
        key = next((k for k in ("name", "value", "label") if k in now), None)
        return {key: former} if key else former
    return former
