"""Properties, elements and slices of values: reading them and writing them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from syncscript.language.builtins.registry import CONSTANTS, PROPERTIES, method_of
from syncscript.language.builtins.regular_expressions import match_value
from syncscript.language.interpreter.item_lists import ItemRange, ItemSet
from syncscript.language.interpreter.kept_order import is_ordered, key_in_order, put_in_order
from syncscript.language.interpreter.lazy_texts import LazyText
from syncscript.language.interpreter.map_keys import ExactKey, ListKey, entries_of
from syncscript.language.interpreter.text import text
from syncscript.language.interpreter.values import Box, Buffer, ClassName, Entry, Matcher
from tests.oracle.arithmetic import is_number, place
from tests.oracle.faults import ARGUMENT, METHOD, NULL, failure, no_property

IN_LIST, IN_TEXT = "IndexOutOfBoundsException", "StringIndexOutOfBoundsException"
IN_ARRAY = "ArrayIndexOutOfBoundsException"


def key(value: Any) -> Any:
    """A value as the key of a map."""
    if isinstance(value, dict | ItemSet):
        raise failure("R113", ARGUMENT, "This cannot be the key of a map.")
    if isinstance(value, bool | float | Decimal):
        return ExactKey(value)
    if isinstance(value, LazyText):
        return value.text()
    return ListKey([key(item) for item in value]) if isinstance(value, list) else value


def found_key(run: Any, owner: dict[Any, Any], value: Any) -> Any:
    """The key of the map that this finds: in a TreeMap, what its order takes for the same."""
    wanted = key(value)
    return key_in_order(run, owner, wanted) if is_ordered(run, owner) and wanted not in owner else wanted


def looked_up(run: Any, owner: dict[Any, Any], name: Any) -> Any:
    wanted = found_key(run, owner, name)
    made = run.defaults.get(id(owner))
    if wanted not in owner and made is not None:
        run.note_change(owner)
        put(run, owner, wanted, run.invoke(made.closure, name))
    return owner.get(wanted)


def put(run: Any, owner: dict[Any, Any], wanted: Any, value: Any) -> None:
    """An entry into a map: behind the others, or where the order of the map wants it."""
    if is_ordered(run, owner):
        put_in_order(run, owner, wanted, value)
    else:
        owner[wanted] = value


def read(run: Any, owner: Any, name: Any) -> Any:
    """`owner.name`"""
    if isinstance(owner, dict):
        return looked_up(run, owner, name)
    if owner is None:
        said = f"Cannot get property '{text(name)}' on null object"
        raise failure("R101", NULL, f"Cannot read property {text(name)} of null.", said)
    known = PROPERTIES.get(type(owner), {})
    if name in known:
        return known[name](run, owner)
    if isinstance(owner, list):
        return [read(run, item, name) for item in owner if item is not None]
    if isinstance(owner, ClassName) and name in CONSTANTS.get(owner.name, {}):
        return CONSTANTS[owner.name][name]
    told = owner.read(run, text(name)) if isinstance(owner, Box) else NotImplemented
    if told is not NotImplemented:
        return told
    getter = method_of(type(owner), "get" + text(name)[:1].upper() + text(name)[1:])
    if getter is None and isinstance(owner, Box):
        getter = method_of(type(owner), "is" + text(name)[:1].upper() + text(name)[1:])
        getter = None if getter is None or getter.__code__.co_argcount > 2 else getter
    if getter is None:
        raise no_property(owner, text(name))
    return getter(run, owner)


def items(run: Any, value: Any) -> list[Any]:
    """What a loop goes over."""
    if value is None:
        return []
    if isinstance(value, dict):
        return [Entry(name, each, value) for name, each in entries_of(value)]
    if isinstance(value, list | str):
        return list(value)
    if isinstance(value, Matcher):
        return [match_value(found) for found in value.matches]
    told = value.invoke(run, run.position, "iterator", ()) if isinstance(value, Box) else NotImplemented
    native = method_of(type(value), "iterator") if isinstance(value, Box) and told is NotImplemented else None
    if native is not None:
        told = native(run, value)
    return [value] if told is NotImplemented or told is value else items(run, told)


def spread(value: Any) -> list[Any]:
    """What `*value` stands for."""
    if value is None:
        return [None]
    if not isinstance(value, list):
        raise failure("R108", ARGUMENT, "Only lists can be spread.")
    return list(value)


def element(run: Any, owner: Any, index: Any) -> Any:
    """`owner[index]`"""
    if isinstance(owner, dict):
        return looked_up(run, owner, index)
    if owner is None:
        raise failure("R101", NULL, f"Cannot read element {text(index)} of null.")
    if isinstance(owner, Matcher):
        return of_match(run, owner, index)
    if isinstance(index, list) and isinstance(owner, list | str):
        return cut(run, owner, index)
    if isinstance(owner, list) and is_number(index):
        at, made = place(index), run.defaults.get(id(owner))
        if at < -len(owner):
            message = f"Position {at} is in front of a list of {len(owner)}."
            raise failure("R114", IN_ARRAY if made is None else IN_LIST, message)
        if made is not None:
            fill(run, owner, at if at >= 0 else at + len(owner), made)
        return owner[at] if at < len(owner) else None
    if isinstance(owner, str):
        at = place(index)
        if not -len(owner) <= at < len(owner):
            message = f"Position {at} is outside of a text of {len(owner)} characters."
            raise failure("R114", IN_ARRAY if at < 0 else IN_TEXT, message)
        return owner[at]
    if isinstance(owner, Entry):
        raise failure("R103", METHOD, "An Entry has no numbered parts.")
    told = owner.invoke(run, run.position, "getAt", (index,)) if isinstance(owner, Box) else NotImplemented
    if told is not NotImplemented:
        return told
    getter = method_of(type(owner), "getAt") if isinstance(owner, Box | Buffer) else None
    if getter is not None:
        return getter(run, owner, index)
    return read(run, owner, index if isinstance(index, str) else text(index))


def fill(run: Any, owner: list[Any], at: int, made: Any) -> None:
    """What a list with defaults has at a place before it is read."""
    if at < len(owner) and (made.eager or owner[at] is not None):
        return
    run.note_change(owner)
    run.charge(max(0, at + 1 - len(owner)))
    while len(owner) <= at:
        owner.append(run.invoke(made.closure, len(owner)) if made.eager else None)
    if owner[at] is None and not made.eager:
        owner[at] = run.invoke(made.closure, at)


def of_match(run: Any, owner: Matcher, index: Any) -> Any:
    found = items(run, owner)
    if isinstance(index, list):
        return cut(run, found, index)
    at = place(index)
    if not -len(found) <= at < len(found):
        raise failure("R114", IN_LIST, f"There are {len(found)} matches, none at {at}.")
    return found[at]


def cut(run: Any, owner: Any, places: list[Any]) -> Any:
    """`owner[1..3]` and `owner[0, 2]`"""
    if isinstance(places, ItemRange):
        if id(owner) in run.defaults and places:
            element(run, owner, max(places[0], places[-1]))
        return stretch(owner, places)
    picked: list[Any] = []
    for each in places:
        picked += cut(run, owner, each) if isinstance(each, list) else [element(run, owner, each)]
    return "".join(picked) if isinstance(owner, str) else picked


def stretch(owner: Any, places: ItemRange) -> Any:
    first, last = [end + len(owner) if end < 0 else end for end in (place(places.low), place(places.high))]
    step = -1 if first > last else 1
    last -= step if places.exclusive else 0
    wanted = list(range(first, last + step, step))
    low, high = (first, last) if step > 0 else (last, first)
    if not 0 <= low <= high + 1 <= len(owner):
        kind = IN_TEXT if isinstance(owner, str) else IN_LIST
        raise failure("R114", kind, f"Positions {first} to {last} are outside of {len(owner)} places.")
    found = [owner[at] for at in wanted]
    return "".join(found) if isinstance(owner, str) else found


# ---------------------------------------------------------------------------- writing


def write(run: Any, owner: Any, name: Any, value: Any, here: tuple[int, int]) -> Any:
    """`owner.name = value`"""
    run.position = here
    if isinstance(owner, dict):
        if owner is run.target:
            name = text(name)
            run.written[name] = here
            run.absent.pop(name, None)
        else:
            run.note_change(owner)
        put(run, owner, key(name), value)
    elif owner is None:
        said = f"Cannot set property '{text(name)}' on null object"
        raise failure("R101", NULL, f"Cannot set property {text(name)} of null.", said)
    elif isinstance(owner, list):
        for item in owner:
            write(run, item, name, value, here)
    elif not isinstance(owner, Box) or owner.write(run, text(name), value) is NotImplemented:
        setter = method_of(type(owner), "set" + text(name)[:1].upper() + text(name)[1:])
        if setter is None:
            raise no_property(owner, text(name))
        setter(run, owner, value)
    return value


def put_element(run: Any, owner: Any, index: Any, value: Any, here: tuple[int, int]) -> Any:
    """`owner[index] = value`"""
    if isinstance(owner, Box):
        if owner.invoke(run, here, "putAt", (index, value)) is not NotImplemented:
            return value
        setter = method_of(type(owner), "putAt")
        if setter is not None:
            setter(run, owner, index, value)
            return value
    if isinstance(owner, str):
        raise failure("R103", METHOD, "A text cannot be changed in place.")
    if not isinstance(owner, list) or isinstance(index, str):
        return write(run, owner, index, value, here)
    if isinstance(index, list):
        return put_stretch(run, owner, index, value)
    run.position = here
    at = place(index)
    at += len(owner) if at < 0 else 0
    if at < 0:
        raise failure("R114", IN_ARRAY, "A list has no element before its first one.")
    run.note_change(owner)
    run.charge(max(0, at + 1 - len(owner)))
    while len(owner) <= at:
        owner.append(None)
    owner[at] = value
    return value


def put_stretch(run: Any, owner: list[Any], places: list[Any], value: Any) -> Any:
    run.note_change(owner)
    given = value if isinstance(value, list) else [value]
    if not isinstance(places, ItemRange):
        for each, item in zip(places, given, strict=False):
            put_element(run, owner, each, item, run.position)
        return value
    first, last = [end + len(owner) if end < 0 else end for end in (places.low, places.high)]
    owner[first : last + (0 if places.exclusive else 1)] = given
    return value
