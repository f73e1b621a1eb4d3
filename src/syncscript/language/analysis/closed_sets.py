"""Which values a field may have at all, as a schema tells it.

Only closed sets: a text, a label or a component that a rule makes is none. Refuses to guess: None where the
schema says nothing.
"""

from __future__ import annotations

from collections.abc import Collection

from syncscript.language.analysis.schema import Schema


def values_of(schema: Schema | None, field: str) -> frozenset[str] | None:
    """The names of all values that a field may have. None where it is open, or not known."""
    if schema is None:
        return None
    bag, dot, name = field.partition(".")
    if dot:
        known = schema.custom_field(name) if bag == "customFields" else None
        return frozenset(known.options) if known is not None and known.options else None
    if field in ("type", "typeName", "status"):
        found = schema.statuses() if field == "status" else types_of(schema)
        return found or None if all(project.types for project in schema.projects.values()) else None
    named = {"priority": schema.priorities, "resolution": schema.resolutions}.get(field)
    return frozenset(named) if named else None


def types_of(schema: Schema) -> frozenset[str]:
    return frozenset(name for project in schema.projects.values() for name in project.types)


def is_among(value: str, values: Collection[str]) -> bool:
    """Whether there is such a value. Trackers do not look at the case of letters."""
    return value in values or value.casefold() in {each.casefold() for each in values}
