"""Types by name: instanceof, casts, typed declarations and parameters.

Knows class names as a script writes them. Refuses to look up any class of the host.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from syncscript.language.interpreter import numbers
from syncscript.language.interpreter.class_names import full_name, is_kind
from syncscript.language.interpreter.faults import BAD_CAST, Fault
from syncscript.language.interpreter.item_lists import (
    ItemHeap,
    ItemRange,
    ItemSet,
    ItemStack,
    KeyView,
    ValueView,
)
from syncscript.language.interpreter.kept_order import is_ordered, ordered_map, ordered_set
from syncscript.language.interpreter.lazy_texts import as_text
from syncscript.language.interpreter.map_keys import ListKey, entries_of
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.text import in_quotes, text
from syncscript.language.interpreter.values import (
    BOXES,
    Box,
    Buffer,
    Closure,
    Entry,
    Failure,
    Matcher,
    Pattern,
    Value,
    a_type,
    type_name,
    unique_items,
)

# ---------------------------------------------------------------------------- types

CLASSES: dict[str, tuple[type, ...]] = {
    "String": (str,),
    "CharSequence": (str, Buffer),
    "GString": (),
    "Boolean": (bool,),
    "boolean": (bool,),
    "Integer": (int,),
    "int": (int,),
    "Long": (int,),
    "long": (int,),
    "BigInteger": (int,),
    "Short": (int,),
    "short": (int,),
    "Byte": (int,),
    "byte": (int,),
    "Character": (),
    "char": (),
    "Comparable": (str, int, bool, Decimal, float),
    "BigDecimal": (Decimal,),
    "Double": (float,),
    "double": (float,),
    "Float": (),
    "float": (),
    "Number": (int, Decimal, float),
    "List": (list, ItemRange, ItemStack, ListKey),
    "ArrayList": (list,),
    "Stack": (ItemStack,),
    "PriorityQueue": (ItemHeap,),
    "Range": (ItemRange,),
    "IntRange": (ItemRange,),
    "Collection": (list, ItemSet, ItemRange, ItemStack, ItemHeap, KeyView, ValueView, ListKey),
    "Iterable": (list, ItemSet, ItemRange, ItemStack, ItemHeap, KeyView, ValueView, ListKey),
    "Set": (ItemSet, KeyView),
    "HashSet": (ItemSet,),
    "LinkedHashSet": (ItemSet,),
    "Map": (dict,),
    "HashMap": (dict,),
    "LinkedHashMap": (dict,),
    "Closure": (Closure,),
    "Comparator": (Closure,),
    "StringBuilder": (Buffer,),
    "StringBuffer": (Buffer,),
    "Pattern": (Pattern,),
    "Matcher": (Matcher,),
}

def short_name(type_text: str) -> str:
    """`java.util.List<String>` is `List`; `String[]` stays an array."""
    bare = type_text.split("<", 1)[0].strip()
    return bare.rsplit(".", 1)[-1] + ("[]" if type_text.rstrip().endswith("[]") and "[]" not in bare else "")


def is_known(type_text: str) -> bool:
    """Whether values are checked against this type and converted to it."""
    name = short_name(type_text)
    return name in CASTS or is_class(name) or (name.endswith("[]") and is_known(name[:-2]))


def is_instance(value: Value, type_text: str) -> bool:
    name = short_name(type_text)
    if name == "Object":
        return value is not None
    if type(value) is Failure:
        return is_kind(value.kind, name)
    if name.endswith("[]"):
        return type(value) is list
    if type(value) is int and name in INTEGERS:
        return has_room(value, INTEGERS[name])
    return type(value) in types_of(name) or (isinstance(value, Box) and value.is_a(name))


def has_room(value: int, bits: int) -> bool:
    """Whether an integer of so many bits can hold it; 0: of any. Whole numbers are one type here, which is
    each of Java's that it has room in."""
    return not bits or -(1 << bits - 1) <= value < 1 << bits - 1


def is_of_class(run: Run, value: Value, type_text: str) -> bool:
    """As `is_instance`, also for classes that only the run can tell: TreeMap, SortedSet."""
    name = short_name(type_text)
    if name not in ORDERED:
        return is_instance(value, name)
    return is_ordered(run, value) and (type(value) is dict) is name.endswith("Map")


def types_of(name: str) -> tuple[type, ...]:
    """The value types of this class name; none for a name that is no class here."""
    return CLASSES.get(name) or BOXES.get(name, ())


def is_class(name: str) -> bool:
    return name in CLASSES or name in BOXES


def cast(run: Run, value: Value, type_text: str) -> Value:
    """`value as Type`. Null stays null, an unknown type leaves the value alone."""
    name = short_name(type_text)
    if value is None:
        return null_as(name)
    value = value if is_instance(value, name) else as_text(value)
    if name in ORDERED and isinstance(value, dict | list):
        return as_ordered(run, value)
    maker: Any = CASTS.get(name)
    if maker is not None:
        return maker(run, value)
    if name.endswith("[]"):
        return [cast(run, item, name[:-2]) for item in as_list(run, value)]
    if is_class(name) and not is_instance(value, name):
        return as_box(value, name)
    return value


