"""The query of a trigger asks for a status, type, priority, resolution or option that there is none of.

Jira refuses a name that it does not know, and finds nothing for a status that the project does not have:
nothing new comes under sync. What there is stands in the schema of the instance; pull it anew when it is
the schema that is old.

Bad::

    # the statuses of the project are Open, In Progress and Done
    query = "status = 'In Progres'"

Good::

    query = "status = 'In Progress'"
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from syncscript.app.linting.project_registry import ProjectTold, ProjectView, Trigger, project_rule
from syncscript.app.linting.queries import Asked, asked_in
from syncscript.jql.tree import Literal
from syncscript.language.analysis.closed_sets import is_among, values_of

NAMES = {"issuetype": "type", "type": "type", "worktype": "type", "status": "status", "priority": "priority",
         "resolution": "resolution"}  # fmt: skip
OPERATORS = ("=", "!=", "in", "not in")
ALSO = frozenset({"unresolved"})
EVERYWHERE = ("priority", "resolution")
"""The same in all projects, so that Jira refuses names that are not among them."""
NEAR = 0.75


@project_rule("L014", "correctness")
def check(view: ProjectView) -> Iterator[ProjectTold]:
    for trigger in view.triggers():
        for clause in asked_in(trigger.query):
            values = values_meant(clause, trigger) or frozenset()
            for value in wrong_values(clause, values):
                near = get_close_matches(value.text, sorted(values), n=1, cutoff=NEAR)
                help = f"did you mean {near[0]}?" if near else f"there are: {', '.join(sorted(values))}"
                message = f"{trigger.side} has no {clause.field.text} {value.text}."
                yield ProjectTold(message, help, trigger.key, value.start, value.end - value.start)


def wrong_values(clause: Asked, values: frozenset[str]) -> list[Literal]:
    """What other projects may have is wrong where nothing else can be found, or where it is a slip."""
    unknown = [value for value in clause.values if values and not is_known(value, values)]
    if not unknown or clause.operator not in OPERATORS:
        return []
    finds_nothing = clause.certain and clause.operator in ("=", "in") and len(unknown) == len(clause.values)
    if finds_nothing or clause.field.text.lower() in EVERYWHERE:
        return unknown
    return [value for value in unknown if get_close_matches(value.text, values, n=1, cutoff=NEAR)]


def is_known(value: Literal, values: frozenset[str]) -> bool:
    """An id is taken for right: schemas hold names."""
    return is_among(value.text, values) or value.text.isdecimal() or value.text.casefold() in ALSO


def values_meant(clause: Asked, trigger: Trigger) -> frozenset[str] | None:
    schema, name = trigger.schema, clause.field.text
    if schema is None:
        return None
    field = NAMES.get(name.lower())
    if field == "status":
        return schema.statuses(trigger.project) or None
    if field is not None:
        return values_of(schema, field)
    known = schema.custom_field(name.removeprefix("cf[").removesuffix("]"))
    plain = known is not None and known.options and not any(" / " in option for option in known.options)
    return values_of(schema, f"customFields.{known.name}") if known is not None and plain else None
