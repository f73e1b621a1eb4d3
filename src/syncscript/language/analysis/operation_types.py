"""The types of literals and of what operators make, from the types of their parts.

None where it cannot know. Refuses to know names, paths and calls.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from syncscript.language.analysis.issue_model import (
    BOOLEAN,
    CLOSURE,
    LIST,
    MAP,
    NULL,
    NUMBER,
    TEXT,
    Type,
    listed,
    mapped,
)
from syncscript.language.analysis.value_kinds import declared_as
from syncscript.language.syntax import tree

if TYPE_CHECKING:
    from syncscript.language.analysis.types import Types

TEXTS_BY_NAME = mapped(TEXT)
LITERALS = {"string": TEXT, "bool": BOOLEAN, "null": NULL}
COMPARING = frozenset({"==", "!=", "<", ">", "<=", ">=", "in", "!in", "&&", "||", "==~", "===", "!=="})
COUNTING = frozenset({"-", "*", "/", "%", "**", "+"})


def of_literal(types: Types, node: tree.Literal) -> Type:
    return LITERALS.get(node.kind, NUMBER)


def of_text(types: Types, node: tree.GString) -> Type:
    return TEXT


def of_closure(types: Types, node: tree.Closure) -> Type:
    return CLOSURE


def of_test(types: Types, node: tree.TypeTest) -> Type:
    return BOOLEAN


def of_range(types: Types, node: tree.Range) -> Type | None:
    ends = (types.of(node.low), types.of(node.high))
    return listed(NUMBER) if all(end == NUMBER for end in ends) else None


def of_list(types: Types, node: tree.ListLiteral) -> Type:
    item = all_joined(types.worth(item) for item in node.items)
    return LIST if item is None or item == NULL else listed(item)


def of_map(types: Types, node: tree.MapLiteral) -> Type:
    if node.entries and all(is_text_entry(each) for each in node.entries):
        return TEXTS_BY_NAME
    values = (each.value if isinstance(each, tree.MapEntry) else None for each in node.entries)
    item = all_joined(None if value is None else types.worth(value) for value in values)
    return MAP if item is None or item == NULL else mapped(item)


def is_text_entry(entry: tree.Node) -> bool:
    """Most tables are of texts."""
    return type(entry) is tree.MapEntry and type(entry.value) is tree.Literal and entry.value.kind == "string"


def of_binary(types: Types, node: tree.Binary) -> Type | None:
    if node.operator in COMPARING:
        return BOOLEAN
    left = types.of(node.left)
    if left is None:
        return None
    if node.operator == "<=>":
        return NUMBER
    if left.name == "text":
        return TEXT if node.operator in ("+", "-", "*") else None
    if left.name == "list":
        return of_list_and(types, left, node)
    both = left == NUMBER and node.operator in COUNTING and types.of(node.right) == NUMBER
    return NUMBER if both else None


def of_list_and(types: Types, left: Type, node: tree.Binary) -> Type | None:
    if node.operator == "-":
        return left.surely()
    if node.operator not in ("+", "<<"):
        return None
    right = types.worth(node.right)
    added = right.item if right is not None and right.name == "list" and node.operator == "+" else right
    return left.surely() if added is not None and added == left.item else LIST


def of_elvis(types: Types, node: tree.Elvis) -> Type | None:
    value, otherwise = types.of(node.value), types.worth(node.otherwise)
    if value is None or otherwise is None:
        return None
    return otherwise if value.name == "null" else joined(value.surely(), otherwise)


def of_ternary(types: Types, node: tree.Ternary) -> Type | None:
    return all_joined(types.worth(each) for each in (node.then, node.otherwise))


def of_unary(types: Types, node: tree.Unary) -> Type | None:
    return BOOLEAN if node.operator == "!" else types.of(node.operand) if node.operator == "-" else None


def of_cast(types: Types, node: tree.Cast) -> Type | None:
    found, value = declared_as(node.type), types.worth(node.value)
    if found is None:
        return None
    if value is not None and value.name == found.name:
        return value
    return found.or_null() if value is not None and value.nullable else found


def joined(one: Type, other: Type) -> Type | None:
    """The type of what is one or the other."""
    if one.name == "null" or other.name == "null":
        return (other if one.name == "null" else one).or_null()
    if one is other:
        return one
    if one.name != other.name:
        return None
    item = one.item if one.item == other.item else None
    return Type(one.name, one.nullable or other.nullable, item)


def all_joined(kinds: Iterable[Type | None]) -> Type | None:
    """None where one of them is not known, or there is none."""
    found: Type | None = None
    for kind in kinds:
        if kind is None:
            return None
        found = kind if found is None else joined(found, kind)
        if found is None:
            return None
    return found
