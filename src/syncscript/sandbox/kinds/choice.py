"""Custom fields with a list to choose from: one, several, check boxes, and a choice below a choice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from syncscript.sandbox.kinds.kind import Kind, Label, Reading, every_option
from syncscript.sandbox.problems import FieldProblem
from syncscript.sandbox.records import FieldDefinition, Json, Option, Project
from syncscript.sandbox.world import World

if TYPE_CHECKING:
    from syncscript.sandbox.faces.rendering import Rendering


def chosen(value: Json, options: tuple[Option, ...]) -> Option:
    """The option that `{"id": ...}` or `{"value": ...}` means."""
    if not isinstance(value, dict):
        raise FieldProblem("Specify a valid 'id' or 'name' for option")
    if "id" in value:
        found = next((o for o in options if o.id == str(value["id"])), None)
        if found is None:
            raise FieldProblem(f"Option id '{value['id']}' is not valid")
        return found
    found = next((o for o in options if o.value == value.get("value")), None)
    if found is None:
        raise FieldProblem(f"Option value '{value.get('value')}' is not valid")
    return found


def option_with_id(option_id: str, definition: FieldDefinition) -> Option:
    """The field's option with this id, on any level."""
    return next(o for o in every_option(definition.options) if o.id == option_id)


def shown_option(option: Option, rendering: Rendering) -> dict[str, Json]:
    return {"self": rendering.link(f"customFieldOption/{option.id}"), "value": option.value, "id": option.id}


class OneOption(Kind):
    name = "option"
    comparison = "option"
    schema_type = "option"
    custom_type = "select"

    def read_one(self, value: Json, definition: FieldDefinition, reading: Reading) -> Json:
        return chosen(value, definition.options).id

    def show_one(self, stored: Json, definition: FieldDefinition, rendering: Rendering) -> Json:
        return shown_option(option_with_id(stored, definition), rendering)

    def label_one(self, stored: Json, definition: FieldDefinition, world: World) -> Label:
        return stored, option_with_id(stored, definition).value

    def allowed(
        self, definition: FieldDefinition, project: Project, rendering: Rendering
    ) -> list[Json] | None:
        return [shown_option(option, rendering) for option in definition.options]


class Options(OneOption):
    name = "options"
    many = True
    schema_type = "array"
    schema_items = "option"
    custom_type = "multiselect"

    def show(self, stored: Json, definition: FieldDefinition, rendering: Rendering) -> Json:
        return super().show(stored, definition, rendering) or None


class CheckBoxes(Options):
    name = "checkboxes"
    custom_type = "multicheckboxes"


class Cascading(OneOption):
    """Stored as [id] or [id, id of the choice below]."""

    name = "cascading"
    schema_type = "option-with-child"
    custom_type = "cascadingselect"

    def read_one(self, value: Json, definition: FieldDefinition, reading: Reading) -> Json:
        upper = chosen(value, definition.options)
        child = value.get("child")
        return [upper.id] if child is None else [upper.id, chosen(child, upper.children).id]

    def show_one(self, stored: Json, definition: FieldDefinition, rendering: Rendering) -> Json:
        upper, *lower = (shown_option(option_with_id(i, definition), rendering) for i in stored)
        return upper | {"child": lower[0]} if lower else upper

    def label_one(self, stored: Json, definition: FieldDefinition, world: World) -> Label:
        names = [option_with_id(i, definition).value for i in stored]
        return ", ".join(stored), " - ".join(names)

    def allowed(
        self, definition: FieldDefinition, project: Project, rendering: Rendering
    ) -> list[Json] | None:
        return [shown_option(option, rendering)
                | {"children": [shown_option(child, rendering) for child in option.children]}
                for option in definition.options]


KINDS = (OneOption(), Options(), CheckBoxes(), Cascading())
