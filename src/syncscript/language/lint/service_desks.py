"""Whether issues are those of a service desk, where comments are internal or for the customer.

The project's kind tells; where no schema holds it, types and fields that only a service desk has. Fields are
an instance's, so they tell nothing of a project whose kind is known. Refuses to judge.
"""

from __future__ import annotations

from syncscript.language.analysis.schema import ProjectSchema, Schema
from syncscript.language.lint.linted import Linted
from syncscript.language.syntax import tree

KIND = "service_desk"
FIELDS = frozenset({
    "Request Type", "Customer Request Type", "Request participants", "Organizations",
    "Time to first response", "Time to resolution", "Satisfaction", "Request language",
})  # fmt: skip


def is_desk(schema: Schema | None, project: str = "") -> bool:
    """project: the key of the one that it is about, where that is known."""
    if schema is None:
        return False
    asked = [each for each in schema.projects.values() if not project or each.key == project]
    asked = asked or list(schema.projects.values())
    if asked and all(each.kind for each in asked):
        return any(each.kind == KIND for each in asked)
    return any(has_requests(each) for each in asked) or not FIELDS.isdisjoint(schema.fields)


def is_only_desks(schema: Schema | None) -> bool:
    """Where it is not known which of the projects it is about."""
    if schema is None:
        return False
    return is_desk(schema) and all(is_desk(schema, each) for each in schema.projects)


def has_requests(project: ProjectSchema) -> bool:
    return project.kind == KIND or any("service request" in name.lower() for name in project.types)


def is_desk_by_rule(linted: Linted) -> bool:
    """Whether the rule itself reads a field of the issue that only a service desk has."""
    if not linted.mentions(*FIELDS):
        return False
    paths = [*linted.survey.of(tree.Property), *linted.survey.of(tree.Index)]
    places = [place for each in paths if (place := linted.survey.place_of(each)) is not None]
    fields = {place.field for place in places if place.root == "issue"}
    return any(f"customFields.{name}" in fields for name in FIELDS)
