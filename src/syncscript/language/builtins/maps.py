"""Methods of maps that need no closure: reading, changing, adding.

Refuses to know lists.
"""

from __future__ import annotations

from syncscript.language.builtins.registry import method
from syncscript.language.interpreter import access, comparing, numbers, operators, places, writes
from syncscript.language.interpreter.map_keys import entries_of
from syncscript.language.interpreter.run import Default, Run
from syncscript.language.interpreter.values import Closure, Value

Map = dict[Value, Value]


@method("size", dict)
def size(run: Run, value: Map) -> int:
    """
    >>> [a: 1].size()
    1
    """
    return len(value)


@method("isEmpty", dict)
def is_empty(run: Run, value: Map) -> bool:
    """
    >>> [:].isEmpty()
    true
    """
    return not value


@method("get getAt", dict)
def get(run: Run, value: Map, key: Value, default: Value = None) -> Value:
    """
    >>> [a: 1].get("a")
    1
    >>> [a: 1].get("b", 7)
    7
    """
    if default is not None and access.place_in(run, value, key) not in value:
        put(run, value, key, default)
    return places.at(run, value, key)


@method("getOrDefault", dict)
def get_or_default(run: Run, value: Map, key: Value, default: Value) -> Value:
    """
    >>> [a: 1].getOrDefault("b", 2)
    2
    """
    return value.get(access.place_in(run, value, key), default)


@method("containsKey", dict)
def contains_key(run: Run, value: Map, key: Value) -> bool:
    """
    >>> [a: 1].containsKey("a")
    true
    """
    return access.place_in(run, value, key) in value


@method("containsValue", dict)
def contains_value(run: Run, value: Map, wanted: Value) -> bool:
    """
    >>> [a: 1].containsValue(1)
    true
    """
    return comparing.holds(list(value.values()), wanted)


@method("put putAt", dict, changes=True)
def put(run: Run, value: Map, key: Value, item: Value) -> Value:
    """
    >>> def m = [:]; m.put("a", 1); m
    ['a':1]
    """
    run.charge(1)
    before = value.get(access.place_in(run, value, key))
    writes.put(run, value, key, item, run.position)
    return before


@method("putIfAbsent", dict, changes=True)
def put_if_absent(run: Run, value: Map, key: Value, item: Value) -> Value:
    held = value.get(access.place_in(run, value, key))
    return put(run, value, key, item) if held is None else held


@method("putAll setFields", dict, changes=True)
def put_all(run: Run, value: Map, more: Map) -> None:
    """
    >>> def m = [a: 1]; m.putAll([b: 2]); m
    ['a':1, 'b':2]
    """
    for key, item in entries_of(more):
        put(run, value, key, item)


@method("remove", dict, changes=True)
def remove(run: Run, value: Map, key: Value, *item: Value) -> Value:
    """With a second argument only when that value is there, telling whether it was.

    >>> def m = [a: 1, b: 2]; m.remove("a"); m
    ['b':2]
    """
    run.note_change(value)
    place = access.place_in(run, value, key)
    if not item:
        return value.pop(place, None)
    there = place in value and comparing.java_equal(value[place], item[0])
    return there and bool([value.pop(place)])


@method("clear", dict, changes=True)
def clear(run: Run, value: Map) -> None:
    run.note_change(value)
    value.clear()


@method("plus", dict)
def plus(run: Run, value: Map, other: Value) -> Value:
    return operators.plus(run, value, other)


@method("minus", dict)
def minus(run: Run, value: Map, other: Value) -> Value:
    return operators.minus(run, value, other)


@method("clone", dict)
def clone(run: Run, value: Map) -> Map:
    run.charge(len(value))
    return dict(value)


@method("asImmutable asUnmodifiable", dict)
def as_immutable(run: Run, value: Map) -> Map:
    """A copy that refuses changes."""
    return run.freeze(clone(run, value))


@method("withDefault", dict)
def with_default(run: Run, value: Map, closure: Closure) -> Map:
    """The map itself: a key that it lacks is put in with what the closure makes of it when it is read.

    >>> def m = [:].withDefault { 0 }; m.a += 1; m
    ['a':1]
    """
    run.keep_default(Default(value, closure))
    return value


@method("computeIfAbsent", dict, changes=True)
def compute_if_absent(run: Run, value: Map, key: Value, closure: Closure) -> Value:
    """
    >>> def m = [:]; m.computeIfAbsent("a") { [] } << 1; m
    ['a':[1]]
    """
    if value.get(access.place_in(run, value, key)) is None:
        put_or_remove(run, value, key, run.invoke(closure, key))
    return value.get(access.place_in(run, value, key))


@method("computeIfPresent", dict, changes=True)
def compute_if_present(run: Run, value: Map, key: Value, closure: Closure) -> Value:
    before = value.get(access.place_in(run, value, key))
    return None if before is None else put_or_remove(run, value, key, run.invoke(closure, key, before))


@method("compute", dict, changes=True)
def compute(run: Run, value: Map, key: Value, closure: Closure) -> Value:
    """
    >>> def m = [:]; m.compute("a") { k, v -> (v ?: 0) + 1 }; m
    ['a':1]
    """
    before = value.get(access.place_in(run, value, key))
    return put_or_remove(run, value, key, run.invoke(closure, key, before))


@method("merge", dict, changes=True)
def merge(run: Run, value: Map, key: Value, item: Value, closure: Closure) -> Value:
    before = value.get(access.place_in(run, value, key))
    return put_or_remove(run, value, key, item if before is None else run.invoke(closure, before, item))


def put_or_remove(run: Run, value: Map, key: Value, item: Value) -> Value:
    """Null takes the key out, as Java's compute methods do."""
    if item is None:
        remove(run, value, key)
    else:
        put(run, value, key, item)
    return item


@method("intersect", dict)
def intersect(run: Run, value: Map, other: Map) -> Map:
    """
    >>> [a: 1, b: 2].intersect([a: 1, b: 5])
    ['a':1]
    """
    return {key: item for key, item in value.items() if key in other and comparing.equal(item, other[key])}


@method("take", dict)
def take(run: Run, value: Map, amount: Value) -> Map:
    """
    >>> [a: 1, b: 2].take(1)
    ['a':1]
    """
    return dict(list(value.items())[: max(numbers.count(amount, "The amount"), 0)])


@method("drop", dict)
def drop(run: Run, value: Map, amount: Value) -> Map:
    return dict(list(value.items())[max(numbers.count(amount, "The amount"), 0) :])
