"""Labels: words without spaces, each at most 255 characters, in alphabetical order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from syncscript.sandbox.kinds.kind import Kind, Label, Reading, text_value
from syncscript.sandbox.problems import FieldProblem
from syncscript.sandbox.records import FieldDefinition, Json
from syncscript.sandbox.world import World

if TYPE_CHECKING:
    from syncscript.sandbox.faces.rendering import Rendering


class Labels(Kind):
    name = "labels"
    comparison = "label"
    many = True
    schema_type = "array"
    schema_items = "string"
    custom_type = "labels"

    def read(self, value: Json, definition: FieldDefinition, reading: Reading) -> Json:
        return sorted(super().read(value, definition, reading))

    def read_one(self, value: Json, definition: FieldDefinition, reading: Reading) -> Json:
        label = text_value(value)
        if any(character.isspace() for character in label):
            raise FieldProblem(f"The label '{label}' contains spaces which is invalid.")
        if len(label) > 255:
            raise FieldProblem(f"The label '{label}' exceeds the maximum length of 255 characters.")
        if not label:
            raise FieldProblem("The label '' can't be empty.")
        return label

    def show(self, stored: Json, definition: FieldDefinition, rendering: Rendering) -> Json:
        if definition.custom:
            return stored or None
        return stored or []

    def label(self, stored: Json, definition: FieldDefinition, world: World) -> Label:
        return None, " ".join(stored or ())


KINDS = (Labels(),)
