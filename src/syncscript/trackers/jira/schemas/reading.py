"""One Jira's schema, asked for part by part.

Knows what to ask and in which order: workflows first, as they find the issues that stand for their types.
Refuses to hold less for empty: what could not be read is unknown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from urllib.parse import quote

from syncscript.contracts import NotFound, Rejected, SchemaReading
from syncscript.language.analysis.schema import Field, ProjectSchema, Schema, Workflow
from syncscript.model import CUSTOM
from syncscript.trackers.jira.forms import Forms
from syncscript.trackers.jira.http import Http
from syncscript.trackers.jira.paging import Raw, identity, unframed
from syncscript.trackers.jira.schemas.asking import Asking
from syncscript.trackers.jira.schemas.fields import told_fields
from syncscript.trackers.jira.schemas.options import Options
from syncscript.trackers.jira.schemas.workflows import Workflows


class SchemaReader:
    """Reads once; made anew for each reading."""

    def __init__(self, http: Http, cloud: bool, forms: Forms) -> None:
        self._http, self._cloud, self._forms = http, cloud, forms
        self._asking = Asking()
        self._options = Options(http, cloud, self._asking)

    def read(self, instance: str, projects: Sequence[str], users: bool) -> SchemaReading:
        """TrackerError where the fields themselves or a project cannot be read."""
        fields = told_fields(self._http.get("/field"))
        found = {key: self._project(key) for key in sorted(set(projects))}
        priorities = self._names("priorities", "/priority")
        schema = Schema(
            instance,
            "jira-cloud" if self._cloud else "jira-dc",
            {path: self._with_options(field, found, priorities) for path, field in fields.items()},
            found,
            priorities,
            tuple(sorted(self._names("resolutions", "/resolution"))),
            self._link_types(),
            self._users(sorted(found)) if users else None,
        )
        return SchemaReading(schema, tuple(self._asking.left_out))

    def _project(self, key: str) -> ProjectSchema:
        path = f"/project/{quote(key, safe='')}"
        try:
            told: Raw = self._http.get(path)
            name, kind = str(told["name"]), str(told.get("projectTypeKey") or "")
        except NotFound as error:
            raise Rejected(f"there is no project {key!r}, or this account may not see it",
                           help="correct the project's key, or let the account browse the project") from error
        standing: dict[str, str] = {}
        workflows = Workflows(self._http, self._cloud, self._asking, standing.__setitem__).of(key)
        for type_name in workflows:
            self._note_forms(key, type_name, standing.get(type_name))
        if not workflows:
            self._options.complete = False
        components = self._names(f"components of {key}", f"{path}/components")
        versions = self._names(f"versions of {key}", f"{path}/versions")
        return ProjectSchema(key, name, workflows, tuple(sorted(components)), tuple(sorted(versions)),
                             kind)

    def _note_forms(self, project: str, type_name: str, issue: str | None) -> None:
        name = f"form for new issues of {project}, {type_name}"
        form = self._asking.part(name, partial(self._forms.read, project, type_name), None)
        if form is None or form.fields is None:
            self._options.complete = False
        if form is not None and form.fields is None:
            self._asking.leave_out(name, form.refusal or "this Jira is too old to tell")
        self._options.note((form.fields if form is not None else None) or {})
        if issue is not None:
            self._options.note(self._asking.part(
                f"form to edit issues of {project}", lambda: self._forms.edited(issue), {}))

    def _with_options(
        self, field: Field, projects: dict[str, ProjectSchema], priorities: tuple[str, ...]
    ) -> Field:
        if field.kind != "option":
            return field
        types: list[dict[str, Workflow]] = [dict(project.types) for project in projects.values()]
        if field.name == "type" and not field.custom:
            return replace(field, options=_all(types, [tuple(each) for each in types]))
        if field.name == "status" and not field.custom:
            return replace(field, options=_all(types, [w.statuses for each in types for w in each.values()]))
        path = CUSTOM + field.name if field.custom else field.name
        known = self._options.of(path, field)
        if known is None and path == "priority" and priorities:
            known = priorities
        return replace(field, options=known or None)

    def _names(self, part: str, path: str) -> tuple[str, ...]:
        def read() -> tuple[str, ...]:
            return tuple(str(thing["name"]) for thing in self._http.get(path))

        return self._asking.part(part, read, ())

    def _link_types(self) -> tuple[str, ...]:
        def read() -> tuple[str, ...]:
            return tuple(sorted(str(t["name"]) for t in self._http.get("/issueLinkType")["issueLinkTypes"]))

        return self._asking.part("link types", read, ())

    def _users(self, projects: list[str]) -> tuple[str, ...] | None:
        """Addresses of those who may be given issues. Cloud hides some: their number is told."""
        addresses: set[str] = set()
        hidden: set[str] = set()
        for project in projects:
            nobody: list[Raw] = []
            for raw in self._asking.part(f"people of {project}", partial(self._assignable, project), nobody):
                address = str(raw.get("emailAddress") or "")
                (addresses if address else hidden).add(address or identity(raw))
        if hidden:
            self._asking.leave_out(f"addresses of {len(hidden)} people", "Jira hides them")
        return tuple(sorted(addresses)) or None

    def _assignable(self, project: str) -> list[Raw]:
        wanted = {"project": project} | ({} if self._cloud else {"username": ""})
        return list(unframed(self._http, "/user/assignable/search", wanted))


def _all(types: list[dict[str, Workflow]], names: list[tuple[str, ...]]) -> tuple[str, ...] | None:
    """What occurs in any project; None as soon as one does not tell."""
    return tuple(sorted({name for each in names for name in each})) if types and all(types) else None
