"""Methods of maps and their entries.

A closure with two parameters gets key and value, one with one parameter the entry. Refuses to know lists.
"""

from __future__ import annotations

from functools import cmp_to_key

from syncscript.language.builtins.list_closures import add_entry
from syncscript.language.builtins.list_making import by_measure
from syncscript.language.builtins.registry import attribute, method
from syncscript.language.interpreter import access, operators
from syncscript.language.interpreter.faults import Fault
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.values import Closure, Entry, ItemSet, Value, a_type

Map = dict[Value, Value]


def with_entry(run: Run, closure: Value, key: Value, value: Value) -> Value:
    if type(closure) is Closure and closure.most == 2:
        return run.invoke(closure, key, value)
    return run.invoke(closure, Entry(key, value))


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


@method("each forEach", dict)
def each(run: Run, value: Map, closure: Closure) -> Map:
    """
    >>> def r = ""; [a: 1, b: 2].each { k, v -> r += k + v }; r
    'a1b2'
    >>> def r = ""; [a: 1].each { r += it.key }; r
    'a'
    """
    for key, item in list(value.items()):
        with_entry(run, closure, key, item)
    return value


@method("eachWithIndex", dict)
def each_with_index(run: Run, value: Map, closure: Closure) -> Map:
    for number, (key, item) in enumerate(list(value.items())):
        run.invoke(closure, *([key, item, number] if closure.most == 3 else [Entry(key, item), number]))
    return value


@method("collect", dict)
def collect(run: Run, value: Map, closure: Closure) -> list[Value]:
    """
    >>> [a: 1, b: 2].collect { k, v -> k + v }
    ['a1', 'b2']
    """
    run.charge(len(value))
    return [with_entry(run, closure, key, item) for key, item in list(value.items())]


@method("collectEntries", dict)
def collect_entries(run: Run, value: Map, closure: Closure) -> Map:
    """
    >>> [a: 1].collectEntries { k, v -> [v, k] }
    [1:'a']
    """
    made: Map = {}
    run.charge(len(value))
    for key, item in list(value.items()):
        add_entry(made, with_entry(run, closure, key, item))
    return made


@method("findAll", dict)
def find_all(run: Run, value: Map, closure: Closure) -> Map:
    """
    >>> [a: 1, b: 2].findAll { it.value > 1 }
    ['b':2]
    """
    run.charge(len(value))
    return {k: v for k, v in list(value.items()) if with_entry(run, closure, k, v)}


@method("find", dict)
def find(run: Run, value: Map, closure: Closure) -> Value:
    """
    >>> [a: 1, b: 2].find { k, v -> v == 2 }.key
    'b'
    """
    for key, item in list(value.items()):
        if with_entry(run, closure, key, item):
            return Entry(key, item)
    return None


@method("any", dict)
def any_entry(run: Run, value: Map, closure: Closure) -> bool:
    """
    >>> [a: 1].any { k, v -> v == 1 }
    true
    """
    return find(run, value, closure) is not None


@method("every", dict)
def every(run: Run, value: Map, closure: Closure) -> bool:
    """
    >>> [a: 1].every { it.value == 1 }
    true
    """
    return all(with_entry(run, closure, key, item) for key, item in list(value.items()))


@method("count", dict)
def count(run: Run, value: Map, closure: Closure) -> int:
    return len(find_all(run, value, closure))


@method("inject", dict)
def inject(run: Run, value: Map, start: Value, closure: Closure) -> Value:
    for key, item in list(value.items()):
        arguments = [start, key, item] if closure.most == 3 else [start, Entry(key, item)]
        start = run.invoke(closure, *arguments)
    return start


@method("sum", dict)
def total(run: Run, value: Map, closure: Closure) -> Value:
    result: Value = None
    for key, item in list(value.items()):
        part = with_entry(run, closure, key, item)
        result = part if result is None else operators.plus(run, result, part)
    return result


@method("groupBy", dict)
def group_by(run: Run, value: Map, closure: Closure) -> Map:
    made: Map = {}
    run.charge(len(value))
    for key, item in list(value.items()):
        made.setdefault(access.key_of(with_entry(run, closure, key, item)), {})[key] = item
    return made


@method("sort toSorted", dict)
def sort(run: Run, value: Map, closure: Value = None) -> Map:
    """A new map, by key or by what the closure says.

    >>> [b: 1, a: 2].sort()
    ['a':2, 'b':1]
    >>> [a: 2, b: 1].sort { it.value }
    ['b':1, 'a':2]
    """
    run.spend(len(value))
    run.charge(len(value))
    if type(closure) is Closure and closure.most == 2:
        entries = [Entry(k, v) for k, v in value.items()]
        entries.sort(key=cmp_to_key(lambda x, y: operators.compare(run.invoke(closure, x, y), 0)))
        return {entry.key: entry.value for entry in entries}
    keyed = [(k if closure is None else with_entry(run, closure, k, v), k, v) for k, v in list(value.items())]
    keyed.sort(key=cmp_to_key(by_measure))
    return {k: v for _, k, v in keyed}


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


@method("setStatus", dict, changes=True)
def set_status(run: Run, value: Map, name: Value) -> None:
    """`issue.setStatus("Done")`: the workflow is asked to go there."""
    status = name if type(name) is dict else None if name is None else {"name": name}
    if status is not None and "name" in status and type(status["name"]) is not str:
        raise Fault(
            f"setStatus needs the name of a status, not {a_type(status['name'])}.",
            code="R108",
            kind="IllegalArgumentException",
        )
    if status is not None:
        access.put(run, value, "status", status, run.position)


# ---------------------------------------------------------------------------- entries


@attribute("key", Entry)
def entry_key(run: Run, value: Entry) -> Value:
    return value.key


@attribute("value", Entry)
def entry_value(run: Run, value: Entry) -> Value:
    return value.value


@method("getKey", Entry)
def get_key(run: Run, value: Entry) -> Value:
    return value.key


@method("getValue", Entry)
def get_value(run: Run, value: Entry) -> Value:
    return value.value
