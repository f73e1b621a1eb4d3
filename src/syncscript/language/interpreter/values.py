"""The value types a script can touch beside plain data (None, bool, int, Decimal, float, str, list, dict).

Each is a small box without behaviour: what can be read or called on it stands in the tables of the
builtins. Refuses to know how anything is evaluated.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

from syncscript.language.interpreter.item_lists import (
    ItemHeap,
    ItemRange,
    ItemSet,
    ItemStack,
    KeyView,
    ValueView,
)
from syncscript.language.interpreter.map_keys import EXACT_KEYS, ExactKey, ListKey

Value = Any
"""A value of a script: plain data or one of the types of this file."""

UNSET: Any = type("Unset", (), {"__slots__": ()})()
"""Stands for a parameter that the caller left out."""


@dataclass(frozen=True, slots=True, eq=False)
class Closure:
    """A piece of a script as a value.

    function takes its parameters by position; least and most: how many; implicit: the one parameter is
    `it`, and may be left out; assigns: its last statement is an assignment, so its result tells nothing;
    orders: it is a comparator; bounces: a trampoline is to call it; home:
    what knows its delegate, in rules that speak of delegates.
    """

    function: Callable[..., Value]
    least: int
    most: int
    implicit: bool = False
    assigns: bool = False
    orders: bool = False
    bounces: bool = False
    home: Any = None


class Box:
    """A value type that brings its own text, order and sums: dates, zones, keys and their like.

    names: its class as scripts write it, then the classes and interfaces above it.
    """

    names: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls) -> None:
        for name in cls.names:
            BOXES[name] = (*BOXES.get(name, ()), cls)

    @classmethod
    def converted(cls, value: Value) -> Value:
        """What a cast or a typed variable of this class makes of another value; None when it refuses."""
        return None

    def returned(self, run: Any) -> None:
        """Called when the rule ends with this value, to note what that means."""

    def title(self) -> str:
        """What a person calls its type."""
        return self.names[0]

    def is_a(self, name: str) -> bool:
        """Whether it is of the class of this name, for what the table of classes does not tell."""
        return False

    def responds_to(self, name: str) -> bool:
        """Whether it has a method of this name that the tables of builtins do not tell of."""
        return False

    def has_property(self, name: str) -> bool:
        """Whether it has such a property, likewise."""
        return False

    def read(self, run: Any, name: str) -> Value:
        """`self.name`, NotImplemented where the tables of builtins tell."""
        return NotImplemented

    def write(self, run: Any, name: str, value: Value) -> Value:
        """`self.name = value`, NotImplemented likewise."""
        return NotImplemented

    def invoke(self, run: Any, position: Any, name: str, arguments: tuple[Value, ...]) -> Value:
        """`self.name(arguments)`, NotImplemented likewise."""
        return NotImplemented

    def text(self) -> str:
        """What toString() gives."""
        return self.names[0]

    def plain(self) -> Value:
        """What is written to an issue."""
        return self.text()

    def json(self) -> Value:
        """What JsonOutput makes of it."""
        return self.plain()

    def order(self, other: Value) -> int | None:
        """Below zero, zero or above for `<=>`; None when there is no order between them."""
        return None

    def plus(self, other: Value) -> Value:
        """`self + other`, NotImplemented when there is none."""
        return NotImplemented

    def minus(self, other: Value) -> Value:
        return NotImplemented

    def span(self, other: Value) -> Value:
        """`self - other` where TimeCategory is in use."""
        return self.minus(other)


BOXES: dict[str, tuple[type[Box], ...]] = {}
"""Box types by the names under which `instanceof` and casts know them."""


@dataclass(slots=True, eq=False)
class Entry:
    """A key and its value, as loops over a map see them. home: the map, when it is of one."""

    key: Value
    value: Value
    home: dict[Value, Value] | None = None


@dataclass(slots=True, eq=False)
class Failure:
    """An exception as a value. kind: class name without package; about: the member that is missing."""

    kind: str
    message: str | None
    cause: Value = None
    about: Value = None


@dataclass(slots=True, eq=False)
class Buffer:
    """A StringBuilder."""

    text: str = ""

    def __bool__(self) -> bool:
        return bool(self.text)


@dataclass(frozen=True, slots=True, eq=False)
class ClassName:
    """A class used as a value, by its name without package."""

    name: str


@dataclass(frozen=True, slots=True, eq=False)
class Helper:
    """One of the helper objects (nodeHelper, ...) used as a value."""

    name: str


@dataclass(frozen=True, slots=True, eq=False)
class Pattern:
    """A compiled regular expression and the text it was made of."""

    source: str
    compiled: Any


@dataclass(slots=True, eq=False)
class Matcher:
    """All matches of a pattern in a text, and how far `find()` has come. True when there is a match."""

    pattern: Pattern
    text: str
    matches: list[Any]
    position: int = -1
    appended: int = 0

    def __bool__(self) -> bool:
        return bool(self.matches)


def unique_items(items: Iterable[Value]) -> ItemSet:
    """The items without those that Java's equals takes for doubles, first ones kept."""
    return ItemSet(without_doubles(items, exact=True))


def without_doubles(items: Iterable[Value], exact: bool) -> Iterable[Value]:
    """The items, first ones kept. exact: 1 and 1.0 are two, as in sets; else one, as for `==`."""
    items = list(items)
    if set(map(type, items)) == {str}:
        return dict.fromkeys(items)
    from syncscript.language.interpreter.comparing import SIMPLE, equal, held_equal

    same = held_equal if exact else equal
    wrapped = EXACT_KEYS if exact else {bool}
    result: list[Value] = []
    seen: set[Value] = set()
    compound: list[Value] = []
    for item in items:
        kind = type(item)
        if kind in SIMPLE:
            key = ExactKey(item) if kind in wrapped else item
            if key in seen:
                continue
            seen.add(key)
        elif any(same(item, other) for other in compound):
            continue
        else:
            compound.append(item)
        result.append(item)
    return result


NAMES: dict[type, str] = {
    Box: "Object",
    type(None): "null",
    bool: "Boolean",
    int: "Integer",
    Decimal: "BigDecimal",
    float: "Double",
    str: "String",
    list: "List",
    dict: "Map",
    ItemSet: "Set",
    ItemRange: "Range",
    ItemStack: "Stack",
    ItemHeap: "PriorityQueue",
    KeyView: "Set",
    ValueView: "Collection",
    ListKey: "List",
    Closure: "Closure",
    Entry: "Entry",
    Failure: "Exception",
    Buffer: "StringBuilder",
    ClassName: "Class",
    Helper: "helper",
    Pattern: "Pattern",
    Matcher: "Matcher",
}


def a_type(value: Value, first: bool = False) -> str:
    """The type's name with its article, `an Integer`; first: at the start of a sentence."""
    name = type_name(value)
    article = "an" if name[:1] in "AEIO" else "a"
    return f"{article.capitalize() if first else article} {name}"


def whole_name(value: int) -> str:
    """The first of Java's integer types that has room for it."""
    bits = (value if value >= 0 else ~value).bit_length()
    return "Integer" if bits < 32 else "Long" if bits < 64 else "BigInteger"


def type_name(value: Value) -> str:
    """What a person calls the type of this value."""
    if isinstance(value, Box):
        return value.title()
    if type(value) is int:
        return whole_name(value)
    return value.kind if type(value) is Failure else NAMES.get(type(value), "Object")
