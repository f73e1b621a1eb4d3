"""Reading properties, keys and elements. Only our own tables are looked into, never a host object.

A missing key of a map is null, an index out of range is null, a property of a list is read from each
element, a property of null is a fault. Refuses to write: that is `writes`.
"""

from __future__ import annotations

from collections.abc import Callable

from syncscript.language.builtins.registry import CONSTANTS, PROPERTIES, method_of
from syncscript.language.interpreter.casts import cast
from syncscript.language.interpreter.class_names import full_name
from syncscript.language.interpreter.faults import BAD_ARGUMENT, NO_MEMBER, NO_VALUE, Fault
from syncscript.language.interpreter.item_lists import ItemSet
from syncscript.language.interpreter.kept_order import is_ordered, key_in_order, put_in_order
from syncscript.language.interpreter.lazy_texts import as_text
from syncscript.language.interpreter.map_keys import EXACT_KEYS, ExactKey, ListKey, entries_of
from syncscript.language.interpreter.metering import work
from syncscript.language.interpreter.nearness import did_you_mean
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.text import text
from syncscript.language.interpreter.values import (
    Box,
    ClassName,
    Closure,
    Entry,
    Matcher,
    Value,
    a_type,
    type_name,
)

DEEPEST_KEY = 60


def get(run: Run, target: Value, name: Value) -> Value:
    """`target.name`"""
    if type(target) is dict:
        return of_map(run, target, name)
    if target is None:
        raise Fault(
            f"Cannot read property {text(name)} of null.",
            f"write ?.{text(name)} where the value may be missing",
            said=f"Cannot get property '{text(name)}' on null object",
            code="R101",
            kind=NO_VALUE,
        )
    table = PROPERTIES.get(type(target), {})
    if name in table:
        return table[name](run, target)
    if isinstance(target, list):
        run.spend(len(target))
        return [get(run, item, name) for item in target if item is not None]
    if type(target) is ClassName and name in CONSTANTS.get(target.name, {}):
        return CONSTANTS[target.name][name]
    told = target.read(run, text(name)) if isinstance(target, Box) else NotImplemented
    if told is not NotImplemented:
        return told
    getter = "get" + text(name)[:1].upper() + text(name)[1:]
    method = method_of(type(target), getter) or truth_reader(type(target), getter[3:])
    if method is not None:
        return method(run, target)
    raise Fault(
        f"{a_type(target, first=True)} has no property {text(name)}.",
        did_you_mean(text(name), table),
        code="R102",
        kind=NO_MEMBER,
        about=text(name),
        said=f"No such property: {text(name)} for class: {full_name(type_name(target))}",
    )


def truth_reader(kind: type, name: str) -> Callable[..., Value] | None:
    """`date.leapYear` is `date.isLeapYear()`: what tells a truth and needs nothing for it."""
    method = method_of(kind, f"is{name}") if issubclass(kind, Box) else None
    return method if method is not None and method.__code__.co_argcount == 2 else None


def of_map(run: Run, target: dict[Value, Value], name: Value) -> Value:
    """What the map holds under this key, or puts there by its `withDefault`."""
    key = place_in(run, target, name)
    if not run.defaults or id(target) not in run.defaults or key in target:
        return target.get(key)
    run.note_change(target)
    run.charge(1)
    made = run.invoke(run.defaults[id(target)].closure, name)
    if is_ordered(run, target):
        put_in_order(run, target, key, made)
    target[key] = made
    return made


def get_safe(run: Run, target: Value, name: Value) -> Value:
    """`target?.name`"""
    return None if target is None else get(run, target, name)


def get_spread(run: Run, target: Value, name: Value) -> Value:
    """`target*.name`: null elements give null."""
    if target is None:
        return None
    items = elements(run, target)
    return [get_safe(run, item, name) for item in items]


def key_of(name: Value, depth: int = 0) -> Value:
    """A value as the key of a map. Fault for one that cannot be a key."""
    kind = type(name)
    if kind is str or kind is int:
        return name
    if kind in EXACT_KEYS:
        return ExactKey(name)
    if isinstance(name, list) and not isinstance(name, ItemSet):
        work(4 * len(name) + 8)
        if depth > DEEPEST_KEY:
            raise Fault("A key is nested too deeply.", "use a text", kind=BAD_ARGUMENT, code="R113")
        return ListKey([key_of(item, depth + 1) for item in name])
    if isinstance(name, list | dict):
        raise Fault(
            f"{a_type(name, first=True)} cannot be the key of a map.",
            "use a text as the key",
            code="R113",
            kind=BAD_ARGUMENT,
        )
    return as_text(name)


def place_in(run: Run, target: dict[Value, Value], name: Value) -> Value:
    """The key under which the map holds this, or would hold it: TreeMaps find it by their order."""
    key = key_of(name)
    if run.ordered and id(target) in run.ordered and key not in target:
        return key_in_order(run, target, key)
    return key


def elements(run: Run, target: Value) -> list[Value]:
    """What a loop goes over, charged in advance: elements, map entries, characters; null has none."""
    if isinstance(target, list):
        run.spend(len(target))
        return target
    if target is None:
        return []
    if type(target) is dict:
        run.spend(len(target))
        return [Entry(k, v, target) for k, v in entries_of(target)]
    if type(target) is str:
        run.spend(len(target))
        return list(target)
    if type(target) is Matcher:
        from syncscript.language.builtins.regular_expressions import match_value

        return [match_value(found) for found in target.matches]
    items = walked(run, target) if isinstance(target, Box) else NotImplemented
    return [target] if items is NotImplemented or items is target else elements(run, items)


def walked(run: Run, target: Box) -> Value:
    """What the object's own iterator() gives, NotImplemented where it has none."""
    told = target.invoke(run, run.position, "iterator", ())
    own = method_of(type(target), "iterator") if told is NotImplemented else None
    return told if own is None else own(run, target)


def spread_items(run: Run, target: Value) -> list[Value]:
    """What `*target` stands for in a list or a call."""
    if target is None:
        return [None]
    if not isinstance(target, list):
        raise Fault(
            f"{a_type(target, first=True)} cannot be spread.",
            "only lists can",
            kind=BAD_ARGUMENT,
            code="R108",
        )
    run.spend(len(target))
    return target


def spread_entries(run: Run, target: Value) -> Value:
    """What `*:target` stands for in a map."""
    entries = cast(run, target, "Map")
    run.charge(2 * len(entries or ()))
    return entries


def snapshot(run: Run, target: Value) -> list[Value]:
    """As `elements`, safe against changes of the list inside the loop."""
    return list(elements(run, target))


def call_closure_property(run: Run, target: Value, name: str) -> Closure | None:
    """The closure that a map holds under this name."""
    found = target.get(name) if type(target) is dict else None
    return found if type(found) is Closure else None
