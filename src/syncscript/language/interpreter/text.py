"""Values as text, the way Groovy prints them.

Knows toString, GString interpolation and inspect. Refuses to know budgets; callers charge for what they
build. A list that contains itself is cut at a fixed depth.
"""

from __future__ import annotations

from decimal import Decimal

from syncscript.language.interpreter.faults import Fault
from syncscript.language.interpreter.values import (
    Buffer,
    ClassName,
    Closure,
    Entry,
    Failure,
    Helper,
    Matcher,
    Pattern,
    Value,
    type_name,
)

DEEPEST = 60


def double_text(number: float) -> str:
    """A double as Java prints it: 1.0, 1.0E10."""
    if number != number:
        return "NaN"
    if number in (float("inf"), float("-inf")):
        return "Infinity" if number > 0 else "-Infinity"
    size = abs(number)
    if size == 0 or 1e-3 <= size < 1e7:
        return repr(number) if "e" not in repr(number) else format(number, "f")
    digits, exponent = format(Decimal(repr(number)), "E").split("E")
    return f"{digits if '.' in digits else digits + '.0'}E{int(exponent)}"


def text(value: Value, depth: int = 0) -> str:
    """The value as it looks inside a GString."""
    kind = type(value)
    if kind is str:
        return str(value)
    if value is None:
        return "null"
    if kind is bool:
        return "true" if value else "false"
    if kind is int:
        return int_text(value)
    if kind is float:
        return double_text(value)
    if kind is Decimal:
        return str(value)
    return compound_text(value, depth)


def int_text(value: int) -> str:
    if value.bit_length() > 13_000:
        raise Fault("This number is too long to be written as text.", "keep numbers below 4,000 digits")
    return str(value)


def compound_text(value: Value, depth: int) -> str:
    if depth > DEEPEST:
        raise Fault("This value is nested too deeply to be written as text.", "does a list contain itself?")
    if isinstance(value, list):
        return "[" + ", ".join([text(item, depth + 1) for item in value]) + "]"
    if isinstance(value, dict):
        return (
            "["
            + (", ".join([f"{text(k, depth + 1)}:{text(v, depth + 1)}" for k, v in value.items()]) or ":")
            + "]"
        )
    if isinstance(value, Entry):
        return f"{text(value.key, depth + 1)}={text(value.value, depth + 1)}"
    return box_text(value)


def box_text(value: Value) -> str:
    match value:
        case Buffer():
            return value.text
        case Failure():
            return value.kind if value.message is None else f"{value.kind}: {value.message}"
        case ClassName() | Helper():
            return value.name
        case Pattern():
            return value.source
        case Closure() | Matcher():
            return type_name(value)
    raise Fault("This value cannot be written as text.")


def inspect(value: Value, depth: int = 0) -> str:
    """The value as it would be written in a script: strings in quotes."""
    if type(value) is str:
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n") + "'"
    if depth > DEEPEST:
        return "..."
    if isinstance(value, list):
        return "[" + ", ".join([inspect(item, depth + 1) for item in value]) + "]"
    if isinstance(value, dict):
        return (
            "["
            + (
                ", ".join([f"{inspect(k, depth + 1)}:{inspect(v, depth + 1)}" for k, v in value.items()])
                or ":"
            )
            + "]"
        )
    return text(value, depth)


def java_text(value: Value) -> str:
    """What `value.toString()` gives: as `text`, but a map is `{a=1}`."""
    if isinstance(value, dict):
        return "{" + ", ".join([f"{text(k)}={text(v)}" for k, v in value.items()]) + "}"
    return text(value)


def shorten(value: Value, most: int = 200) -> str:
    """The value for a message: inspected and cut."""
    shown = inspect(value)
    return shown if len(shown) <= most else shown[: most - 3] + "..."
