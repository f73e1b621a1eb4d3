"""What may be set on an issue, as create metadata, edit metadata and transition screens tell it."""

from __future__ import annotations

from syncscript.sandbox.catalogue import DEFAULT_PRIORITY
from syncscript.sandbox.faces.rendering import Rendering
from syncscript.sandbox.kinds import kind_of
from syncscript.sandbox.records import FieldDefinition, Issue, IssueType, Json, Project


def shown_field_meta(
    definition: FieldDefinition, project: Project, rendering: Rendering, *, required: bool | None = None,
) -> dict[str, Json]:
    """One field: whether it is required, its schema, its verbs and the values to choose from."""
    kind = kind_of(definition)
    meta: dict[str, Json] = {
        "required": definition.required if required is None else required,
        "schema": kind.schema(definition),
        "name": definition.name,
        "key": definition.id,
        "hasDefaultValue": definition.id == "priority",
        "operations": kind.operations(),
    }
    if meta["hasDefaultValue"]:
        meta["defaultValue"] = rendering.priority(DEFAULT_PRIORITY)
    allowed = kind.allowed(definition, project, rendering)
    return meta if allowed is None else meta | {"allowedValues": allowed}


def shown_screen(project: Project, issue_type: IssueType, rendering: Rendering) -> dict[str, dict[str, Json]]:
    """The fields of the create screen by id, the project and the type with their one value."""
    screen: dict[str, dict[str, Json]] = {}
    for definition in rendering.world.fields.values():
        if not definition.settable or definition.id == "resolution":
            continue
        required = definition.required or (definition.id == "parent" and issue_type.subtask)
        screen[definition.id] = shown_field_meta(definition, project, rendering, required=required)
    screen["issuetype"]["allowedValues"] = [rendering.shown_type(issue_type)]
    screen["project"] = {
        "required": True,
        "schema": {"type": "project", "system": "project"},
        "name": "Project",
        "key": "project",
        "hasDefaultValue": False,
        "operations": ["set"],
        "allowedValues": [rendering.project(project.id)],
    }
    return screen


def shown_edit_screen(issue: Issue, rendering: Rendering) -> dict[str, dict[str, Json]]:
    """The fields that may be edited: those of the create screen without the project."""
    issue_type = rendering.world.issue_types[issue.fields["issuetype"]]
    screen = shown_screen(rendering.world.projects[issue.project], issue_type, rendering)
    return {name: meta for name, meta in screen.items() if name != "project"}
