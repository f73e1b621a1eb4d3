"""What a typed variable and a typed parameter take of a value: only what Groovy converts without being asked.

Refuses casts that are asked for: those are `casts`.
"""

from __future__ import annotations

from decimal import Decimal

from syncscript.language.interpreter import numbers
from syncscript.language.interpreter.casts import (
    CASTS,
    DOUBLES,
    INTEGERS,
    NUMBER_CASTS,
    ORDERED,
    PRIMITIVES,
    SETS,
    as_box,
    as_ordered,
    bad_cast,
    is_class,
    is_instance,
    short_name,
    types_of,
)
from syncscript.language.interpreter.faults import Fault
from syncscript.language.interpreter.item_lists import ItemSet
from syncscript.language.interpreter.lazy_texts import LazyText, as_text
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.text import text
from syncscript.language.interpreter.values import Value, a_type, type_name, unique_items


def declared(run: Run, value: Value, type_text: str) -> Value:
    """What a typed variable takes, and `(Type) value`: only what Groovy converts without being asked.

    A text of one letter counts as its code where a number is wanted, as in Groovy.
    """
    name = short_name(type_text)
    if value is None:
        if name in PRIMITIVES and name != "boolean":
            raise bad_cast(value, name)
        return False if name == "boolean" else None
    if name in CASTS:
        value = as_text(value)
    if name == "String":
        return text(value)
    if name in ("boolean", "Boolean"):
        return bool(value)
    if name in NUMBER_CASTS and type(value) is str and len(value) == 1:
        value = ord(value)
    if name in ("char", "Character") and type(value) is str and len(value) != 1:
        raise bad_cast(value, name)
    if name in ("char", "Character") or (name in NUMBER_CASTS and numbers.is_number(value)):
        return CASTS[name](run, value)
    if name in ORDERED and isinstance(value, dict | list):
        return as_ordered(run, value)
    if name in SETS and isinstance(value, list):
        return value if type(value) is ItemSet else unique_items(value)
    if name.endswith("[]") and isinstance(value, list):
        return [declared(run, item, name[:-2]) for item in value]
    if is_class(name) and not is_instance(value, name) and name not in CASTS:
        return as_box(value, name)
    if name in CASTS and not is_instance(value, name):
        raise bad_cast(value, name)
    return value


def fits(value: Value, type_text: str) -> bool:
    """Whether a parameter of this type takes the value."""
    name = short_name(type_text)
    if value is None:
        return name not in PRIMITIVES
    if name in DOUBLES or name == "BigDecimal":
        return type(value) in (int, Decimal) or (type(value) is float and name in DOUBLES)
    if name.endswith("[]"):
        return isinstance(value, list)
    if name == "String" and type(value) is LazyText:
        return True
    if type(value) is int and name in INTEGERS:
        return True
    return is_instance(value, name) or not is_class(name)


UNFIT = 100_000
"""How far a type is that does not take the value."""
WIDER = ("byte", "short", "int", "long", "BigInteger", "float", "double", "BigDecimal")
"""Types of numbers; one that stands further behind the value's own is a worse fit."""
BY_OBJECT = {"Integer": "int", **{name.capitalize(): name for name in WIDER if name.islower()}}
"""The primitive type of each class."""


def misfit(value: Value, type_text: str | None) -> int:
    """How far a parameter's type is from the value: 0 names its class, UNFIT does not take it."""
    name = short_name(type_text or "Object")
    if name != "Object" and not fits(value, name):
        return UNFIT
    if value is None:
        return 0 if name == "Object" else 10
    if numbers.is_number(value) and BY_OBJECT.get(name, name) in WIDER:
        return wider_by(value, BY_OBJECT.get(name, name))
    if name == "Object":
        return 20
    return min(len(types_of(name)) - 1, 9) if is_instance(value, name) and types_of(name) else 10


def wider_by(value: Value, name: str) -> int:
    """Places from the number's own type to this one; a type without room for it comes last."""
    own = type_name(value)
    first, there = WIDER.index(BY_OBJECT.get(own, own)), WIDER.index(name)
    if type(value) is Decimal:
        return 2 * (first - there)
    if type(value) is float:
        return first - there
    return there - first if there >= first else 30


def taken(run: Run, value: Value, type_text: str, parameter: str) -> Value:
    """The argument as a parameter of this type has it. Fault when it does not fit."""
    if not fits(value, type_text):
        raise Fault(
            f"{parameter} takes a {short_name(type_text)}, not {'null' if value is None else a_type(value)}.",
            "convert it: toInteger(), toString(), as List",
            kind="MissingMethodException",
            code="R104",
        )
    name = short_name(type_text)
    if name == "String":
        return as_text(value)
    if name in DOUBLES or (name == "BigDecimal" and type(value) is int):
        return value if value is None else CASTS[name](run, value)
    return value
