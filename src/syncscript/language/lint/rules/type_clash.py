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


@lint_rule("L130", "correctness", tree.Assignment, kinds=tuple(WRITTEN))
def check(node: tree.Assignment, linted: Linted) -> Iterator[Told]:
    if node.operator != "=":
        return
    field, expected = expected_by(node.target, linted)
    if not expected:
        return
    value = linted.types.of(node.value)
    misfit = value.name if value is not None and value.name in MISFITS.get(expected, ()) else ""
    if misfit == "closure":
        yield Told(node.value, f"{field} gets the code itself, and not what it gives.", "call it: ...()")
    elif misfit:
        message = f"{field} cannot hold a {misfit}: it is a {expected}."
        yield Told(node.value, message, f"give it a {expected}")
    elif (text := text_of(node.value)) is not None and not fits(text, expected):
        help = 'write a day as "2026-01-31"' if expected.startswith("date") else "write a number"
        yield Told(node.value, f"{field} is a {expected}, and this text is none.", help)


def expected_by(target: tree.Node, linted: Linted) -> tuple[str, str]:
    """The field that is written, and what it holds; two empty texts where that is not known."""
    place = linted.survey.place_of(target) if isinstance(target, tree.Property | tree.Index) else None
    if place is None or place.root != WRITTEN[linted.kind] or not place.field:
        return "", ""
    if place.field.startswith("customFields.") and place.inside == ("value",):
        here, name = linted.surroundings.here, place.field.removeprefix("customFields.")
        known = here.custom_field(name) if here is not None and linted.kind == "incoming" else None
        if known is None:
            return "", ""
        several = "users" if known.kind == "user" else "list"
        return name, several if known.many else known.kind
    model = MODEL["issue"].get(place.field)
    return (place.field, model.name) if model is not None and not place.inside else ("", "")


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
