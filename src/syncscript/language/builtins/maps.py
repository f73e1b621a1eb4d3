"""Methods of maps that need no closure: reading, changing, adding.

Refuses to know lists.
"""

from __future__ import annotations

from syncscript.language.builtins.registry import method
from syncscript.language.interpreter import access, operators
from syncscript.language.interpreter.faults import Fault
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.values import Closure, Entry, ItemSet, Value

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
    return value.get(access.key_of(key), default)


@method("getOrDefault", dict)
def get_or_default(run: Run, value: Map, key: Value, default: Value) -> Value:
    """
    >>> [a: 1].getOrDefault("b", 2)
    2
    """
    return value.get(access.key_of(key), default)


@method("containsKey", dict)
def contains_key(run: Run, value: Map, key: Value) -> bool:
    """
    >>> [a: 1].containsKey("a")
    true
    """
    return access.key_of(key) in value


@method("containsValue", dict)
def contains_value(run: Run, value: Map, wanted: Value) -> bool:
    """
    >>> [a: 1].containsValue(1)
    true
    """
    return operators.contains(list(value.values()), wanted)


@method("keySet", dict)
def key_set(run: Run, value: Map) -> ItemSet:
    """
    >>> [a: 1, b: 2].keySet().join(",")
    'a,b'
    """
    run.charge(len(value))
    return ItemSet(value)


@method("values", dict)
def values(run: Run, value: Map) -> list[Value]:
    """
    >>> [a: 1, b: 2].values()
    [1, 2]
    """
    run.charge(len(value))
    return list(value.values())


@method("entrySet", dict)
def entry_set(run: Run, value: Map) -> list[Value]:
    """
    >>> [a: 1].entrySet().collect { it.key + it.value }
    ['a1']
    """
    run.charge(len(value))
    return [Entry(k, v) for k, v in value.items()]


@method("put putAt", dict, changes=True)
def put(run: Run, value: Map, key: Value, item: Value) -> Value:
    """
    >>> def m = [:]; m.put("a", 1); m
    ['a':1]
    """
    run.charge(1)
    before = value.get(access.key_of(key))
    access.put(run, value, key, item, run.position)
    return before


@method("putIfAbsent", dict, changes=True)
def put_if_absent(run: Run, value: Map, key: Value, item: Value) -> Value:
    return value[key] if value.get(access.key_of(key)) is not None else put(run, value, key, item)


@method("putAll setFields", dict, changes=True)
def put_all(run: Run, value: Map, more: Map) -> None:
    """
    >>> def m = [a: 1]; m.putAll([b: 2]); m
    ['a':1, 'b':2]
    """
    for key, item in list(more.items()):
        put(run, value, key, item)


@method("remove", dict, changes=True)
def remove(run: Run, value: Map, key: Value) -> Value:
    """
    >>> def m = [a: 1, b: 2]; m.remove("a"); m
    ['b':2]
    """
    run.note_change(value)
    return value.pop(access.key_of(key), None)


@method("clear", dict, changes=True)
def clear(run: Run, value: Map) -> None:
    run.note_change(value)
    value.clear()


@method("subMap", dict)
def sub_map(run: Run, value: Map, keys: list[Value]) -> Map:
    """
    >>> [a: 1, b: 2].subMap(["b"])
    ['b':2]
    """
    return {k: value[k] for k in keys if access.key_of(k) in value}


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


@method("withDefault", dict)
def with_default(run: Run, value: Map, closure: Closure) -> Map:
    raise Fault("withDefault is not known here.", "write map.get(key, default) where it is read", code="R140")
