"""A field is named that the instance does not have.

The project's schema file knows every field of the instance. A name that is not among them reads as null, and
is refused when the plan writes it. Without a schema nothing is said.

Bad (incoming)::

    // here: {fields: {Severity: {custom: customfield_1}, summary: {}}}
    issue.customFields."Severty".value = replica.customFields."Severity"?.value

Good (incoming)::

    // here: {fields: {Severity: {custom: customfield_1}, summary: {}}}
    issue.customFields."Severity".value = replica.customFields."Severity"?.value
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from syncscript.language.analysis.issue_fields import FIELDS, field_meant_by
from syncscript.language.analysis.schema import Schema
from syncscript.language.analysis.traffic import Traffic
from syncscript.language.lint.linted import Linted
from syncscript.language.lint.registry import Told, lint_rule
from syncscript.language.syntax import tree

CUSTOM = "customFields."
OF_RULES = frozenset({"properties", "statusCategory", "subtasks", "votes", "links", "sprint", "epic", "rank"})


@lint_rule("L129", "correctness", tree.Script)
def check(script: tree.Script, linted: Linted) -> Iterator[Told]:
    if linted.kind == "mapping":
        yield from in_mapping(linted)
        return
    here = linted.surroundings.here
    if here is None or not here.fields:
        return
    issue = linted.written if linted.kind == "incoming" else Traffic(linted.survey, "issue")
    noted = {use.field for use in issue.writes} if linted.kind == "outgoing" else set()
    told: set[str] = set()
    for use in sorted([*issue.writes, *issue.reads], key=lambda use: use.node.start):
        if use.field is None or use.field in told or use.field in noted or is_known(use.field, here, linted):
            continue
        told.add(use.field)
        yield told_about(use.node, use.field, here)


def in_mapping(linted: Linted) -> Iterator[Told]:
    from syncscript.language.lint.mapping_tables import schema_of
    from syncscript.language.lint.side_fields import side_fields

    told: set[tuple[str, str]] = set()
    for each in side_fields(linted):
        schema = schema_of(each.side, linted)
        if schema is None or not schema.fields or (each.side, each.field) in told:
            continue
        if not is_of_schema(each.field, schema):
            told.add((each.side, each.field))
            yield told_about(each.node, each.field, schema)


def is_known(field: str, here: Schema, linted: Linted) -> bool:
    return is_of_schema(field, here) or (not field.startswith(CUSTOM) and is_method_like(field, linted))


def is_of_schema(field: str, here: Schema) -> bool:
    """Whether a schema has the field, or need not: of all that is not custom, Exalate names more."""
    if field.startswith(CUSTOM):
        has_custom = any(each.custom for each in here.fields.values())
        return not has_custom or here.custom_field(field.removeprefix(CUSTOM)) is not None
    if field.startswith("customKeys") or field in FIELDS or field in here.fields or field in OF_RULES:
        return True
    return field == "" or field_meant_by(field) is not None


def is_method_like(field: str, linted: Linted) -> bool:
    """A name that the rule both writes and reads is a note of its own."""
    issue = Traffic(linted.survey, "issue")
    return field in {use.field for use in issue.writes} and field in {use.field for use in issue.reads}


def told_about(node: tree.Node, field: str, here: Schema) -> Told:
    name = field.removeprefix(CUSTOM)
    known = [each for each, it in here.fields.items() if bool(it.custom) == (name != field)]
    near = get_close_matches(name, known, 1, 0.75)
    what = "custom field" if name != field else "field"
    unknown = "see its schema file, and pull it again if the field is new"
    help = f'did you mean "{near[0]}"?' if near else unknown
    return Told(node, f"{here.instance} has no {what} {name!r}.", help)
