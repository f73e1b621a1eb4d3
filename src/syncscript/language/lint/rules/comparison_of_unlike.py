"""Two values are compared that are never equal.

A status, priority, user, label or project is an object with a name in it. `replica.status == "Done"` compares
the object with a text: it is false for every issue, and the block below never runs.

Bad (incoming)::

    if (replica.status == "Done") {
        issue.resolution = nodeHelper.getResolution("Fixed")
    }

Good (incoming)::

    if (replica.status.name == "Done") {
        issue.resolution = nodeHelper.getResolution("Fixed")
    }

Bad (outgoing)::

    if (issue.labels.contains("secret")) {
        return
    }
    replica.summary = issue.summary

Good (outgoing)::

    if (issue.labels.any { it.label == "secret" }) {
        return
    }
    replica.summary = issue.summary
"""

from __future__ import annotations

from collections.abc import Iterator

from syncscript.language.analysis.issue_model import OBJECTS, SHOWN_BY, Type, listed
from syncscript.language.lint.finding import Edit, Fix
from syncscript.language.lint.linted import Linted
from syncscript.language.lint.registry import Told, lint_rule
from syncscript.language.syntax import tree

OPTION = Type("option", nullable=True)
PLAIN = frozenset({"text", "number", "boolean"})
KNOWN = PLAIN | OBJECTS | {"list", "date", "option"}
Compared = tree.Binary | tree.Call | tree.Switch | tree.Index


@lint_rule("L124", "correctness", tree.Binary, tree.Call, tree.Switch, tree.Index)
def check(node: Compared, linted: Linted) -> Iterator[Told]:
    match node:
        case tree.Index(target=map, keys=[key]):
            yield from not_a_key(map, key, linted)
        case tree.Binary(operator="==" | "!=", left=left, right=right):
            if not is_negated(left, node):
                yield from unlike(node, left, right, linted)
        case tree.Call(
            target=tree.Node() as left,
            name="equals" | "equalsIgnoreCase",
            arguments=[tree.Argument(value=right)],
        ):
            yield from unlike(node, left, right, linted)
        case tree.Binary(operator="in" | "!in", left=value, right=list):
            yield from not_an_item(node, list, value, linted)
        case tree.Call(target=tree.Node() as list, name="contains", arguments=[tree.Argument(value=value)]):
            yield from not_an_item(node, list, value, linted)
        case tree.Switch(subject=subject, cases=cases):
            kind = linted.types.of(subject)
            values = [value for case in cases for value in case.values]
            texts = [value for value in values if isinstance(value, tree.Literal) and value.kind == "string"]
            if kind is not None and kind.name in OBJECTS and texts:
                message = f"{a(kind)} is no text: these cases never fit."
                yield Told(subject, message, shown_by(kind, subject, linted), fix_of(kind, subject))


def is_negated(left: tree.Node, node: tree.Node) -> bool:
    """`!x == y`, which is told as what it is: precedence-trap."""
    return isinstance(left, tree.Unary) and left.operator == "!" and left.start == node.start


def unlike(
    node: tree.Binary | tree.Call, left: tree.Node, right: tree.Node, linted: Linted
) -> Iterator[Told]:
    one, other = kind_of(left, linted), kind_of(right, linted)
    if one is None or other is None or one.name == other.name or not {one.name, other.name} <= KNOWN:
        return
    if any(isinstance(side, tree.Call) and side.name == "charAt" for side in (left, right)):
        return  # a number in Groovy, and told as that
    subject, kind, value = (left, one, other) if one.name not in PLAIN else (right, other, one)
    outcome = "true" if isinstance(node, tree.Binary) and node.operator == "!=" else "false"
    message = f"{a(kind)} is compared with {a(value).lower()}: always {outcome}."
    yield Told(node, message, shown_by(kind, subject, linted), fix_of(kind, subject))


def not_an_item(node: tree.Node, items: tree.Node, value: tree.Node, linted: Linted) -> Iterator[Told]:
    inside, kind = kind_of(items, linted), linted.types.of(value)
    if inside is None or kind is None or inside.name != "list" or inside.item is None:
        return
    if inside.item.name in OBJECTS | {"option"} and kind.name == "text":
        message = f"This list holds objects ({inside.item.name}s), and no texts: the text is never in it."
        written, wanted = linted.text(items), linted.text(value)
        shown = SHOWN_BY.get(inside.item.name, "name")
        yield Told(node, message, f"write {written}.any {{ it.{shown} == {wanted} }}")
    elif inside.item.name == "text" and kind.name in OBJECTS:
        message = f"This list holds texts, and {a(kind).lower()} is none: it is never in it."
        yield Told(node, message, shown_by(kind, value, linted), fix_of(kind, value))


def not_a_key(map: tree.Node, key: tree.Node, linted: Linted) -> Iterator[Told]:
    """A table that is written down with texts as keys, and an object to look up in it."""
    variable = linted.names.meant.get(id(map))
    table = map if variable is None or variable.writes else variable.value
    kind = linted.types.of(key)
    if not isinstance(table, tree.MapLiteral) or kind is None or kind.name not in OBJECTS:
        return
    keys = [each.key if isinstance(each, tree.MapEntry) else None for each in table.entries]
    if keys and all(isinstance(each, str | tree.Literal) for each in keys):
        message = f"The keys of this map are texts, and {a(kind).lower()} is none: nothing is found."
        yield Told(key, message, shown_by(kind, key, linted).replace("compare", "look up"), fix_of(kind, key))


def kind_of(node: tree.Node, linted: Linted) -> Type | None:
    """The type of an expression; of an option of the issue's own by the schema."""
    here, found = linted.surroundings.here, linted.types.of(node)
    if here is None or linted.kind == "mapping" or (found is not None and found.name != "any"):
        return found
    place = linted.survey.place_of(node)
    if place is None or place.root != "issue" or place.inside != ("value",):
        return found
    field = str(place.field)
    known = here.custom_field(field.removeprefix("customFields."))
    if known is None or known.kind != "option" or any(w.field == field for w in linted.flow.writes):
        return found
    return listed(OPTION) if known.many else OPTION


def a(kind: Type) -> str:
    return f"{'An' if kind.name[0] in 'aeiou' else 'A'} {kind.name}"


def shown_by(kind: Type, subject: tree.Node, linted: Linted) -> str:
    shown = SHOWN_BY.get(kind.name)
    return f"compare {linted.text(subject)}.{shown}" if shown else "compare values of one kind"


def fix_of(kind: Type, subject: tree.Node) -> Fix | None:
    shown = SHOWN_BY.get(kind.name)
    if shown is None:
        return None
    step = f"?.{shown}" if kind.nullable else f".{shown}"
    return Fix(f"compare the {shown}", (Edit(subject.end, subject.end, step),), safe=False)
