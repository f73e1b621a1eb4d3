"""Types by name: instanceof, casts, typed declarations, and which exception is a kind of which.

Knows class names as a script writes them. Refuses to look up any class of the host.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from syncscript.language.interpreter import numbers
from syncscript.language.interpreter.faults import BAD_CAST, Fault
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.text import text
from syncscript.language.interpreter.values import (
    BOXES,
    Buffer,
    Closure,
    Entry,
    Failure,
    ItemSet,
    Matcher,
    Pattern,
    Value,
    a_type,
    unique_items,
)

# ---------------------------------------------------------------------------- types

CLASSES: dict[str, tuple[type, ...]] = {
    "String": (str,),
    "CharSequence": (str,),
    "GString": (),
    "Boolean": (bool,),
    "boolean": (bool,),
    "Integer": (int,),
    "int": (int,),
    "Long": (int,),
    "long": (int,),
    "BigInteger": (int,),
    "Short": (int,),
    "BigDecimal": (Decimal,),
    "Double": (float,),
    "double": (float,),
    "Float": (float,),
    "float": (float,),
    "Number": (int, Decimal, float),
    "List": (list,),
    "ArrayList": (list,),
    "Collection": (list, ItemSet),
    "Iterable": (list, ItemSet),
    "Set": (ItemSet,),
    "HashSet": (ItemSet,),
    "LinkedHashSet": (ItemSet,),
    "Map": (dict,),
    "HashMap": (dict,),
    "LinkedHashMap": (dict,),
    "Closure": (Closure,),
    "StringBuilder": (Buffer,),
    "StringBuffer": (Buffer,),
    "Pattern": (Pattern,),
    "Matcher": (Matcher,),
}
ANCESTORS: dict[str, str] = {
    "Exception": "Throwable",
    "RuntimeException": "Exception",
    "Error": "Throwable",
    "IssueTrackerException": "Exception",
    "IOException": "Exception",
    "IllegalArgumentException": "RuntimeException",
    "IllegalStateException": "RuntimeException",
    "NumberFormatException": "IllegalArgumentException",
    "ArithmeticException": "RuntimeException",
    "NullPointerException": "RuntimeException",
    "IndexOutOfBoundsException": "RuntimeException",
    "UnsupportedOperationException": "RuntimeException",
    "ClassCastException": "RuntimeException",
    "GroovyCastException": "ClassCastException",
    "GroovyRuntimeException": "RuntimeException",
    "MissingPropertyException": "GroovyRuntimeException",
    "NoSuchElementException": "RuntimeException",
    "MissingMethodException": "GroovyRuntimeException",
    "StringIndexOutOfBoundsException": "IndexOutOfBoundsException",
    "DateTimeParseException": "RuntimeException",
    "ParseException": "Exception",
}


def short_name(type_text: str) -> str:
    """`java.util.List<String>` is `List`; `String[]` stays an array."""
    bare = type_text.split("<", 1)[0].strip()
    return bare.rsplit(".", 1)[-1] + ("[]" if type_text.rstrip().endswith("[]") and "[]" not in bare else "")


def is_instance(value: Value, type_text: str) -> bool:
    name = short_name(type_text)
    if name == "Object":
        return value is not None
    if type(value) is Failure:
        return is_kind(value.kind, name)
    if name.endswith("[]"):
        return type(value) is list
    return type(value) in types_of(name)


def types_of(name: str) -> tuple[type, ...]:
    """The value types of this class name; none for a name that is no class here."""
    return CLASSES.get(name) or BOXES.get(name, ())


def is_class(name: str) -> bool:
    return name in CLASSES or name in BOXES


def is_kind(kind: str, wanted: str) -> bool:
    """Whether an exception of this kind is one of the wanted."""
    step: str | None = kind
    while step is not None:
        if step == wanted:
            return True
        step = ANCESTORS.get(step, "Throwable" if step not in ("Throwable", "Exception") else None)
    return wanted == "Exception" and kind not in ANCESTORS and kind != "Throwable"


def cast(run: Run, value: Value, type_text: str) -> Value:
    """`value as Type` and `(Type) value`. Null stays null, an unknown type leaves the value alone."""
    name = short_name(type_text)
    if value is None:
        return False if name in ("boolean",) else None
    maker: Any = CASTS.get(name)
    if maker is not None:
        return maker(run, value)
    if name.endswith("[]"):
        return as_list(run, value)
    if is_class(name) and name != "Number" and not is_instance(value, name):
        return as_box(value, name)
    return value


def as_box(value: Value, name: str) -> Value:
    """The value as the class of this name takes it. Fault when it does not."""
    for kind in BOXES.get(name, ()):
        made = kind.converted(value)
        if made is not None:
            return made
    raise bad_cast(value, name)


def declared(run: Run, value: Value, type_text: str) -> Value:
    """The value that a typed variable takes: only what Groovy converts without being asked."""
    name = short_name(type_text)
    if name == "String" and value is not None:
        return text(value)
    if name == "boolean" or (name == "Boolean" and value is not None):
        return bool(value)
    if numbers.is_number(value) and name in NUMBER_CASTS:
        return CASTS[name](run, value)
    if name in ("Set", "HashSet", "LinkedHashSet") and isinstance(value, list):
        return unique_items(value)
    if value is not None and is_class(name) and not is_instance(value, name) and name not in CASTS:
        return as_box(value, name)
    if type(value) is str and name in NUMBER_CASTS:
        raise bad_cast(value, name)
    return value


def bad_cast(value: Value, name: str) -> Fault:
    return Fault(f"Cannot make a {name} of {a_type(value)}.", kind=BAD_CAST, code="R112")


def as_list(run: Run, value: Value) -> Value:
    if isinstance(value, list):
        run.charge(len(value))
        return list(value)
    if type(value) is str:
        run.charge(len(value))
        return list(value)
    if type(value) is dict:
        return [Entry(k, v) for k, v in value.items()]
    return [value]


def as_set(run: Run, value: Value) -> Value:
    return unique_items(as_list(run, value))


def as_map(run: Run, value: Value) -> Value:
    if type(value) is dict:
        return value
    raise bad_cast(value, "Map")


INTEGERS = ("int", "Integer", "long", "Long", "BigInteger", "short", "Short")
DOUBLES = ("double", "Double", "float", "Float")
NUMBER_CASTS = {*INTEGERS, *DOUBLES, "BigDecimal"}
CASTS: dict[str, Any] = {
    "String": lambda run, value: text(value),
    "Boolean": lambda run, value: bool(value),
    "boolean": lambda run, value: bool(value),
    "BigDecimal": lambda run, value: numbers.to_decimal(value),
    **{name: (lambda run, value: numbers.to_integer(value)) for name in INTEGERS},
    **{name: (lambda run, value: numbers.to_double(value)) for name in DOUBLES},
    **dict.fromkeys(("List", "ArrayList", "Collection", "LinkedList"), as_list),
    **dict.fromkeys(("Set", "HashSet", "LinkedHashSet", "TreeSet"), as_set),
    **dict.fromkeys(("Map", "HashMap", "LinkedHashMap"), as_map),
}
