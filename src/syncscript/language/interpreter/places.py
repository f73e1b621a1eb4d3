"""Reading and writing elements by place or key: `list[0]`, `text[1..3]`, `map[key] = value`, `matcher[0]`.

A place that a list does not have reads as null, slices must fit. Refuses to know properties and writes of
the issue.
"""

from __future__ import annotations

from syncscript.language.builtins.registry import method_of
from syncscript.language.interpreter import numbers
from syncscript.language.interpreter.access import elements, get, of_map
from syncscript.language.interpreter.faults import NO_METHOD, NO_VALUE, Fault
from syncscript.language.interpreter.item_lists import ItemRange
from syncscript.language.interpreter.run import Position, Run
from syncscript.language.interpreter.text import text
from syncscript.language.interpreter.values import Box, Buffer, Entry, Matcher, Value
from syncscript.language.interpreter.writes import put


def at(run: Run, target: Value, key: Value) -> Value:
    """`target[key]`"""
    if type(target) is dict:
        return of_map(run, target, key)
    if target is None:
        raise Fault(
            f"Cannot read element {text(key)} of null.",
            "write ?[ where the value may be missing",
            code="R101",
            kind=NO_VALUE,
        )
    if isinstance(key, list) and (isinstance(target, list) or type(target) is str):
        return slice_of(run, target, key)
    if isinstance(target, list):
        if run.defaults and id(target) in run.defaults and numbers.is_number(key):
            return element_or_default(run, target, key)
        return element(target, key) if numbers.is_number(key) else get(run, target, key)
    if type(target) is str:
        return character(target, numbers.count(key, "The position in a text"))
    if type(target) is Matcher:
        return match_at(run, target, key)
    if type(target) is Entry:
        raise Fault("An Entry has no numbered parts.", "read .key and .value", kind=NO_METHOD, code="R103")
    told = target.invoke(run, run.position, "getAt", (key,)) if isinstance(target, Box) else NotImplemented
    if told is not NotImplemented:
        return told
    getter = method_of(type(target), "getAt") if isinstance(target, Box | Buffer) else None
    if getter is not None:
        return getter(run, target, key)
    return get(run, target, key if type(key) is str else text(key))


def match_at(run: Run, target: Matcher, key: Value) -> Value:
    items = elements(run, target)
    if isinstance(key, list):
        return slice_of(run, items, key)
    place = numbers.count(key, "The position of a match")
    if not -len(items) <= place < len(items):
        raise Fault(
            f"There are {len(items)} matches, none at {place}.",
            "test the matcher first: if (matcher) ...",
            code="R114",
            kind="IndexOutOfBoundsException",
        )
    return items[place]


def at_safe(run: Run, target: Value, key: Value) -> Value:
    return None if target is None else at(run, target, key)


def element(items: list[Value], key: Value) -> Value:
    place = numbers.count(key, "The position in a list")
    if place < -len(items):
        raise Fault(
            f"Position {place} is in front of a list of {len(items)}.",
            "count from the front, or test the size first",
            code="R114",
            kind="ArrayIndexOutOfBoundsException",
        )
    return items[place] if place < len(items) else None


def element_or_default(run: Run, items: list[Value], key: Value) -> Value:
    """Of a list with defaults, which grows up to the place. A null counts as missing, but for eager ones."""
    _, make, eager = run.defaults[id(items)]
    place = numbers.count(key, "The position in a list")
    place += len(items) if place < 0 else 0
    if place < 0:
        message = f"Position {key} is in front of a list of {len(items)}."
        raise Fault(message, code="R114", kind="IndexOutOfBoundsException")
    if place < len(items) and (eager or items[place] is not None):
        return items[place]
    run.note_change(items)
    run.charge(max(place + 1 - len(items), 0))
    while len(items) <= place:
        items.append(run.invoke(make, len(items)) if eager else None)
    if items[place] is None and not eager:
        items[place] = run.invoke(make, place)
    return items[place]


def character(target: str, place: int) -> str:
    if not -len(target) <= place < len(target):
        raise Fault(
            f"Position {place} is outside of a text of {len(target)} characters.",
            code="R114",
            kind=f"{'Array' if place < 0 else 'String'}IndexOutOfBoundsException",
        )
    return target[place]


def slice_of(run: Run, target: Value, places: list[Value]) -> Value:
    """`target[1..3]`, `target[0, 2]`: of a text the letters as one text, of a list a new list."""
    run.charge(len(places))
    if type(places) is ItemRange:
        if run.defaults and id(target) in run.defaults and places:
            element_or_default(run, target, max(places, key=lambda place: numbers.count(place, "The end")))
        return stretch(run, target, places)
    picked = [
        slice_of(run, target, place) if isinstance(place, list) else [at(run, target, place)]
        for place in places
    ]
    if type(target) is str:
        return "".join("".join(letters) for letters in picked)
    return [item for items in picked for item in items]


def stretch(run: Run, target: Value, places: ItemRange) -> Value:
    """From one end of a range to the other, both counted from the back when negative."""
    size = len(target)
    first = numbers.count(places.low, "The start of a range")
    last = numbers.count(places.high, "The end of a range")
    first, last = (end + size if end < 0 else end for end in (first, last))
    step = 1 if first <= last else -1
    last -= step if places.exclusive else 0
    low, high = (first, last + 1) if step > 0 else (last, first + 1)
    if not 0 <= low <= high <= size:
        raise Fault(
            f"Positions {first} to {last} are outside of {size} places.",
            "take(n) and drop(n) never fail",
            code="R114",
            kind="StringIndexOutOfBoundsException" if type(target) is str else "IndexOutOfBoundsException",
        )
    run.charge_text(high - low) if type(target) is str else run.charge(high - low)
    return target[low:high][::step]


def put_at(run: Run, target: Value, key: Value, value: Value, position: Position) -> Value:
    """`target[key] = value`; a list grows with nulls up to the place."""
    if isinstance(target, Box) and target.invoke(run, position, "putAt", (key, value)) is not NotImplemented:
        return value
    setter = method_of(type(target), "putAt") if isinstance(target, Box) else None
    if setter is not None:
        setter(run, target, key, value)
        return value
    if type(target) is str:
        raise Fault("A text cannot be changed in place.", "make a new one", code="R103", kind=NO_METHOD)
    if isinstance(key, list) and isinstance(target, list):
        return put_places(run, target, key, value)
    if not isinstance(target, list) or type(key) is str:
        return put(run, target, key, value, position)
    run.position = position
    place = numbers.count(key, "The position in a list")
    if place < 0:
        place += len(target)
        if place < 0:
            raise Fault(
                "A list has no element before its first one.",
                code="R114",
                kind="ArrayIndexOutOfBoundsException",
            )
    run.note_change(target)
    run.charge(max(place + 1 - len(target), 0))
    if place >= len(target):
        target.extend([None] * (place + 1 - len(target)))
    target[place] = value
    return value


def put_places(run: Run, target: list[Value], places: list[Value], value: Value) -> Value:
    """`list[1..2] = [x]` in the place of what stood there, `list[0, 2] = [x, y]` one by one."""
    run.note_change(target)
    if type(places) is not ItemRange:
        for place, item in zip(places, value if isinstance(value, list) else [value], strict=False):
            put_at(run, target, place, item, run.position)
        return value
    first, last = (end + len(target) if end < 0 else end for end in (places.low, places.high))
    items = value if isinstance(value, list) else [value]
    run.charge(len(items))
    target[first : last if places.exclusive else last + 1] = items
    return value
