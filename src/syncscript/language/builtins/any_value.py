"""What every value can do, null included.

Groovy lets a null be looped over and printed; everything else on null is a fault of the caller.
"""

from __future__ import annotations

from decimal import Decimal

from syncscript.language.builtins.list_walks import Walk
from syncscript.language.builtins.registry import PROPERTIES, attribute, method, method_of
from syncscript.language.interpreter import case_matching, casts, comparing, delegation, numbers, operators
from syncscript.language.interpreter.class_names import full_name
from syncscript.language.interpreter.item_lists import (
    ItemHeap,
    ItemRange,
    ItemSet,
    ItemStack,
    KeyView,
    ValueView,
)
from syncscript.language.interpreter.kept_order import is_ordered
from syncscript.language.interpreter.map_keys import ListKey
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.text import inspect, text
from syncscript.language.interpreter.values import (
    Box,
    Buffer,
    ClassName,
    Closure,
    Entry,
    Failure,
    Matcher,
    Pattern,
    Value,
    type_name,
)

NOTHING = type(None)
JAVA_NAMES: dict[type, str] = {
    list: "ArrayList",
    dict: "LinkedHashMap",
    ItemSet: "LinkedHashSet",
    ItemRange: "IntRange",
    ItemStack: "Stack",
    ItemHeap: "PriorityQueue",
    KeyView: "LinkedKeySet",
    ValueView: "LinkedValues",
    ListKey: "ArrayList",
}
ALL = (
    NOTHING,
    bool,
    int,
    Decimal,
    float,
    str,
    list,
    dict,
    ItemSet,
    ItemRange,
    ItemStack,
    ItemHeap,
    KeyView,
    ValueView,
    ListKey,
    Closure,
    Entry,
    Failure,
    Buffer,
    ClassName,
    Pattern,
    Matcher,
    Box,
)


@method("toString", *ALL)
def to_string(run: Run, value: Value) -> str:
    """
    >>> 12.toString()
    '12'
    >>> [1, [a: 2]].toString()
    '[1, [a:2]]'
    """
    made = text(value)
    run.charge_text(len(made))
    return made


@method("inspect", *ALL)
def inspect_value(run: Run, value: Value) -> str:
    """
    >>> [1, [a: null]].inspect()
    '[1, [\\'a\\':null]]'
    """
    made = inspect(value)
    run.charge_text(len(made))
    return made


@method("equals", *ALL)
def equals(run: Run, value: Value, other: Value) -> bool:
    """
    >>> "a".equals("a")
    true
    >>> 1.0.equals(1.00)
    false
    """
    return comparing.java_equal(value, other)


@method("is", *ALL)
def is_same(run: Run, value: Value, other: Value) -> bool:
    """
    >>> def a = [1]; a.is(a) && !a.is([1])
    true
    """
    return value is other or (type(value) in comparing.SIMPLE and comparing.java_equal(value, other))


@method("isCase", *ALL)
def is_case(run: Run, value: Value, other: Value) -> bool:
    return case_matching.matches_case(run, other, value)


@method("asBoolean asType", *ALL)
def as_boolean(run: Run, value: Value, wanted: Value = None) -> Value:
    return casts.cast(run, value, wanted.name) if type(wanted) is ClassName else bool(value)


@method("compareTo", int, Decimal, float, bool)
def compare_to(run: Run, value: Value, other: Value) -> int:
    return comparing.compare(value, other)


@method("tap", *ALL)
def tap(run: Run, value: Value, closure: Closure) -> Value:
    """
    >>> [1].tap { it << 2 }
    [1, 2]
    """
    run.invoke(delegation.moved(run, closure, value), value)
    return value


@method("with", *ALL)
def with_value(run: Run, value: Value, closure: Closure) -> Value:
    """
    >>> 5.with { it + 1 }
    6
    """
    return run.invoke(delegation.moved(run, closure, value), value)


