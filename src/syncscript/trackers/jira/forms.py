"""What Jira demands of a new issue, from its create metadata: two short reads for a project and type.

Knows both products' pages. A Jira too old to tell has no form, and its refusals come with the create.
Refuses to judge: that is done where the rule's lines are known.
"""

from __future__ import annotations

import threading
from difflib import get_close_matches
from urllib.parse import quote

from syncscript.contracts import CreateForm, FormField, NotFound, Rejected
from syncscript.trackers.jira.fields import Field, Fields
from syncscript.trackers.jira.http import Http
from syncscript.trackers.jira.kinds import Choice, Choices, Named, NamedSet
from syncscript.trackers.jira.kinds.choices import BETWEEN, Cascade
from syncscript.trackers.jira.names import Names
from syncscript.trackers.jira.outcomes import Forbidden
from syncscript.trackers.jira.paging import Raw, entries

FILLED_IN = ("project", "issuetype", "reporter")
"""Said to be required, and known from the create itself or filled in with whoever creates."""


class Forms:
    """Forms of one Jira. Safe to use from several threads."""

    def __init__(self, http: Http, fields: Fields, names: Names) -> None:
        self._http, self._fields, self._names = http, fields, names
        self._lock = threading.Lock()
        self._read: dict[tuple[str, str], CreateForm] = {}

    def read(self, project: str, type_name: str) -> CreateForm:
        """The form as Jira tells it now."""
        form = self._asked(project, type_name)
        with self._lock:
            self._read[project, type_name] = form
        return form

    def known(self, project: str, type_name: str) -> CreateForm:
        """The same, read at most once."""
        return self._read.get((project, type_name)) or self.read(project, type_name)

    def _asked(self, project: str, type_name: str) -> CreateForm:
        path = f"/issue/createmeta/{quote(project, safe='')}/issuetypes"
        try:
            types = list(entries(self._http, path, ("issueTypes", "values", "createMetaIssueType")))
        except Forbidden:
            return _not_permitted(project, type_name)
        except (NotFound, Rejected):
            return CreateForm(type_name) if self._names.project(project) else _no_project(project, type_name)
        if not types:
            return _not_permitted(project, type_name)
        found = _of_name(types, type_name)
        if found is None:
            return _no_type(project, type_name, [str(t["name"]) for t in types])
        fields = entries(self._http, f"{path}/{found['id']}", ("fields", "values", "results"))
        return CreateForm(str(found["name"]), dict(map(self._field, fields)))

    def edited(self, issue_id: str) -> dict[str, FormField]:
        """What may be set on this issue, by the names that rules use."""
        told = self._http.get(f"/issue/{issue_id}/editmeta")["fields"]
        return dict(self._field({"fieldId": field_id, **raw}) for field_id, raw in told.items())

    def _field(self, raw: Raw) -> tuple[str, FormField]:
        field_id = str(raw.get("fieldId") or raw["key"])
        field = self._fields.with_id(field_id)
        required = bool(raw.get("required")) and not raw.get("hasDefaultValue")
        told = FormField(str(raw.get("name") or field_id), required and field_id not in FILLED_IN,
                         _allowed(field, raw) if field else None, raw.get("defaultValue"))
        return field.path if field else field_id, told


def _of_name(types: list[Raw], name: str) -> Raw | None:
    exact = next((t for t in types if t["name"] == name), None)
    return exact or next((t for t in types if t["name"].casefold() == name.casefold()), None)


def _allowed(field: Field, raw: Raw) -> tuple[str, ...] | None:
    """The texts that may be chosen; None where Jira offers a search instead of a list."""
    things = raw.get("allowedValues")
    if not isinstance(things, list) or (not things and raw.get("autoCompleteUrl")):
        return None
    if isinstance(field.kind, Named | NamedSet):
        return tuple(str(thing["name"]) for thing in things if thing.get("name"))
    if not isinstance(field.kind, Choice | Choices | Cascade):
        return None
    texts: list[str] = []
    for thing in things:
        texts.append(str(thing["value"]))
        texts += [f"{thing['value']}{BETWEEN}{child['value']}" for child in thing.get("children") or ()]
    return tuple(texts)


def _no_project(project: str, type_name: str) -> CreateForm:
    return CreateForm(type_name, refusal=f"there is no project {project!r}, or this account may not see it",
                      help="correct the project's key, or let the account browse the project")


def _not_permitted(project: str, type_name: str) -> CreateForm:
    return CreateForm(type_name, refusal=f"this account may not create issues in {project}",
                      help="give the account the permission to create issues in the project")


def _no_type(project: str, type_name: str, known: list[str]) -> CreateForm:
    near = get_close_matches(type_name, known, 1)
    hint = f"did you mean {near[0]}? " if near else ""
    return CreateForm(type_name, refusal=f"{project} has no issue type {type_name!r}",
                      help=f"{hint}there are: {', '.join(known[:20])}")
