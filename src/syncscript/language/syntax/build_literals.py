"""Builders of literals, lists, maps and strings with values inside."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from syncscript.language.syntax import tree
from syncscript.language.syntax.building import Building, builds, is_parenthesised, is_token

_WORDS = {"true": ("bool", True), "false": ("bool", False), "null": ("null", None)}
_INTEGERS = {"L": "long", "l": "long", "F": "double", "f": "double", "D": "double", "d": "double"}
MAX_DIGITS = 4000
"""Longer numbers cost more than linear time to read."""


@builds
def number(building: Building, kept: list[Any], start: int, end: int) -> tree.Literal:
    kind, value = _number(building, kept[0][3], start, end)
    return tree.Literal(start, end, kind, value)


@builds
def signed_number(building: Building, kept: list[Any], start: int, end: int) -> tree.Literal:
    kind, value = _number(building, kept[1][3], start, end)
    return tree.Literal(start, end, kind, -value if kept[0][3] == "-" else value)


def _number(building: Building, written: str, start: int, end: int) -> tuple[str, Any]:
    text = written.replace("_", "")
    if len(text) > MAX_DIGITS:
        building.report("number_too_long", start, end)
        return "int", 0
    prefix = text[:2].lower()
    if prefix in {"0x", "0b"}:
        digits = text[2:].rstrip("lLgGiI")
        if not digits:
            building.report("number_not_read", start, end, written)
            return "int", 0
        return "long" if text[-1] in "lL" else "int", int(digits, 16 if prefix == "0x" else 2)
    digits = text.rstrip("lLgGiIdDfF")
    kind = _INTEGERS.get(text[-1], "int")
    if kind == "double":
        return kind, float(digits)
    if "." in digits or "e" in digits.lower():
        return "decimal", _decimal(building, digits, start, end)
    if len(digits) > 1 and digits[0] == "0":
        return kind, _octal(building, digits, start, end)
    return kind, int(digits)


def _decimal(building: Building, digits: str, start: int, end: int) -> Decimal:
    value = Decimal(digits)
    if value.is_finite() and abs(value.adjusted()) <= MAX_DIGITS:
        return value
    building.report("number_too_long", start, end)
    return Decimal(0)


def _octal(building: Building, digits: str, start: int, end: int) -> int:
    if set(digits) <= set("01234567"):
        return int(digits, 8)
    building.report("not_octal", start, end, digits)
    return 0


@builds
def string(_: Building, kept: list[Any], start: int, end: int) -> tree.Literal:
    return tree.Literal(start, end, "string", kept[0][3])


@builds
def constant_word(_: Building, kept: list[Any], start: int, end: int) -> tree.Literal:
    kind, value = _WORDS[kept[0][3]]
    return tree.Literal(start, end, kind, value)


@builds
def gstring(_: Building, kept: list[Any], start: int, end: int) -> tree.Node:
    parts: list[str | tree.Node] = []
    for part in kept:
        if not is_token(part):
            parts.append(part)
        elif part[0] == "GS_PATH":
            parts.append(_path(part[3], part[1]))
        elif parts and isinstance(parts[-1], str):
            parts[-1] += part[3]
        else:
            parts.append(part[3])
    if all(isinstance(part, str) for part in parts):
        return tree.Literal(start, end, "string", "".join(map(str, parts)))
    return tree.GString(start, end, parts)


def _path(text: str, start: int) -> tree.Node:
    """`$a.b` reads the property; it is never a call."""
    first, *names = text[1:].split(".")
    end = start + 1 + len(first)
    node: tree.Node = tree.Name(start + 1, end, first)
    for name in names:
        end += 1 + len(name)
        node = tree.Property(start + 1, end, node, name)
    return node


@builds
def gs_value(_: Building, kept: list[Any], start: int, end: int) -> tree.Node:
    return kept[0] if kept else tree.Literal(start, end, "null", None)


@builds
def gs_lazy(_: Building, kept: list[Any], start: int, end: int) -> tree.Closure:
    body = kept[1]
    return tree.Closure(start, end, [], [tree.ExpressionStatement(body.start, body.end, body)])


@builds
def empty_list(_: Building, _kept: list[Any], start: int, end: int) -> tree.ListLiteral:
    return tree.ListLiteral(start, end, [])


@builds
def empty_map(_: Building, _kept: list[Any], start: int, end: int) -> tree.MapLiteral:
    return tree.MapLiteral(start, end, [])


@builds
def list_or_map(building: Building, kept: list[tree.Argument], start: int, end: int) -> tree.Node:
    """A list with one entry is a map; both kinds in one literal is a mistake."""
    if not any(argument.name is not None for argument in kept):
        return tree.ListLiteral(start, end, [_item(argument) for argument in kept])
    for argument in kept:
        if argument.name is None:
            building.report("mixed_list_and_map", argument.start, argument.end)
    return tree.MapLiteral(start, end, [_entry(argument) for argument in kept])


def _item(argument: tree.Argument) -> tree.Node:
    return tree.Spread(argument.start, argument.end, argument.value) if argument.spread else argument.value


def _entry(argument: tree.Argument) -> tree.Node:
    if argument.spread:
        return tree.Spread(argument.start, argument.end, argument.value)
    return tree.MapEntry(argument.start, argument.end, argument.name or "", argument.value)


@builds
def positional(_: Building, kept: list[Any], start: int, end: int) -> tree.Argument:
    return tree.Argument(start, end, kept[0])


@builds
def named(building: Building, kept: list[Any], start: int, end: int) -> tree.Argument:
    key, value = kept
    return tree.Argument(start, end, value, _key(building, key))


def _key(building: Building, key: tree.Node) -> str | tree.Node:
    if is_parenthesised(building, key) or isinstance(key, tree.GString):
        return key
    if isinstance(key, tree.Name):
        return key.name
    if not isinstance(key, tree.Literal | tree.ListLiteral | tree.MapLiteral | tree.Closure):
        building.report("key_not_simple", key.start, key.end)
    return key


@builds
def spread_argument(_: Building, kept: list[Any], start: int, end: int) -> tree.Argument:
    return tree.Argument(start, end, kept[1], spread=True)


@builds
def spread_named(_: Building, kept: list[Any], start: int, end: int) -> tree.Argument:
    return tree.Argument(start, end, kept[1], name="*", spread=True)
