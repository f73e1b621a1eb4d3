"""The schema of an instance: its fields, their types and values, as a file in the project tells it.

A value made of plain data, and back. Refuses to ask a tracker.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

KINDS = (
    "text", "number", "date", "datetime", "user", "option", "version", "component", "label", "url", "any",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Field:
    """A field of an issue. name: as rules write it; kind: one of KINDS; many: it holds a list; options: the
    names of its values, where they are a closed set that is known; custom: its id, `customfield_10010`;
    readonly: no rule can write it."""

    name: str
    kind: str = "any"
    many: bool = False
    options: tuple[str, ...] | None = None
    custom: str = ""
    readonly: bool = False


@dataclass(frozen=True, slots=True)
class Workflow:
    """The statuses of an issue type in a project, and which lead where: `{"Open": ("Doing",)}`.

    transitions: None where they are not known; from a status that is not in it nothing is known either.
    """

    statuses: tuple[str, ...]
    transitions: Mapping[str, tuple[str, ...]] | None = None


@dataclass(frozen=True, slots=True)
class ProjectSchema:
    """types: issue types by name, with their workflows; components and versions by name; kind: as the tracker
    calls it, such as `software` or `service_desk`, empty where it is not known."""

    key: str
    name: str = ""
    types: Mapping[str, Workflow] = field(default_factory=dict)
    components: tuple[str, ...] = ()
    versions: tuple[str, ...] = ()
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Schema:
    """instance: its name in the rules; tracker: its kind, `jira-cloud` or `jira-dc`; fields: by the name that
    rules use (`priority`, or a custom field's own name, its id where that name is taken); projects by key;
    users: by e-mail address where they were asked for. An empty list of names: not known."""

    instance: str
    tracker: str = ""
    fields: Mapping[str, Field] = field(default_factory=dict)
    projects: Mapping[str, ProjectSchema] = field(default_factory=dict)
    priorities: tuple[str, ...] = ()
    resolutions: tuple[str, ...] = ()
    link_types: tuple[str, ...] = ()
    users: tuple[str, ...] | None = None

    def custom_field(self, name: str) -> Field | None:
        """By name, full id or bare number; by a name in other case at last."""
        custom = [each for each in self.fields.values() if each.custom]
        wanted = {name, f"customfield_{name}"}
        return (
            next((each for each in custom if each.name == name), None)
            or next((each for each in custom if each.custom in wanted), None)
            or next((each for each in custom if each.name.casefold() == name.casefold()), None)
        )

    def statuses(self, project: str = "", type: str = "") -> frozenset[str]:
        """All statuses that an issue of this project and type may have; of all where they are not named."""
        projects = [p for p in self.projects.values() if not project or p.key == project]
        return frozenset(
            status
            for each in projects
            for name, workflow in each.types.items()
            if not type or name == type
            for status in workflow.statuses
        )


def schema_as_data(schema: Schema) -> dict[str, Any]:
    """Plain data with sorted keys, without what is empty: small in a file, and quiet in a diff."""
    return pruned(
        {
            "instance": schema.instance,
            "tracker": schema.tracker,
            "fields": {n: field_as_data(n, f) for n, f in sorted(schema.fields.items())},
            "projects": {k: project_as_data(p) for k, p in sorted(schema.projects.items())},
            "priorities": list(schema.priorities),
            "resolutions": list(schema.resolutions),
            "linkTypes": list(schema.link_types),
            "users": None if schema.users is None else sorted(schema.users),
        }
    )


def pruned(data: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if value not in (None, "", [], {}, False)}


def field_as_data(key: str, each: Field) -> dict[str, Any]:
    return pruned(
        {
            "name": each.name if each.name != key else "",
            "custom": each.custom,
            "kind": each.kind if each.kind != "any" else "",
            "many": each.many,
            "options": None if each.options is None else list(each.options),
            "readonly": each.readonly,
        }
    )


def project_as_data(project: ProjectSchema) -> dict[str, Any]:
    types = {name: workflow_as_data(workflow) for name, workflow in sorted(project.types.items())}
    return pruned(
        {
            "name": project.name,
            "kind": project.kind,
            "types": types,
            "components": sorted(project.components),
            "versions": list(project.versions),
        }
    )


def workflow_as_data(workflow: Workflow) -> dict[str, Any]:
    data: dict[str, Any] = {"statuses": list(workflow.statuses)}
    if workflow.transitions is not None:
        data["transitions"] = {status: list(names) for status, names in sorted(workflow.transitions.items())}
    return data


def schema_from_data(data: Mapping[str, Any]) -> Schema:
    """The schema that such data tells. KeyError or TypeError for data of another shape."""
    return Schema(
        instance=data["instance"],
        tracker=data.get("tracker", ""),
        fields={key: field_from_data(key, each) for key, each in data.get("fields", {}).items()},
        projects={key: project_from_data(key, each) for key, each in data.get("projects", {}).items()},
        priorities=tuple(data.get("priorities", ())),
        resolutions=tuple(data.get("resolutions", ())),
        link_types=tuple(data.get("linkTypes", ())),
        users=tuple(data["users"]) if "users" in data else None,
    )


def field_from_data(key: str, data: Mapping[str, Any]) -> Field:
    options = tuple(data["options"]) if "options" in data else None
    return Field(
        data.get("name", key),
        data.get("kind", "any"),
        data.get("many", False),
        options,
        data.get("custom", ""),
        data.get("readonly", False),
    )


def project_from_data(key: str, data: Mapping[str, Any]) -> ProjectSchema:
    types = {name: workflow_from_data(each) for name, each in data.get("types", {}).items()}
    components, versions = tuple(data.get("components", ())), tuple(data.get("versions", ()))
    name, kind = data.get("name", ""), data.get("kind", "")
    return ProjectSchema(key, name, types, components, versions, kind)


def workflow_from_data(data: Mapping[str, Any]) -> Workflow:
    known = data.get("transitions")
    transitions = None if known is None else {status: tuple(names) for status, names in known.items()}
    return Workflow(tuple(data["statuses"]), transitions)
