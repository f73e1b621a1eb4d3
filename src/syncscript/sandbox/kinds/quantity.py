"""Fields of numbers, days and instants."""

from __future__ import annotations

from datetime import date

from syncscript.sandbox.instants import jira_text, read_instant
from syncscript.sandbox.kinds.kind import Kind, Reading, text_value
from syncscript.sandbox.problems import FieldProblem
from syncscript.sandbox.records import FieldDefinition, Json


class Number(Kind):
    name = "number"
    comparison = "number"
    schema_type = "number"
    custom_type = "float"

    def read_one(self, value: Json, definition: FieldDefinition, reading: Reading) -> Json:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise FieldProblem("Operation value must be a number")
        return float(value)


class Day(Kind):
    name = "date"
    comparison = "day"
    schema_type = "date"
    custom_type = "datepicker"

    def read_one(self, value: Json, definition: FieldDefinition, reading: Reading) -> Json:
        text = text_value(value)
        if not text:
            return None
        try:
            return date.fromisoformat(text[:10]).isoformat()
        except ValueError:
            raise FieldProblem("Operation value must be a string in the format yyyy-MM-dd") from None


class Instant(Kind):
    """An instant, stored as Jira writes it. `created` and its like are of this kind too."""

    name = "datetime"
    comparison = "instant"
    schema_type = "datetime"
    custom_type = "datetime"

    def read_one(self, value: Json, definition: FieldDefinition, reading: Reading) -> Json:
        text = text_value(value)
        if not text:
            return None
        try:
            return jira_text(read_instant(text))
        except ValueError:
            raise FieldProblem(f"Error parsing date string: {text}") from None


KINDS = (Number(), Day(), Instant())
