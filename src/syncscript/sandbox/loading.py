"""Issues from JSON lines: real issues of elsewhere, renumbered into a project of the sandbox.

Knows the shape of the lines: summary, status, priority, reporter, assignee, created, updated,
description, comments (texts, or objects with body, author, created), and optionally type, labels,
components, versions, resolution, duedate, environment, attachments (filename, content). What a line
names and the world lacks is added to it.
"""

from __future__ import annotations

import json
from codecs import BOM_UTF8
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from syncscript.model import Diagnostic, DiagnosticError, Span
from syncscript.sandbox import catalogue
from syncscript.sandbox.bodies import wiki_body
from syncscript.sandbox.instants import jira_text, read_instant
from syncscript.sandbox.records import (
    Attachment,
    Comment,
    Component,
    Issue,
    IssueType,
    Json,
    Named,
    Project,
    Status,
    Version,
)
from syncscript.sandbox.state import State
from syncscript.sandbox.workflow import rule_into
from syncscript.sandbox.world import World, named

_DONE = frozenset({"done", "closed", "resolved", "fixed", "cancelled", "canceled"})
_NEW = frozenset({"open", "new", "to do", "reopened", "backlog", "todo"})
_DEFAULT_TYPE = "10002"


def load_issues(path: Path, project: Project, state: State) -> list[Issue]:
    """The issues of a file, put into a project in order. DiagnosticError for a line that is no issue."""
    loaded = []
    # Only a line feed ends a line: JSON texts may hold the other separators that Unicode knows.
    for number, line in enumerate(path.read_bytes().removeprefix(BOM_UTF8).split(b"\n"), start=1):
        if not line.strip():
            continue
        try:
            loaded.append(state.put(_issue(_read(line), project.id, state)))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise DiagnosticError(Diagnostic(
                "B002", f"this line is no issue: {error}", Span(str(path), number, 1, number, 2),
                help="each line is a JSON object with at least a summary")) from error
    state.index.catch_up()
    return loaded


def _read(line: bytes) -> Mapping[str, Json]:
    """A line as an object with a summary. ValueError in words that say what it is instead."""
    try:
        found = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError:
        raise ValueError("it is not text in UTF-8") from None
    if not isinstance(found, dict):
        raise ValueError("it is JSON, and no object")
    if not str(found.get("summary") or "").strip():
        raise ValueError("it has no summary")
    return found


def _issue(line: Mapping[str, Json], project_id: str, state: State) -> Issue:
    created = _instant(line.get("created"), state.now())
    updated = _instant(line.get("updated"), created)
    reporter = _person(line.get("reporter"), state.world) or next(iter(state.world.users))
    comments = tuple(_comment(one, reporter, created + timedelta(seconds=n + 1), state)
                     for n, one in enumerate(line.get("comments") or ()))
    attachments = tuple(_attachment(one, reporter, created, state) for one in line.get("attachments") or ())
    return Issue(
        state.next_id("issue"),
        state.next_key(project_id),
        project_id,
        reporter,
        created,
        updated,
        _fields(line, reporter, project_id, created, updated, state),
        comments,
        attachments,
        watchers=(reporter,),
        properties=dict(line.get("properties") or {}),
    )


def _fields(
    line: Mapping[str, Json],
    reporter: str,
    project_id: str,
    created: datetime,
    updated: datetime,
    state: State,
) -> dict[str, Json]:
    world = state.world
    fields: dict[str, Json] = {
        "summary": str(line["summary"]).replace("\n", " ")[:255].strip(),
        "description": wiki_body(line["description"]) if line.get("description") else None,
        "environment": wiki_body(line["environment"]) if line.get("environment") else None,
        "issuetype": _type(line.get("type"), world),
        "priority": _named_id(line.get("priority"), world.priorities, 1) or catalogue.DEFAULT_PRIORITY,
        "reporter": reporter, "assignee": _person(line.get("assignee"), world),
        "labels": sorted(set(line.get("labels") or ())), "duedate": line.get("duedate"),
        "components": [_component(n, project_id, state) for n in line.get("components") or ()],
        "versions": [_version(n, project_id, state) for n in line.get("versions") or ()],
        "fixVersions": [_version(n, project_id, state) for n in line.get("fixVersions") or ()],
        "statuscategorychangedate": jira_text(created),
    }
    given = {name: value for name, value in fields.items() if value is not None and value != []}
    return given | _progress(line, updated, world)


