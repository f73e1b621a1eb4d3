"""A field gets a value of a kind that it cannot hold.

Values are fitted where the meaning is plain: a name for a priority, one label for a list of them. A date that
is no date, a number that is none, a piece of code in place of its result cannot be fitted.

Bad (incoming)::

    issue.due = "end of the week"

Good (incoming)::

    issue.due = "2026-01-31"

Bad (incoming)::

    // here: {fields: {"Story Points": {custom: customfield_2, kind: number}}}
    issue.customFields."Story Points".value = replica.labels

Good (incoming)::

    // here: {fields: {"Story Points": {custom: customfield_2, kind: number}}}
    issue.customFields."Story Points".value = replica.labels.size()
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from syncscript.language.analysis.issue_model import MODEL, OBJECTS
from syncscript.language.analysis.schema import Schema
from syncscript.language.analysis.survey import text_of
from syncscript.language.builtins.moments import iso_moment
from syncscript.language.lint.linted import Linted
from syncscript.language.lint.registry import Told, lint_rule
from syncscript.language.rule_files import WRITTEN
from syncscript.language.syntax import tree

LISTS, NO_NAME = {"list"}, {"boolean", "date", "closure"}
MISFITS: dict[str, frozenset[str]] = {
    "text": frozenset({"closure"}),
    "date": frozenset({"boolean", "list", "closure"}) | OBJECTS,
    "datetime": frozenset({"boolean", "list", "closure"}) | OBJECTS,
    "number": frozenset({"boolean", "list", "date", "closure"}) | OBJECTS,
    "user": frozenset({"number", "list", "label", "comment", "attachment"} | NO_NAME),
    "users": frozenset({"number", "label"} | NO_NAME),
    "named object": frozenset({"list", "user", "comment", "attachment"} | NO_NAME),
    "option": frozenset({"date", "closure", "comment", "attachment"}),
    "project": frozenset({"list", "user", "number"} | NO_NAME),
    "list": frozenset(NO_NAME),
}
"""What each kind of field cannot hold."""


@lint_rule("L130", "correctness", tree.Assignment, tree.Mapping)
def check(node: tree.Assignment | tree.Mapping, linted: Linted) -> Iterator[Told]:
    if isinstance(node, tree.Mapping):
        if node.table is None:
            yield from clash(node.left, node.right, linted)
            yield from clash(node.right, node.left, linted)
    elif node.operator == "=":
        yield from clash(node.target, node.value, linted)


def clash(target: tree.Node, given: tree.Node, linted: Linted) -> Iterator[Told]:
    field, expected = expected_by(target, linted)
    if not expected:
        return
    value = linted.types.of(given)
    misfit = value.name if value is not None and value.name in MISFITS.get(expected, ()) else ""
    if misfit == "closure":
        yield Told(given, f"{field} gets the code itself, and not what it gives.", "call it: ...()")
    elif misfit:
        message = f"{field} cannot hold a {misfit}: it is a {expected}."
        yield Told(given, message, f"give it a {expected}")
    elif (text := text_of(given)) is not None and not fits(text, expected):
        help = 'write a day as "2026-01-31"' if expected.startswith("date") else "write a number"
        yield Told(given, f"{field} is a {expected}, and this text is none.", help)


def expected_by(target: tree.Node, linted: Linted) -> tuple[str, str]:
    """The field that is written, and what it holds; two empty texts where that is not known."""
    if linted.kind == "mapping":
        return expected_by_side(target, linted)
    place = linted.survey.place_of(target) if isinstance(target, tree.Property | tree.Index) else None
    if place is None or place.root != WRITTEN[linted.kind] or not place.field:
        return "", ""
    if place.field.startswith("customFields.") and place.inside == ("value",):
        here, name = linted.surroundings.here, place.field.removeprefix("customFields.")
        return name, kind_of_custom(name, here if linted.kind == "incoming" else None)
    model = MODEL["issue"].get(place.field)
    return (place.field, model.name) if model is not None and not place.inside else ("", "")


def expected_by_side(target: tree.Node, linted: Linted) -> tuple[str, str]:
    """The same of a mapping file, where a path that is plain names the side."""
    from syncscript.language.lint.mapping_tables import schema_of, side_field

    side, field = side_field(target) or ("", "")
    if field.startswith("customFields."):
        name = field.removeprefix("customFields.")
        return name, kind_of_custom(name, schema_of(side, linted))
    model = MODEL["issue"].get(field)
    is_whole = isinstance(target, tree.Property) and target.name == field
    return (f"{side}.issue.{field}", model.name) if model is not None and is_whole else ("", "")


def kind_of_custom(name: str, schema: Schema | None) -> str:
    known = schema.custom_field(name) if schema is not None else None
    if known is None:
        return ""
    several = "users" if known.kind == "user" else "list"
    return several if known.many else known.kind


def fits(text: str, expected: str) -> bool:
    """Whether a text that is written down can be what is expected; an empty one clears the field."""
    if not text.strip():
        return True
    if expected in ("date", "datetime"):
        return iso_moment(text) is not None or any(sign.isdigit() for sign in text)
    if expected == "number":
        try:
            return Decimal(text.strip()).is_finite()
        except InvalidOperation:
            return False
    return True
