"""Jira's fields under the names that rules use.

Knows the table of system fields, and reads the custom ones from Jira once. Refuses to know values: that
is the business of kinds.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from syncscript.model import CUSTOM
from syncscript.trackers.jira.http import Http
from syncscript.trackers.jira.kinds import (
    Cascade,
    Choice,
    Choices,
    Date,
    Instant,
    Kind,
    Labels,
    Line,
    Named,
    NamedSet,
    Number,
    Parent,
    People,
    Person,
    Rich,
)


@dataclass(frozen=True, slots=True)
class Field:
    """A field: as rules name it (`customFields.` left out), as Jira does, and what it holds."""

    name: str
    id: str
    kind: Kind
    custom: bool = False

    @property
    def path(self) -> str:
        """The name among an issue's fields."""
        return CUSTOM + self.name if self.custom else self.name


SYSTEM = (
    Field("summary", "summary", Line(required=True)),
    Field("description", "description", Rich()),
    Field("environment", "environment", Rich()),
    Field("labels", "labels", Labels()),
    Field("priority", "priority", Named("priority")),
    Field("status", "status", Named("status")),
    Field("resolution", "resolution", Named("resolution")),
    Field("type", "issuetype", Named("issue type")),
    Field("assignee", "assignee", Person()),
    Field("reporter", "reporter", Person()),
    Field("components", "components", NamedSet("component")),
    Field("affectedVersions", "versions", NamedSet("version")),
    Field("fixVersions", "fixVersions", NamedSet("version")),
    Field("due", "duedate", Date()),
    Field("parentId", "parent", Parent()),
)

READ_ONLY = frozenset({
    "id", "key", "created", "updated", "creator", "project", "projectKey", "resolutionDate", "parent",
    "comments", "attachments", "statusCategory", "issueLinks", "workLogs", "subtasks", "watchers", "votes",
})

_TYPES = "com.atlassian.jira.plugin.system.customfieldtypes:"
_BY_CUSTOM_TYPE: dict[str, Kind] = {
    "textarea": Rich(), "textfield": Line(), "url": Line(), "float": Number(), "datepicker": Date(),
    "datetime": Instant(), "select": Choice(), "radiobuttons": Choice(), "multiselect": Choices(),
    "multicheckboxes": Choices(), "cascadingselect": Cascade(), "labels": Labels(), "userpicker": Person(),
    "multiuserpicker": People(), "version": Named("version"), "multiversion": NamedSet("version"),
}
_BY_SCHEMA: dict[tuple[str, str | None], Kind] = {
    ("number", None): Number(), ("date", None): Date(), ("datetime", None): Instant(),
    ("string", None): Line(), ("option", None): Choice(), ("array", "option"): Choices(),
    ("user", None): Person(),
    ("array", "user"): People(),
}
_NOT_OURS = ("com.atlassian.servicedesk", "com.pyxis.greenhopper.jira:gh-", "com.atlassian.jira.ext.charting")
"""Custom types that only their own app can fill."""


def kind_of(schema: Mapping[str, Any]) -> Kind | None:
    """The kind of a custom field, None when it is none of the plain ones."""
    custom = str(schema.get("custom", ""))
    if custom.startswith(_NOT_OURS):
        return None
    if custom.startswith(_TYPES):
        return _BY_CUSTOM_TYPE.get(custom.removeprefix(_TYPES))
    return _BY_SCHEMA.get((str(schema.get("type")), schema.get("items")))


class Fields:
    """The fields of one Jira; custom ones are read once. Safe to use from several threads."""

    def __init__(self, http: Http) -> None:
        self._http = http
        self._lock = threading.Lock()
        self._custom: tuple[Field, ...] | None = None
        self._system = {field.name: field for field in SYSTEM}

    @property
    def custom(self) -> tuple[Field, ...]:
        with self._lock:
            if self._custom is None:
                self._custom = custom_fields(self._http.get("/field"))
            return self._custom

    def every(self) -> tuple[Field, ...]:
        return (*SYSTEM, *self.custom)

    def named(self, path: str) -> Field | None:
        """The field of this name; a custom one by name, by number or by full id."""
        if not path.startswith(CUSTOM):
            return self._system.get(path)
        name = path.removeprefix(CUSTOM)
        exact = next((field for field in self.custom if name == field.name), None)
        wanted = (name, f"customfield_{name}")
        return exact or next((field for field in self.custom if field.id in wanted), None) or next(
            (field for field in self.custom if field.name.casefold() == name.casefold()), None)

    def with_id(self, field_id: str) -> Field | None:
        """The field with Jira's id. Asks Jira only for custom ones."""
        system = next((field for field in SYSTEM if field.id == field_id), None)
        if system or not field_id.startswith("customfield_"):
            return system
        return next((field for field in self.custom if field.id == field_id), None)


def custom_fields(described: list[dict[str, Any]]) -> tuple[Field, ...]:
    """The custom fields of plain kinds; of several with one name the oldest keeps it."""
    found: list[Field] = []
    taken: set[str] = set()
    for raw in sorted(described, key=lambda raw: (len(raw["id"]), raw["id"])):
        kind = kind_of(raw.get("schema") or {}) if raw.get("custom") else None
        if kind is not None:
            found.append(Field(raw["id"] if raw["name"] in taken else raw["name"], raw["id"], kind, True))
            taken.add(raw["name"])
    return tuple(found)
