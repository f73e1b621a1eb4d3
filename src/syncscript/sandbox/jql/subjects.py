"""What a name in a query is about, which value that is in an issue, and what its values are called."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from syncscript.sandbox.bodies import words_of
from syncscript.sandbox.faces.issue_view import stored_value
from syncscript.sandbox.faces.rendering import CATEGORY_NAMES
from syncscript.sandbox.instants import read_instant
from syncscript.sandbox.jql.meaning import Context, Subject, unknown_value
from syncscript.sandbox.kinds import kind_of
from syncscript.sandbox.kinds.kind import every_option
from syncscript.sandbox.problems import refused
from syncscript.sandbox.records import Issue
from syncscript.sandbox.world import World, named

_SPECIAL = {
    "key": "key", "id": "key", "issue": "key", "issuekey": "key", "text": "everything", "comment": "comment",
    "statuscategory": "category", "watcher": "watcher", "watchers": "watcher", "attachments": "attachment",
}
_TOLD_BY_APPS = {"backbone.remotekey": "issue.property[syncscript.pair].remoteKey"}
"""Fields that an app brings to the query language -> the property that it makes them of. A Jira without
such an app has none of them."""
_PROPERTY = re.compile(r"issue\.property\[([^\]]+)\](?:\.([\w.]+))?", re.IGNORECASE)
_KIND_OF_FIELD = re.compile(r"\[[^\]]+\]$")
"""Jira's own editor writes `"Story Points[Number]"`."""
_BY_NAME = {"status": "statuses", "priority": "priorities", "resolution": "resolutions",
            "issuetype": "issue_types"}


def subject_of(name: str, world: World) -> Subject:
    """What a field name of a query is about. Refused when there is no such field."""
    special = _SPECIAL.get(name.casefold())
    if special is not None:
        return Subject(name, special)
    name = _TOLD_BY_APPS.get(name.casefold(), name)
    if _PROPERTY.fullmatch(name):
        return Subject(name, "property")
    definition = world.field_called(name) or world.field_called(_KIND_OF_FIELD.sub("", name))
    if definition is None:
        raise refused(f"Field '{name}' does not exist or you do not have permission to view it.")
    return Subject(name, kind_of(definition).comparison, definition)


def identifiers(subject: Subject, world: World) -> Callable[[Issue], Iterable[str]]:
    """The identifiers an issue holds in a field that names things, people or labels."""
    if subject.comparison == "category":
        return lambda issue: (world.statuses[issue.fields["status"]].category,)
    if subject.comparison == "watcher":
        return lambda issue: issue.watchers
    if subject.comparison == "attachment":
        return lambda issue: [attachment.id for attachment in issue.attachments]
    field_id = _field_id(subject)

    def stored(issue: Issue) -> Iterable[str]:
        value = stored_value(issue, field_id)
        if value is None:
            return ()
        return value if isinstance(value, list) else (value,)

    if subject.comparison == "label":
        return lambda issue: [label.casefold() for label in stored(issue)]
    return stored


def _field_id(subject: Subject) -> str:
    if subject.definition is None:
        raise ValueError(subject.name)
    return subject.definition.id


def identifiers_meant(text: str, subject: Subject, context: Context) -> set[str]:
    """The identifiers that a value of a query means. Refused when there is no such thing."""
    found = _meant(text, subject, context.world)
    if not found:
        raise unknown_value(text, subject.name)
    return found


def _meant(text: str, subject: Subject, world: World) -> set[str]:
    comparison = subject.comparison
    if comparison == "label":
        return {text.casefold()}
    if comparison in _BY_NAME:
        things = getattr(world, _BY_NAME[comparison])
        thing = things.get(text) or named(things, text)
        return set() if thing is None else {thing.id}
    if comparison == "category":
        folded = text.casefold()
        return {key for key, name in CATEGORY_NAMES.items() if folded in (key, name.casefold())}
    if comparison in ("user", "watcher"):
        user = world.user_named(text)
        return set() if user is None else {user.id}
    return _MEANT.get(comparison, _none)(text, subject, world)


def _none(text: str, subject: Subject, world: World) -> set[str]:
    return set()


def _projects(text: str, subject: Subject, world: World) -> set[str]:
    folded = text.casefold()
    return {p.id for p in world.projects.values() if folded in (p.id, p.key.casefold(), p.name.casefold())}


def _components(text: str, subject: Subject, world: World) -> set[str]:
    return _called(text, (c for p in world.projects.values() for c in p.components))


def _versions(text: str, subject: Subject, world: World) -> set[str]:
    return _called(text, (v for p in world.projects.values() for v in p.versions))


def _called(text: str, things: Iterable[Any]) -> set[str]:
    folded = text.casefold()
    return {thing.id for thing in things if folded in (thing.id, thing.name.casefold())}


def _options(text: str, subject: Subject, world: World) -> set[str]:
    options = every_option(subject.definition.options) if subject.definition else []
    return {o.id for o in options if text.casefold() in (o.id, o.value.casefold())}


def _issues(text: str, subject: Subject, world: World) -> set[str]:
    issue = world.issue(text)
    return set() if issue is None else {issue.id}


_MEANT: dict[str, Callable[[str, Subject, World], set[str]]] = {
    "project": _projects,
    "component": _components,
    "version": _versions,
    "option": _options,
    "issue": _issues,
}


def instant_in(subject: Subject) -> Callable[[Issue], datetime | None]:
    """The instant an issue holds in a field of instants."""
    field_id = _field_id(subject)
    if field_id == "created":
        return lambda issue: issue.created
    if field_id == "updated":
        return lambda issue: issue.updated

    def read(issue: Issue) -> datetime | None:
        value = issue.fields.get(field_id)
        return None if value is None else read_instant(value)
    return read


def text_in(subject: Subject) -> Callable[[Issue], str]:
    """The words an issue holds in a text field, in its comments, or anywhere."""
    if subject.comparison == "comment":
        return lambda issue: "\n".join(words_of(c.body) for c in issue.comments)
    if subject.comparison == "everything":
        return _everything
    field_id = _field_id(subject)

    def read(issue: Issue) -> str:
        value = issue.fields.get(field_id)
        return words_of(value) if isinstance(value, dict) else str(value or "")
    return read


def _everything(issue: Issue) -> str:
    texts = [
        words_of(v) if isinstance(v, dict) else v for v in issue.fields.values() if isinstance(v, dict | str)
    ]
    return "\n".join([*texts, *(words_of(c.body) for c in issue.comments)])


def property_in(subject: Subject) -> Callable[[Issue], list[str]]:
    """The texts of what stands at a path of an entity property; the parts of a list each."""
    match = _PROPERTY.fullmatch(subject.name)
    key, path = (match[1].strip(" \"'"), (match[2] or "").split(".")) if match else ("", [""])

    def read(issue: Issue) -> list[str]:
        value = issue.properties.get(key)
        for part in filter(None, path):
            value = value.get(part) if isinstance(value, dict) else None
        if value is None:
            return []
        return [_property_text(one) for one in (value if isinstance(value, list) else [value])]
    return read


def _property_text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
