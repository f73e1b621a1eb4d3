"""TreeMap and TreeSet: made in order, kept in order, and asked for what stands next to a key.

Refuses maps and sets that keep no order: those have none of these methods.
"""

from __future__ import annotations

from collections.abc import Callable

from syncscript.language.builtins.registry import constructor, method
from syncscript.language.interpreter import access, casts
from syncscript.language.interpreter.faults import Fault
from syncscript.language.interpreter.item_lists import ItemSet
from syncscript.language.interpreter.kept_order import (
    comparator_of,
    is_ordered,
    keep_order,
    order,
    ordered_map,
    ordered_set,
    place_of,
)
from syncscript.language.interpreter.map_keys import keys_of
from syncscript.language.interpreter.misfits import unknown_method
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.values import Closure, Entry, Value

Map = dict[Value, Value]


@constructor("TreeMap ConcurrentSkipListMap")
def tree_map(run: Run, start: Value = None) -> Value:
    """
    >>> def m = new TreeMap(); m.b = 1; m.a = 2; m
    ['a':2, 'b':1]
    """
    return ordered_map(run, start if type(start) is dict else {}, start if type(start) is Closure else None)


@constructor("TreeSet ConcurrentSkipListSet")
def tree_set(run: Run, start: Value = None) -> Value:
    """
    >>> def s = new TreeSet([3, 1]); s << 2; s.join(",")
    '1,2,3'
    """
    if type(start) is Closure:
        return ordered_set(run, [], start)
    return ordered_set(run, [] if start is None else casts.as_list(run, start), None)


def ordered_keys(run: Run, value: Value, name: str) -> list[Value]:
    """The keys or items in their order. Fault for what keeps none."""
    if not is_ordered(run, value):
        raise unknown_method(value, name, ())
    run.charge(len(value))
    return keys_of(value) if type(value) is dict else list(value)


# ---------------------------------------------------------------------------- ends


def end_of(run: Run, value: Value, name: str, place: int) -> Value:
    keys = ordered_keys(run, value, name)
    if not keys:
        raise Fault("There is nothing in it.", kind="NoSuchElementException", code="R114")
    return keys[place]


@method("firstKey", dict)
def first_key(run: Run, value: Map) -> Value:
    """
    >>> new TreeMap([b: 1, a: 2]).firstKey()
    'a'
    """
    return end_of(run, value, "firstKey", 0)


@method("lastKey", dict)
def last_key(run: Run, value: Map) -> Value:
    return end_of(run, value, "lastKey", -1)


def entry_of(value: Map, keys: list[Value], place: int) -> Value:
    return Entry(keys[place], value[access.key_of(keys[place])], value) if keys else None


@method("firstEntry", dict)
def first_entry(run: Run, value: Map) -> Value:
    return entry_of(value, ordered_keys(run, value, "firstEntry"), 0)


@method("lastEntry", dict)
def last_entry(run: Run, value: Map) -> Value:
    return entry_of(value, ordered_keys(run, value, "lastEntry"), -1)


def polling(name: str, kind: type, place: int) -> None:
    """Gives the first or last and takes it out; null when there is none."""

    @method(name, kind, changes=True)
    def poll(run: Run, value: Value) -> Value:
        keys = ordered_keys(run, value, name)
        if not keys:
            return None
        run.note_change(value)
        if type(value) is dict:
            return Entry(keys[place], value.pop(access.key_of(keys[place])))
        return value.pop(place)


polling("pollFirstEntry", dict, 0)
polling("pollLastEntry", dict, -1)
polling("pollFirst", ItemSet, 0)
polling("pollLast", ItemSet, -1)

# ---------------------------------------------------------------------------- neighbours


def nearest(run: Run, value: Value, name: str, wanted: Value) -> Value:
    """The key next to the wanted one: floor and ceiling may be the wanted one itself."""
    keys = ordered_keys(run, value, name)
    place, known = place_of(run, keys, wanted, comparator_of(run, value))
    if name.startswith(("lower", "floor")):
        place -= 0 if known and name.startswith("floor") else 1
    else:
        place += known and name.startswith("higher")
    return keys[place] if 0 <= place < len(keys) else None


def neighbour(word: str) -> None:
    @method(word, ItemSet)
    @method(f"{word}Key", dict)
    def key(run: Run, value: Value, wanted: Value) -> Value:
        return nearest(run, value, word, wanted)

    @method(f"{word}Entry", dict)
    def entry(run: Run, value: Map, wanted: Value) -> Value:
        found = nearest(run, value, word, wanted)
        place = access.key_of(found)
        return Entry(found, value[place], value) if place in value else None


for neighbour_word in ("floor", "ceiling", "lower", "higher"):
    neighbour(neighbour_word)

# ---------------------------------------------------------------------------- parts


def part(run: Run, value: Value, keys: list[Value], comparator: Closure | None) -> Value:
    """A new map or set in the same order, of these keys."""
    if type(value) is dict:
        return keep_order(run, {key: value[key] for key in map(access.key_of, keys)}, comparator)
    made = ItemSet(keys)
    return keep_order(run, made, comparator)


def chosen(run: Run, value: Value, name: str, keep: Callable[[Closure | None, Value], bool]) -> Value:
    comparator = comparator_of(run, value) if is_ordered(run, value) else None
    keys = [key for key in ordered_keys(run, value, name) if keep(comparator, key)]
    return part(run, value, keys, comparator)


@method("headMap", dict)
@method("headSet", ItemSet)
def head(run: Run, value: Value, end: Value, inclusive: Value = False) -> Value:
    """
    >>> new TreeMap([b: 1, a: 2]).headMap("b")
    ['a':2]
    """
    most = 1 if inclusive else 0
    return chosen(run, value, "headMap", lambda by, key: order(run, by, key, end) < most)


@method("tailMap", dict)
@method("tailSet", ItemSet)
def tail(run: Run, value: Value, start: Value, inclusive: Value = True) -> Value:
    least = 0 if inclusive else 1
    return chosen(run, value, "tailMap", lambda by, key: order(run, by, key, start) >= least)


@method("subSet", ItemSet)
def sub_set(run: Run, value: ItemSet, start: Value, end: Value) -> Value:
    return head(run, tail(run, value, start), end)


@method("descendingMap", dict)
@method("descendingSet", ItemSet)
def descending(run: Run, value: Value) -> Value:
    keys = ordered_keys(run, value, "descendingMap")
    comparator = comparator_of(run, value)
    turned = Closure(lambda one, other: order(run, comparator, other, one), 2, 2, orders=True)
    return part(run, value, keys[::-1], turned)


@method("descendingKeySet", dict)
def descending_keys(run: Run, value: Map) -> Value:
    return ItemSet(keys_of(descending(run, value)))
