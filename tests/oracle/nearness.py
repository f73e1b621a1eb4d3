"""How near a parameter is to an argument, and what becomes of the one by the other."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from syncscript.language.interpreter.lazy_texts import LazyText, as_text
from syncscript.language.interpreter.values import BOXES
from tests.oracle import types
from tests.oracle.arithmetic import is_number, is_whole
from tests.oracle.faults import METHOD, failure

WIDE = {"CharSequence", "Comparable", "Number", "List", "Collection", "Iterable", "Set"}
"""Types of which values have one of several."""


def fits(value: Any, type_text: str) -> bool:
    """Whether a parameter of this type takes the value."""
    name = types.bare(type_text)
    if value is None:
        return name not in types.PRIMITIVE
    if name in types.DOUBLE:
        return is_number(value)
    if name == "BigDecimal":
        return is_number(value) and not isinstance(value, float)
    if name.endswith("[]"):
        return isinstance(value, list)
    if name == "String" and isinstance(value, LazyText):
        return True
    if name in types.WHOLE:
        return is_whole(value)
    return types.is_instance(value, name) or name not in {*types.TESTS, *BOXES}


def distance(value: Any, type_text: str | None) -> float:
    """0 for a parameter of the value's own class, infinite for one that does not take it."""
    name = types.bare(type_text or "Object")
    if name == "Object":
        return 0 if value is None else 2
    if not fits(value, name):
        return float("inf")
    if is_number(value) and name in types.WHOLE | types.DOUBLE | {"BigDecimal"}:
        return number_distance(value, name)
    if name in ("List", "Set") and types.is_instance(value, name):
        return 0.5
    if value is None or name in WIDE or len(BOXES.get(name, ())) > 1 or not types.is_instance(value, name):
        return 1
    return 0


def number_distance(value: Any, name: str) -> float:
    """Below 1, and less for the type that comes sooner; 3 for an integer type without room."""
    if is_whole(value):
        whole = [("int", "Integer"), ("long", "Long"), ("BigInteger",)]
        known = [names for names in whole if types.is_whole_of(names[0], value)]
        order = [*known, ("float", "Float"), ("double", "Double"), ("BigDecimal",)]
    elif isinstance(value, Decimal):
        order = [("BigDecimal",), ("double", "Double"), ("float", "Float")]
    else:
        order = [("double", "Double"), ("float", "Float")]
    return next((at / 10 for at, names in enumerate(order) if name in names), 3)


def argument_for(value: Any, type_text: str) -> Any:
    """The argument as the parameter has it."""
    if not fits(value, type_text):
        raise failure("R104", METHOD, "This argument does not fit.")
    name = types.bare(type_text)
    if value is None or name not in types.DOUBLE | {"BigDecimal"}:
        return as_text(value) if name == "String" else value
    return types.number(value, name)
