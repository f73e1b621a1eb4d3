"""Which values a field may have at all, as a schema tells it.

Only closed sets: a text or a label is none. Refuses to guess: None where the
schema says nothing.
"""

from __future__ import annotations

from collections.abc import Collection

from syncscript.language.analysis.schema import Schema

PARTS_OF_PROJECTS = ("components", "fixVersions", "affectedVersions")


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
    if field in PARTS_OF_PROJECTS:
        return parts_of_projects(schema, field)
    named = {"priority": schema.priorities, "resolution": schema.resolutions}.get(field)
    return frozenset(named) if named else None


def parts_of_projects(schema: Schema, field: str) -> frozenset[str] | None:
    """The components or versions of all projects; None where one of them tells none."""
    each = [p.components if field == "components" else p.versions for p in schema.projects.values()]
    return frozenset(name for names in each for name in names) or None if all(each) else None


def types_of(schema: Schema) -> frozenset[str]:
    return frozenset(name for project in schema.projects.values() for name in project.types)


def is_among(value: str, values: Collection[str]) -> bool:
    """Whether there is such a value. Trackers do not look at the case of letters."""
    return value in values or value.casefold() in {each.casefold() for each in values}