@method("getClass", *ALL)
def get_class(run: Run, value: Value) -> ClassName:
    if type(value) is ClassName:
        return value
    if run is not None and is_ordered(run, value):
        return ClassName("TreeMap" if type(value) is dict else "TreeSet")
    if type(value) is ItemRange and type(value.low) is not int:
        return ClassName("NumberRange" if numbers.is_number(value.low) else "ObjectRange")
    return ClassName(JAVA_NAMES.get(type(value)) or type_name(value))


@attribute("class", *[kind for kind in ALL if kind is not dict])
def class_of(run: Run, value: Value) -> ClassName:
    """
    >>> "a".class.name
    'java.lang.String'
    """
    return get_class(run, value)


@method("respondsTo", *ALL)
def responds_to(run: Run, value: Value, name: Value, *arguments: Value) -> list[Value]:
    """The methods of this name, as a list that is empty when there is none.

    >>> "a".respondsTo("size") ? "yes" : "no"
    'yes'
    """
    own = isinstance(value, Box) and value.responds_to(text(name))
    return [text(name)] if own or method_of(type(value), text(name)) is not None else []


@method("hasProperty", *ALL)
def has_property(run: Run, value: Value, name: Value) -> Value:
    """The name of the property; null when there is none. Keys of a map are no properties.

    >>> "a".hasProperty("bytes") ? "yes" : "no"
    'yes'
    """
    wanted = text(name)
    getters = [prefix + wanted[:1].upper() + wanted[1:] for prefix in ("get", "is")]
    there = wanted in PROPERTIES.get(type(value), {}) or any(method_of(type(value), g) for g in getters)
    there = there or (isinstance(value, Box) and value.has_property(wanted))
    return wanted if there else None


@attribute("simpleName", ClassName)
def simple_name(run: Run, value: ClassName) -> str:
    return value.name


@attribute("name", ClassName)
def class_name(run: Run, value: ClassName) -> str:
    return full_name(value.name)


@method("isAssignableFrom", ClassName)
def is_assignable_from(run: Run, value: ClassName, other: Value) -> bool:
    """Whether the other class is this one or below it, as far as values here tell classes apart."""
    if type(other) is not ClassName:
        return False
    below = casts.types_of(other.name)
    return other.name == value.name or value.name == "Object" or (
        bool(below) and set(below) <= set(casts.types_of(value.name))
    )  # fmt: skip


@method("isInstance", ClassName)
def is_instance(run: Run, value: ClassName, tested: Value) -> bool:
    return casts.is_of_class(run, tested, value.name)


@method("plus", str, NOTHING)
def plus(run: Run, value: Value, other: Value) -> Value:
    """
    >>> "a".plus(1)
    'a1'
    """
    return operators.plus(run, value if value is not None else text(value), other)


@method("minus", str)
def minus(run: Run, value: str, other: Value) -> Value:
    """
    >>> "banana".minus("an")
    'bana'
    """
    return operators.minus(run, value, other)


# ---------------------------------------------------------------------------- null


@method("each eachWithIndex", NOTHING)
def each(run: Run, value: None, closure: Closure) -> None:
    """
    >>> null.each { it.x }
    null
    """


@method("collect findAll", NOTHING)
def collect(run: Run, value: None, closure: Closure) -> list[Value]:
    """
    >>> null.collect { it.x }
    []
    """
    return []


@method("find", NOTHING)
def find(run: Run, value: None, closure: Closure) -> None:
    """
    >>> null.find { it.x }
    null
    """


@method("any", NOTHING)
def any_of_null(run: Run, value: None, closure: Closure) -> bool:
    """
    >>> null.any { it.x }
    false
    """
    return False


@method("every", NOTHING)
def every(run: Run, value: None, closure: Closure) -> bool:
    return True


@method("iterator", NOTHING)
def iterator(run: Run, value: None) -> Walk:
    """One that is at its end."""
    return Walk(run, [])
