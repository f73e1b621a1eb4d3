"""Fields that name a thing of the instance or the project: priority, type, status, components..."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from syncscript.sandbox.kinds.kind import Kind, Label, Reading
from syncscript.sandbox.problems import FieldProblem
from syncscript.sandbox.records import Component, FieldDefinition, Json, Project, Version
from syncscript.sandbox.world import HasIdAndName, World, by_id, named

if TYPE_CHECKING:
    from syncscript.sandbox.faces.rendering import Rendering


def thing_meant(value: Json, things: Mapping[str, HasIdAndName], what: str) -> HasIdAndName:
    """The thing that `{"id": ...}` or `{"name": ...}` means; `what` as Jira calls it in refusals."""
    if not isinstance(value, dict):
        raise FieldProblem(f"Specify a valid 'id' or 'name' for {what}")
    if value.get("id") is not None:
        found = things.get(str(value["id"]))
        if found is None:
            raise FieldProblem(f"{what} id '{value['id']}' is not valid")
        return found
    name = value.get("name")
    found = named(things, name) if isinstance(name, str) else None
    if found is None:
        raise FieldProblem(f"{what} name '{name}' is not valid")
    return found


class Priority(Kind):
    name = "priority"
    comparison = "priority"
    schema_type = "priority"

    def read_one(self, value: Json, definition: FieldDefinition, reading: Reading) -> Json:
        return thing_meant(value, reading.world.priorities, "Priority").id

    def show_one(self, stored: Json, definition: FieldDefinition, rendering: Rendering) -> Json:
        return rendering.priority(stored)

    def label_one(self, stored: Json, definition: FieldDefinition, world: World) -> Label:
        return stored, world.priorities[stored].name

    def allowed(
        self, definition: FieldDefinition, project: Project, rendering: Rendering
    ) -> list[Json] | None:
        return [rendering.priority(i) for i in rendering.world.priorities]


class Resolution(Kind):
    name = "resolution"
    comparison = "resolution"
    schema_type = "resolution"

    def read_one(self, value: Json, definition: FieldDefinition, reading: Reading) -> Json:
        return thing_meant(value, reading.world.resolutions, "Resolution").id

    def show_one(self, stored: Json, definition: FieldDefinition, rendering: Rendering) -> Json:
        return rendering.resolution(stored)

    def label_one(self, stored: Json, definition: FieldDefinition, world: World) -> Label:
        return stored, world.resolutions[stored].name

    def allowed(
        self, definition: FieldDefinition, project: Project, rendering: Rendering
    ) -> list[Json] | None:
        return [rendering.resolution(i) for i in rendering.world.resolutions]


class Type(Kind):
    name = "issuetype"
    comparison = "issuetype"
    schema_type = "issuetype"

    def read(self, value: Json, definition: FieldDefinition, reading: Reading) -> Json:
        if value is None:
            raise FieldProblem(
                "Specify an issue type" if reading.face == "cloud" else "issue type is required"
            )
        try:
            return thing_meant(value, reading.world.issue_types, "Issue type").id
        except FieldProblem:
            cloud = "Specify a valid issue type"
            raise FieldProblem(cloud if reading.face == "cloud" else "valid issue type is required") from None

    def show_one(self, stored: Json, definition: FieldDefinition, rendering: Rendering) -> Json:
        return rendering.issue_type(stored)

    def label_one(self, stored: Json, definition: FieldDefinition, world: World) -> Label:
        return stored, world.issue_types[stored].name


class CurrentStatus(Kind):
    name = "status"
    comparison = "status"
    schema_type = "status"

    def show_one(self, stored: Json, definition: FieldDefinition, rendering: Rendering) -> Json:
        return rendering.status(stored)

    def label_one(self, stored: Json, definition: FieldDefinition, world: World) -> Label:
        return stored, world.statuses[stored].name


class OfProject(Kind):
    name = "project"
    comparison = "project"
    schema_type = "project"

    def show_one(self, stored: Json, definition: FieldDefinition, rendering: Rendering) -> Json:
        return rendering.project(stored)

    def label_one(self, stored: Json, definition: FieldDefinition, world: World) -> Label:
        return stored, world.projects[stored].name


class Components(Kind):
    name = "components"
    comparison = "component"
    many = True
    schema_type = "array"
    schema_items = "component"

    def read_one(self, value: Json, definition: FieldDefinition, reading: Reading) -> Json:
        return thing_meant(value, by_id(reading.project.components), "Component").id

    def show_one(self, stored: Json, definition: FieldDefinition, rendering: Rendering) -> Json:
        return rendering.component(_component(stored, rendering.world))

    def label_one(self, stored: Json, definition: FieldDefinition, world: World) -> Label:
        return stored, _component(stored, world).name

    def allowed(
        self, definition: FieldDefinition, project: Project, rendering: Rendering
    ) -> list[Json] | None:
        return [rendering.component(component) for component in project.components]


class Versions(Kind):
    name = "versions"
    comparison = "version"
    many = True
    schema_type = "array"
    schema_items = "version"

    def read_one(self, value: Json, definition: FieldDefinition, reading: Reading) -> Json:
        return thing_meant(value, by_id(reading.project.versions), "Version").id

    def show_one(self, stored: Json, definition: FieldDefinition, rendering: Rendering) -> Json:
        return rendering.version(_version(stored, rendering.world))

    def label_one(self, stored: Json, definition: FieldDefinition, world: World) -> Label:
        return stored, _version(stored, world).name

    def allowed(
        self, definition: FieldDefinition, project: Project, rendering: Rendering
    ) -> list[Json] | None:
        return [rendering.version(version) for version in project.versions]


class Parent(Kind):
    name = "parent"
    comparison = "issue"
    schema_type = "issuelink"

    def read_one(self, value: Json, definition: FieldDefinition, reading: Reading) -> Json:
        wanted = value.get("id") or value.get("key") if isinstance(value, dict) else None
        found = reading.world.issue(str(wanted)) if wanted else None
        if found is None:
            cloud = "Could not find issue by id or key."
            raise FieldProblem(cloud if reading.face == "cloud" else "data was not an object")
        return found.id

    def show_one(self, stored: Json, definition: FieldDefinition, rendering: Rendering) -> Json:
        parent = rendering.world.issues.get(stored)
        return None if parent is None else rendering.issue_brief(parent)

    def label_one(self, stored: Json, definition: FieldDefinition, world: World) -> Label:
        parent = world.issues.get(stored)
        return stored, None if parent is None else parent.key


def _component(component_id: str, world: World) -> Component:
    return next(c for p in world.projects.values() for c in p.components if c.id == component_id)


def _version(version_id: str, world: World) -> Version:
    return next(v for p in world.projects.values() for v in p.versions if v.id == version_id)


KINDS = (Priority(), Resolution(), Type(), CurrentStatus(), OfProject(), Components(), Versions(), Parent())