def as_box(value: Value, name: str) -> Value:
    """The value as the class of this name takes it. Fault when it does not."""
    for kind in BOXES.get(name, ()):
        made = kind.converted(value)
        if made is not None:
            return made
    raise bad_cast(value, name)


def null_as(name: str) -> Value:
    if name in PRIMITIVES and name != "boolean":
        raise Fault(
            f"Null cannot become {name}.",
            f"write {PRIMITIVES[name]}, which takes null",
            kind="NullPointerException",
            code="R112",
        )
    return False if name == "boolean" else None


def bad_cast(value: Value, name: str) -> Fault:
    shown = "null" if value is None else a_type(value)
    held, its = ("null", "null") if value is None else (text(value)[:200], full_name(type_name(value)))
    described = f"object {in_quotes(held)} with class {in_quotes(its)}"
    return Fault(
        f"Cannot make a {name} of {shown}.",
        kind=BAD_CAST,
        code="R112",
        said=f"Cannot cast {described} to class {in_quotes(full_name(name))}",
    )


def fail_cast(value: Value, name: str) -> Value:
    raise bad_cast(value, name)


def as_list(run: Run, value: Value) -> Value:
    if isinstance(value, list | str):
        run.charge(len(value))
        return list(value)
    if type(value) is dict:
        return [Entry(k, v, value) for k, v in entries_of(value)]
    return [value]


def to_list(run: Run, value: Value) -> Value:
    if type(value) is dict:
        raise Fault(
            "A map cannot become a list.",
            "write map.collect { it }",
            kind="UnsupportedOperationException",
            code="R112",
        )
    return value if type(value) is list else as_list(run, value)


def as_set(run: Run, value: Value) -> Value:
    return unique_items(as_list(run, value))


def as_ordered(run: Run, value: Value) -> Value:
    """`value as TreeMap` and its like."""
    if is_ordered(run, value):
        return value
    return ordered_map(run, value, None) if type(value) is dict else ordered_set(run, value, None)


def as_map(run: Run, value: Value) -> Value:
    if type(value) is dict:
        return value
    fault = bad_cast(value, "Map")
    fault.kind = "MissingMethodException"
    raise fault


def as_comparator(run: Run, value: Value) -> Value:
    return replace(value, orders=True) if type(value) is Closure else fail_cast(value, "Comparator")


def as_character(run: Run, value: Value) -> Value:
    if type(value) is int and 0 <= value < 0x110000:
        return chr(value)
    if type(value) is str and not value:
        raise Fault("An empty text has no character.", kind="StringIndexOutOfBoundsException", code="R114")
    return value[0] if type(value) is str else fail_cast(value, "char")


def number_maker(convert: Any, name: str) -> Any:
    def made(run: Run, value: Value) -> Value:
        if type(value) is str or numbers.is_number(value):
            return convert(value)
        raise bad_cast(value, name)

    return made


def whole_of(bits: int) -> Any:
    return (lambda value: numbers.within(value, bits)) if bits else numbers.to_integer


PRIMITIVES = {
    "int": "Integer",
    "long": "Long",
    "double": "Double",
    "float": "Float",
    "short": "Short",
    "byte": "Byte",
    "char": "Character",
    "boolean": "Boolean",
}
INTEGERS = {"int": 32, "Integer": 32, "long": 64, "Long": 64, "BigInteger": 0}
INTEGERS |= {"short": 16, "Short": 16, "byte": 8, "Byte": 8}
"""In how many bits a text of digits must have room; 0: in any."""
DOUBLES = ("double", "Double", "float", "Float")
SETS = ("Set", "HashSet", "LinkedHashSet", "TreeSet")
ORDERED = {"TreeMap", "SortedMap", "NavigableMap", "TreeSet", "SortedSet", "NavigableSet"}
NUMBER_CASTS = {*INTEGERS, *DOUBLES, "BigDecimal"}
CASTS: dict[str, Any] = {
    "String": lambda run, value: text(value),
    "Boolean": lambda run, value: bool(value),
    "boolean": lambda run, value: bool(value),
    "char": as_character,
    "Character": as_character,
    "BigDecimal": number_maker(numbers.to_decimal, "BigDecimal"),
    **{name: number_maker(whole_of(bits), name) for name, bits in INTEGERS.items()},
    **{name: number_maker(numbers.to_double, name) for name in DOUBLES},
    **dict.fromkeys(("List", "ArrayList", "Collection", "LinkedList"), to_list),
    **dict.fromkeys(SETS, as_set),
    "Comparator": as_comparator,
    **dict.fromkeys(("Map", "HashMap", "LinkedHashMap"), as_map),
}
