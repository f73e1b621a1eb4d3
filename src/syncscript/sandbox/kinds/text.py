"""Fields of text: one line, several lines with markup, addresses, and the summary with its own limits."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from syncscript.sandbox.bodies import read_body, show_body, wiki_of
from syncscript.sandbox.kinds.kind import Kind, Label, Reading, text_value
from syncscript.sandbox.problems import FieldProblem
from syncscript.sandbox.records import FieldDefinition, Json
from syncscript.sandbox.world import World

if TYPE_CHECKING:
    from syncscript.sandbox.faces.rendering import Rendering


class Text(Kind):
    name = "text"
    schema_type = "string"
    custom_type = "textfield"

    def read_one(self, value: Json, definition: FieldDefinition, reading: Reading) -> Json:
        text = text_value(value)
        if len(text) > 255:
            raise FieldProblem(
                "The entered text is too long. It exceeds the allowed limit of 255 characters."
            )
        return text or None


class Summary(Text):
    name = "summary"

    def read(self, value: Json, definition: FieldDefinition, reading: Reading) -> Json:
        if value is None or (isinstance(value, str) and not value.strip()):
            raise FieldProblem("You must specify a summary of the issue.")
        text = text_value(value)
        if "\n" in text or "\r" in text:
            raise FieldProblem("The summary is invalid because it contains newline characters.")
        if len(text) > 255:
            raise FieldProblem("Summary must be less than 255 characters.")
        return text.strip()


class TextArea(Kind):
    name = "textarea"
    schema_type = "string"
    custom_type = "textarea"

    def read_one(self, value: Json, definition: FieldDefinition, reading: Reading) -> Json:
        return read_body(value, reading.api)

    def show_one(self, stored: Json, definition: FieldDefinition, rendering: Rendering) -> Json:
        return show_body(stored, rendering.api)

    def label_one(self, stored: Json, definition: FieldDefinition, world: World) -> Label:
        return None, wiki_of(stored)


class Address(Text):
    name = "url"
    custom_type = "url"

    def read_one(self, value: Json, definition: FieldDefinition, reading: Reading) -> Json:
        text = text_value(value)
        if text and not (urlsplit(text).scheme and urlsplit(text).netloc):
            raise FieldProblem(f"Not a valid URL: {text}")
        return text or None


KINDS = (Text(), Summary(), TextArea(), Address())
