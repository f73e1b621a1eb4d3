"""What a query of JQL asks for, held against a schema: fields and values that there are none of.

Apps bring fields of their own to JQL and projects statuses, so an unknown name is told only where it is
nearly a known one, or where nothing else can be found. Refuses to know where a query stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from syncscript import jql
from syncscript.jql.tree import Both, Clause, Condition, Either, Literal, Name, Negation
from syncscript.language.analysis.closed_sets import is_among, values_of
from syncscript.language.analysis.schema import Schema

OWN = """\
affectedversion approvals assignee attachments category comment component created createddate
creator description due duedate environment filter fixversion hierarchylevel id issue issuekey
issuelink issuelinktype issuetype key labels lastviewed level originalestimate parent priority
project projecttype rank remainingestimate reporter request resolution resolutiondate resolved
savedfilter searchrequest security space spacetype sprint status statuscategory
statuscategorychangeddate summary team text timeestimate timeoriginalestimate timespent type updated
updateddate voter votes watcher watchers workitem worklogauthor worklogcomment worklogdate workratio
worktype
"""
"""What Jira's JQL knows by itself, in small letters."""
OF_APPS = {"backbone.remotekey": "backbone.remoteKey"}
"""What apps bring to it that rules of moved syncs ask for, as `fields_of` tells it."""
IDENTIFIED = re.compile(r"\w[\w.]*\s*\[.*|\d+", re.DOTALL)
"""`cf[10010]`, `issue.property[x].y`, `development[x].y`."""
NAMES = {"issuetype": "type", "type": "type", "worktype": "type", "status": "status", "priority": "priority",
         "resolution": "resolution"}  # fmt: skip
OPERATORS = ("=", "!=", "in", "not in")
ALSO = frozenset({"unresolved"})
EVERYWHERE = ("priority", "resolution")
"""The same in all projects, so that Jira refuses names that are not among them."""
NEAR = 0.75


@dataclass(frozen=True, slots=True)
class Asked:
    """operator: `=`, `in`, `is`... in small letters; certain: every issue that is found fulfils it; values:
    those that are written out."""

    field: Name
    operator: str
    values: tuple[Literal, ...]
    certain: bool


@dataclass(frozen=True, slots=True)
class Doubt:
    """What is asked for and is not there, and where in the query."""

    start: int
    end: int
    message: str
    help: str


def asked_in(query: str) -> list[Asked]:
    """The clauses of a query, in their order: those of all its readings. None where it is no JQL."""
    try:
        found = [list(asked(tree.where, certain=True)) for tree in jql.readings(query)]
    except jql.NotJql:
        return []
    first, *others = found or [[]]
    return [each for each in first if jql.HOLE not in each.field.text and all(each in o for o in others)]


def asked(condition: Condition | None, *, certain: bool) -> Iterator[Asked]:
    if isinstance(condition, Clause):
        yield Asked(condition.field, condition.operator, written(condition), certain)
    elif isinstance(condition, Negation):
        yield from asked(condition.part, certain=False)
    elif isinstance(condition, Both | Either):
        for part in condition.parts:
            yield from asked(part, certain=certain and isinstance(condition, Both))


def written(clause: Clause) -> tuple[Literal, ...]:
    """None where a function or a value of the run is among them: what it stands for is not known."""
    given = clause.operands
    values = tuple(each for each in given if isinstance(each, Literal) and jql.HOLE not in each.text)
    return values if len(values) == len(given) else ()


# ------------------------------------------------------------------------------------------ fields


def misspelt_fields(query: str, schema: Schema | None) -> Iterator[Doubt]:
    known = fields_of(schema)
    for each in asked_in(query):
        name = re.sub(r"\[[^\]]+\]$", "", each.field.text).strip()
        if name.lower() in known or IDENTIFIED.fullmatch(each.field.text):
            continue
        if near := get_close_matches(name.lower(), known, n=1, cutoff=0.8):
            message, help = f"No field is called {name}.", f"did you mean {known[near[0]]}?"
            yield Doubt(each.field.start, each.field.end, message, help)


def fields_of(schema: Schema | None) -> dict[str, str]:
    """By their names in small letters, as they are written."""
    found = {name: name for name in OWN.split()} | OF_APPS
    if schema is not None:
        found |= {name.lower(): name for name in schema.fields}
        customs = (each.custom for each in schema.fields.values() if each.custom)
        found |= {name.lower(): name for name in customs}
    return found


# ------------------------------------------------------------------------------------------ values


def values_not_there(query: str, schema: Schema | None, project: str, side: str) -> Iterator[Doubt]:
    """project: the one that is searched; where it is empty, the one that the query itself demands: without
    one there may be any status. side: what messages call the instance."""
    project = project or project_demanded(query, schema)
    for each in asked_in(query):
        if not project and each.field.text.lower() not in EVERYWHERE:
            continue
        values = values_meant(each, schema, project) or frozenset()
        for value in wrong_values(each, values):
            near = get_close_matches(value.text, sorted(values), n=1, cutoff=NEAR)
            help = f"did you mean {near[0]}?" if near else f"there are: {', '.join(sorted(values))}"
            yield Doubt(value.start, value.end, f"{side} has no {each.field.text} {value.text}.", help)


def project_demanded(query: str, schema: Schema | None) -> str:
    """The key of the one project of the schema in which everything that is found lies."""
    named = [
        value.text
        for each in asked_in(query)
        if each.certain and each.operator in ("=", "in") and each.field.text.lower() in ("project", "space")
        for value in each.values
    ]
    if schema is None or len(named) != 1:
        return ""
    return next((key for key in schema.projects if key.casefold() == named[0].casefold()), "")


def wrong_values(each: Asked, values: frozenset[str]) -> list[Literal]:
    """What other projects may have is wrong where nothing else can be found, or where it is a slip."""
    unknown = [value for value in each.values if values and not is_known(value, values)]
    if not unknown or each.operator not in OPERATORS:
        return []
    finds_nothing = each.certain and each.operator in ("=", "in") and len(unknown) == len(each.values)
    if finds_nothing or each.field.text.lower() in EVERYWHERE:
        return unknown
    return [value for value in unknown if get_close_matches(value.text, values, n=1, cutoff=NEAR)]


def is_known(value: Literal, values: frozenset[str]) -> bool:
    """An id is taken for right: schemas hold names."""
    return is_among(value.text, values) or value.text.isdecimal() or value.text.casefold() in ALSO


def values_meant(each: Asked, schema: Schema | None, project: str) -> frozenset[str] | None:
    if schema is None:
        return None
    name = each.field.text
    field = NAMES.get(name.lower())
    if field == "status":
        return schema.statuses(project) or None
    if field is not None:
        return values_of(schema, field)
    known = schema.custom_field(name.removeprefix("cf[").removesuffix("]"))
    plain = known is not None and known.options and not any(" / " in option for option in known.options)
    return values_of(schema, f"customFields.{known.name}") if known is not None and plain else None