def _progress(line: Mapping[str, Json], updated: datetime, world: World) -> dict[str, Json]:
    """The status, and in a done one the resolution."""
    status = _status(line.get("status"), world)
    if world.statuses[status].category != "done":
        return {"status": status}
    resolution = _named_id(line.get("resolution"), world.resolutions, 10000) or catalogue.DONE_RESOLUTION
    return {"status": status, "resolution": resolution, "resolutiondate": jira_text(updated)}


def _instant(text: Json, otherwise: datetime) -> datetime:
    return otherwise if text is None else read_instant(str(text))


def _person(name: Json, world: World) -> str | None:
    """The account of a person of this name; a new one for a name not seen before."""
    if not name:
        return None
    found = world.user_named(str(name))
    if found is None:
        login = "".join(c if c.isalnum() or c in "._-" else "." for c in str(name).lower())
        found = replace(catalogue.person(len(world.users) + 1, login, str(name)))
        world.users[found.id] = found
    return found.id


def _status(name: Json, world: World) -> str:
    """The status of this name; a new one gets a global transition."""
    if not name:
        return catalogue.INITIAL_STATUS
    found = named(world.statuses, str(name))
    if found is None:
        folded = str(name).casefold()
        category = "done" if folded in _DONE else "new" if folded in _NEW else "indeterminate"
        found = Status(str(10000 + len(world.statuses)), str(name), category)
        world.statuses[found.id] = found
        rule = rule_into(found, len(world.transitions) + 1)
        world.transitions[rule.id] = rule
    return found.id


def _type(name: Json, world: World) -> str:
    if not name:
        return _DEFAULT_TYPE
    found = named(world.issue_types, str(name))
    if found is None:
        found = IssueType(str(10000 + len(world.issue_types)), str(name))
        world.issue_types[found.id] = found
    return found.id


def _named_id(name: Json, things: dict[str, Named], first: int) -> str | None:
    """The id of a priority or resolution of this name; a new one is added after the others."""
    if not name:
        return None
    found = named(things, str(name))
    if found is None:
        found = Named(str(first + len(things)), str(name))
        things[found.id] = found
    return found.id


def _component(name: str, project_id: str, state: State) -> str:
    project = state.world.projects[project_id]
    found = next((c for c in project.components if c.name == name), None)
    if found is None:
        found = Component(state.next_id("component"), name)
        state.put_project(replace(project, components=(*project.components, found)))
    return found.id


def _version(name: str, project_id: str, state: State) -> str:
    project = state.world.projects[project_id]
    found = next((v for v in project.versions if v.name == name), None)
    if found is None:
        found = Version(state.next_id("version"), name)
        state.put_project(replace(project, versions=(*project.versions, found)))
    return found.id


def _comment(given: Any, reporter: str, otherwise: datetime, state: State) -> Comment:
    body = given if isinstance(given, dict) else {"body": given}
    author = _person(body.get("author"), state.world) or reporter
    created = _instant(body.get("created"), otherwise)
    return Comment(state.next_id("comment"), author, author, created, _instant(body.get("updated"), created),
                   wiki_body(str(body["body"])))


def _attachment(given: Mapping[str, Json], reporter: str, created: datetime, state: State) -> Attachment:
    content = str(given.get("content") or "").encode()
    attachment_id = state.next_id("attachment")
    state.files.put(attachment_id, content)
    author = _person(given.get("author"), state.world) or reporter
    return Attachment(attachment_id, str(given["filename"]), author, _instant(given.get("created"), created),
                      len(content), str(given.get("mimetype") or "text/plain"))
