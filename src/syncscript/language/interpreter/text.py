"""Values as text, the way Groovy prints them.

Knows toString, GString interpolation and inspect. Refuses to know budgets; callers charge for what they
build. A list that contains itself is cut at a fixed depth.
"""

from __future__ import annotations

from decimal import Decimal

from syncscript.language.interpreter.class_names import full_name
from syncscript.language.interpreter.faults import Fault, OverBudget
from syncscript.language.interpreter.item_lists import ItemRange
from syncscript.language.interpreter.map_keys import entries_of
from syncscript.language.interpreter.metering import work
from syncscript.language.interpreter.values import (
    Box,
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
LONGEST = 1_000_000
ESCAPES = str.maketrans(
    {"\\": r"\\", "'": r"\'", "\n": r"\n", "\t": r"\t", "\r": r"\r", "\b": r"\b", "\f": r"\f"}
)


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
    whole, _, rest = digits.partition(".")
    return f"{whole}.{rest.rstrip('0') or '0'}E{int(exponent)}"


def text(value: Value) -> str:
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
    if type(value) is ItemRange:
        return range_text(value)
    if isinstance(value, list | dict | Entry):
        return Writer(quoted=False).write(value, 0)
    return box_text(value)


def range_text(value: ItemRange, quoted: bool = False) -> str:
    ends = [in_quotes(end) if quoted and type(end) is str else text(end) for end in (value.low, value.high)]
    return ("..<" if value.exclusive else "..").join(ends)


def java_text(value: Value) -> str:
    """As Java's own classes write it: a map in braces."""
    holds = isinstance(value, list | dict) and type(value) is not ItemRange
    return Writer(quoted=False, braces=True).write(value, 0) if holds else text(value)


def in_gstring(value: Value) -> str:
    """The value inside of a GString: as `text`, but a range shows its items."""
    return text(list(value) if type(value) is ItemRange else value)


def part_text(value: Value) -> str:
    """The value as a part of another one's text: what holds values itself is named only.

    Boxes that hold boxes could otherwise grow a text without bounds.
    """
    holds = isinstance(value, Box) and any(isinstance(inner, Box | list | dict) for inner in vars_of(value))
    return type_name(value) if holds or isinstance(value, list | dict) else text(value)


def vars_of(value: Box) -> list[Value]:
    """What a box holds."""
    return list(getattr(value, "__dict__", {}).values())


def int_text(value: int) -> str:
    if value.bit_length() > 13_000:
        raise Fault("This number is too long to be written as text.", "keep numbers below 4,000 digits")
    return str(value)


def box_text(value: Value) -> str:
    match value:
        case Box():
            return value.text()
        case Buffer():
            return value.text
        case Failure():
            name = full_name(value.kind)
            return name if value.message is None else f"{name}: {value.message}"
        case ClassName():
            return f"class {full_name(value.name)}"
        case Helper():
            return value.name
        case Pattern():
            return value.source
        case Closure() | Matcher():
            return type_name(value)
    raise Fault("This value cannot be written as text.")


class Writer:
    """Writes a nested value, counting characters: shared parts can make the text larger than the value."""

    __slots__ = ("braces", "left", "quoted")

    def __init__(self, quoted: bool, braces: bool = False) -> None:
        self.quoted, self.braces = quoted, braces
        self.left = LONGEST

    def write(self, value: Value, depth: int) -> str:
        if depth > DEEPEST:
            raise Fault(
                "This value is nested too deeply to be written as text.", "does a list contain itself?"
            )
        if type(value) is ItemRange:
            return self.counted(range_text(value, self.quoted))
        work(2)
        if isinstance(value, list):
            return "[" + ", ".join([self.write(item, depth + 1) for item in value]) + "]"
        if isinstance(value, dict):
            if self.braces:
                return self.in_braces(value, depth + 1)
            pairs = [f"{self.write(k, depth + 1)}:{self.write(v, depth + 1)}" for k, v in entries_of(value)]
            return "[" + (", ".join(pairs) or ":") + "]"
        if isinstance(value, Entry):
            return f"{self.write(value.key, depth + 1)}={self.write(value.value, depth + 1)}"
        return self.counted(in_quotes(value) if self.quoted and type(value) is str else text(value))

    def in_braces(self, value: dict[Value, Value], depth: int) -> str:
        pairs = [f"{self.write(k, depth)}={self.write(v, depth)}" for k, v in entries_of(value)]
        return "{" + ", ".join(pairs) + "}"

    def counted(self, piece: str) -> str:
        work(1)
        self.left -= len(piece) + 2
        if self.left < 0:
            raise OverBudget("A value is too large to be written as text.", "write a part of it")
        return piece


def in_quotes(value: str) -> str:
    return "'" + value.translate(ESCAPES) + "'"


def inspect(value: Value) -> str:
    """The value as it would be written in a script: strings in quotes."""
    return Writer(quoted=True).write(value, 0)


def shorten(value: Value, most: int = 200) -> str:
    """The value for a message: inspected and cut."""
    shown = inspect(value)
    return shown if len(shown) <= most else shown[: most - 3] + "..."
