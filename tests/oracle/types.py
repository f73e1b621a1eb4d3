"""Types by name: instanceof, the two casts, and typed variables."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import Any

from syncscript.language.interpreter.class_names import full_name, is_kind
from syncscript.language.interpreter.faults import Fault
from syncscript.language.interpreter.item_lists import (
    ItemHeap,
    ItemRange,
    ItemSet,
    ItemStack,
    KeyView,
    ValueView,
)
from syncscript.language.interpreter.kept_order import is_ordered, ordered_map, ordered_set
from syncscript.language.interpreter.lazy_texts import LazyText, as_text
from syncscript.language.interpreter.map_keys import entries_of
from syncscript.language.interpreter.text import text
from syncscript.language.interpreter.values import (
    BOXES,
    Box,
    Buffer,
    Closure,
    Entry,
    Failure,
    Matcher,
    Pattern,
    type_name,
)
from tests.oracle.arithmetic import decimal, decimal_of, is_number, is_whole, not_a_number, unscaled, whole_of
from tests.oracle.faults import CAST, METHOD, NULL, failure
from tests.oracle.order import same_exactly, truth

BITS = {"int": 32, "Integer": 32, "long": 64, "Long": 64, "short": 16, "Short": 16, "byte": 8, "Byte": 8}
WHOLE = {*BITS, "BigInteger"}
DOUBLE = {"double", "Double", "float", "Float"}
PRIMITIVE = {"int", "long", "short", "byte", "double", "float", "char", "boolean"}
SETS = {"Set", "HashSet", "LinkedHashSet", "TreeSet"}
LISTS = {"List", "ArrayList", "LinkedList", "Collection"}
MAPS = {"Map", "HashMap", "LinkedHashMap"}
ORDERED = {"TreeMap", "SortedMap", "NavigableMap", "TreeSet", "SortedSet", "NavigableSet"}
PLAIN = {"Comparator", "String", "Boolean", "boolean", "char", "Character", "BigDecimal"}
CONVERTED = PLAIN | WHOLE | DOUBLE | LISTS | SETS | MAPS


def is_whole_of(name: str, value: Any) -> bool:
    """A whole number is of each integer type that has room for it."""
    if name not in BITS:
        return is_whole(value)
    most = 2 ** (BITS[name] - 1)
    return is_whole(value) and -most <= value < most


def is_plain_list(value: Any) -> bool:
    return isinstance(value, list) and not isinstance(value, ItemSet | ValueView | ItemHeap)


TESTS: dict[str, Any] = {
    "String": lambda v: isinstance(v, str),
    "CharSequence": lambda v: isinstance(v, str | Buffer | LazyText),
    "GString": lambda v: isinstance(v, LazyText),
    "Character": lambda v: False,
    "char": lambda v: False,
    "Boolean": lambda v: isinstance(v, bool),
    "boolean": lambda v: isinstance(v, bool),
    "Number": is_number,
    "Comparable": lambda v: isinstance(v, str | bool | LazyText) or is_number(v),
    "BigDecimal": lambda v: isinstance(v, Decimal),
    "List": is_plain_list,
    "ArrayList": lambda v: type(v) is list,
    "Range": lambda v: isinstance(v, ItemRange),
    "IntRange": lambda v: isinstance(v, ItemRange),
    "Collection": lambda v: isinstance(v, list),
    "Iterable": lambda v: isinstance(v, list),
    "Set": lambda v: isinstance(v, ItemSet),
    "HashSet": lambda v: isinstance(v, ItemSet) and not isinstance(v, KeyView),
    "LinkedHashSet": lambda v: isinstance(v, ItemSet) and not isinstance(v, KeyView),
    "Closure": lambda v: isinstance(v, Closure),
    "StringBuilder": lambda v: isinstance(v, Buffer),
    "StringBuffer": lambda v: isinstance(v, Buffer),
    "Comparator": lambda v: isinstance(v, Closure),
    "Stack": lambda v: isinstance(v, ItemStack),
    "PriorityQueue": lambda v: isinstance(v, ItemHeap),
    "Pattern": lambda v: isinstance(v, Pattern),
    "Matcher": lambda v: isinstance(v, Matcher),
    "double": lambda v: isinstance(v, float),
    "Double": lambda v: isinstance(v, float),
    "float": lambda v: False,
    "Float": lambda v: False,
    **{name: partial(is_whole_of, name) for name in WHOLE},
    **dict.fromkeys(MAPS, lambda v: isinstance(v, dict)),
}


def bare(type_text: str) -> str:
    """`java.util.List<String>` is `List`; `int[]` stays an array."""
    array = type_text.strip().endswith("[]")
    name = type_text.split("<")[0].strip().removesuffix("[]").split(".")[-1]
    return name + "[]" if array else name


def is_known(type_text: str) -> bool:
    name = bare(type_text).removesuffix("[]")
    return name in TESTS or name in CONVERTED or name in BOXES


def is_instance(value: Any, type_text: str) -> bool:
    name = bare(type_text)
    if name == "Object":
        return value is not None
    if isinstance(value, Failure):
        return is_kind(value.kind, name)
    if name.endswith("[]"):
        return type(value) is list
    if name in TESTS:
        return bool(TESTS[name](value))
    return type(value) in BOXES.get(name, ()) or (isinstance(value, Box) and value.is_a(name))


def bad_cast(value: Any, name: str) -> Fault:
    held, its = ("null", "null") if value is None else (text(value)[:200], full_name(type_name(value)))
    said = f"Cannot cast object '{held}' with class '{its}' to class '{full_name(name)}'"
    return failure("R112", CAST, f"Cannot make a {name} of this.", said)


def boxed(value: Any, name: str) -> Any:
    for kind in BOXES.get(name, ()):
        made = kind.converted(value)
        if made is not None:
            return made
    raise bad_cast(value, name)


def cast(run: Any, value: Any, type_text: str) -> Any:
    """`value as Type`"""
    name = bare(type_text)
    if value is None:
        if name in PRIMITIVE - {"boolean"}:
            raise failure("R112", NULL, f"Null cannot become {name}.")
        return False if name == "boolean" else None
    if name in CONVERTED and not is_instance(value, name):
        value = as_text(value)
    if name.endswith("[]"):
        return [cast(run, item, name[:-2]) for item in items_of(value)]
    if name in ORDERED and isinstance(value, dict | list):
        return in_order(run, value)
    if name in CONVERTED:
        return converted(value, name)
    if name in {*TESTS, *BOXES} and not is_instance(value, name):
        return boxed(value, name)
    return value


def in_order(run: Any, value: Any) -> Any:
    """A map or list as the one that keeps its order."""
    if is_ordered(run, value):
        return value
    return (ordered_map if isinstance(value, dict) else ordered_set)(run, value, None)


def converted(value: Any, name: str) -> Any:
    if name == "String":
        return text(value)
    if name in ("Boolean", "boolean"):
        return truth(value)
    if name in ("char", "Character"):
        return character(value, name)
    if name == "Comparator":
        if not isinstance(value, Closure):
            raise bad_cast(value, name)
        return replace(value, orders=True)
    if name in LISTS:
        if isinstance(value, dict):
            raise failure("R112", "UnsupportedOperationException")
        return value if type(value) is list else items_of(value)
    if name in SETS:
        return unique(items_of(value))
    if name in MAPS:
        if isinstance(value, dict):
            return value
        raise failure("R112", METHOD)
    if isinstance(value, str) or is_number(value):
        return number(value, name)
    raise bad_cast(value, name)


def character(value: Any, name: str) -> str:
    if is_whole(value) and 0 <= value < 0x110000:
        return chr(value)
    if value == "":
        raise failure("R114", "StringIndexOutOfBoundsException")
    if isinstance(value, str):
        return value[0]
    raise bad_cast(value, name)


def number(value: Any, name: str) -> Any:
    if name in WHOLE:
        if isinstance(value, float) and value - value != 0:
            return 0
        return said_whole(value, BITS.get(name)) if isinstance(value, str) else int(value)
    if name in DOUBLE:
        return float(decimal_of(value)) if isinstance(value, str) else float(value)
    if isinstance(value, float):
        return Decimal(repr(value))
    return decimal_of(value) if isinstance(value, str) else decimal(*unscaled(value))


def said_whole(said: str, bits: int | None) -> int:
    """The number in a text; none when the type has no room for it."""
    made = whole_of(said)
    if bits is not None and (made if made >= 0 else ~made).bit_length() >= bits:
        raise not_a_number(said.strip())
    return made


def items_of(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return [Entry(key, each, value) for key, each in entries_of(value)]
    return list(value) if isinstance(value, list | str) else [value]


def unique(items: list[Any]) -> ItemSet:
    found = ItemSet()
    for item in items:
        if not any(same_exactly(item, other) for other in found):
            found.append(item)
    return found


def declared(value: Any, type_text: str) -> Any:
    """What a typed variable takes, and `(Type) value`: what Groovy converts without being asked."""
    name = bare(type_text)
    if value is None:
        if name in PRIMITIVE - {"boolean"}:
            raise bad_cast(value, name)
        return False if name == "boolean" else None
    if name in CONVERTED and not is_instance(value, name):
        value = as_text(value)
    if name in ("String", "boolean", "Boolean"):
        return converted(value, name)
    if name in ("char", "Character"):
        if isinstance(value, str) and len(value) != 1:
            raise bad_cast(value, name)
        return character(value, name)
    if name in WHOLE | DOUBLE | {"BigDecimal"}:
        if isinstance(value, str) and len(value) == 1:
            value = ord(value)
        if not is_number(value):
            raise bad_cast(value, name)
        return number(value, name)
    if name.endswith("[]") and isinstance(value, list):
        return [declared(item, name[:-2]) for item in value]
    if name in SETS and isinstance(value, list):
        return value if type(value) is ItemSet else unique(list(value))
    if name in LISTS | MAPS and not is_instance(value, name):
        raise bad_cast(value, name)
    if name in {*TESTS, *BOXES} and not is_instance(value, name):
        return boxed(value, name)
    return value
