"""What a kind of field can do: read a value from a request, show it, and name it for the history.

A kind is a value without state. Reading refuses with FieldProblem in Jira's words. Each module of
this package that defines kinds lists them in its own `KINDS`; the package finds them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from syncscript.sandbox.problems import FieldProblem
from syncscript.sandbox.records import FieldDefinition, Json, Option, Project
from syncscript.sandbox.world import World

if TYPE_CHECKING:
    from syncscript.sandbox.faces.rendering import Rendering


Label = tuple[str | None, str | None]
"""A value in the change history: its identifier and its text."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a value is read against. `api` is the version of the REST API, 2 or 3."""

    world: World
    face: str
    api: int
    project: Project


class Kind:
    """The plain case: a value that is stored and shown as it comes.

    comparison: how JQL compares it; many: a list, with the verbs add and remove.
    """

    name = "any"
    comparison = "text"
    many = False
    schema_type = "any"
    schema_items = ""
    custom_type = ""

    def schema(self, definition: FieldDefinition) -> dict[str, Json]:
        """The field's schema as `/field` and create metadata tell it."""
        shape: dict[str, Json] = {"type": self.schema_type}
        if self.schema_items:
            shape["items"] = self.schema_items
        if not definition.custom:
            return shape | {"system": definition.id}
        custom = f"com.atlassian.jira.plugin.system.customfieldtypes:{self.custom_type}"
        return shape | {"custom": custom, "customId": definition.number}

    def operations(self) -> list[str]:
        return ["add", "set", "remove"] if self.many else ["set"]

    def read(self, value: Json, definition: FieldDefinition, reading: Reading) -> Json:
        """The stored form of a value from a request; None or [] for an empty one."""
        if not self.many:
            return None if value is None else self.read_one(value, definition, reading)
        if value is None:
            return []
        if not isinstance(value, list):
            raise FieldProblem("data was not an array")
        elements = dict.fromkeys(self.read_one(one, definition, reading) for one in value)
        return [element for element in elements if element is not None]

    def read_one(self, value: Json, definition: FieldDefinition, reading: Reading) -> Json:
        """The stored form of the value, or of one element of it."""
        return value

    def show(self, stored: Json, definition: FieldDefinition, rendering: Rendering) -> Json:
        if not self.many:
            return None if stored is None else self.show_one(stored, definition, rendering)
        return [self.show_one(one, definition, rendering) for one in stored or ()]

    def show_one(self, stored: Json, definition: FieldDefinition, rendering: Rendering) -> Json:
        return stored

    def label(self, stored: Json, definition: FieldDefinition, world: World) -> Label:
        """(identifier, text) for the change history."""
        if stored is None or stored == []:
            return None, None
        if not self.many:
            return self.label_one(stored, definition, world)
        labels = [self.label_one(one, definition, world) for one in stored]
        return ", ".join(str(i) for i, _ in labels), ", ".join(str(text) for _, text in labels)

    def label_one(self, stored: Json, definition: FieldDefinition, world: World) -> Label:
        return None, str(stored)

    def allowed(
        self, definition: FieldDefinition, project: Project, rendering: Rendering,
    ) -> list[Json] | None:
        """The values to choose from, where there is such a list."""
        return None


def text_value(value: Json) -> str:
    """The value, when it is a string."""
    if not isinstance(value, str):
        raise FieldProblem("Operation value must be a string")
    return value


def every_option(options: tuple[Option, ...]) -> list[Option]:
    """The options and those below them."""
    return [one for option in options for one in (option, *every_option(option.children))]
