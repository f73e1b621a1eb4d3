"""Methods of maps that call a closure.

A closure with two parameters gets key and value, one with one parameter the entry.
"""

from __future__ import annotations

from functools import cmp_to_key

from syncscript.language.builtins.list_closures import add_entry
from syncscript.language.builtins.list_making import by_measure
from syncscript.language.builtins.list_totals import best
from syncscript.language.builtins.registry import method
from syncscript.language.interpreter import access, comparing
from syncscript.language.interpreter.case_matching import matches_case
from syncscript.language.interpreter.kept_order import alike
from syncscript.language.interpreter.map_keys import entries_of, key_value
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.values import Closure, Entry, Value

Map = dict[Value, Value]


def with_entry(run: Run, closure: Value, key: Value, value: Value, home: Map | None = None) -> Value:
    """What the closure gives for this entry, with the key as the map holds it or as scripts see it."""
    key = key_value(key)
    if type(closure) is Closure and closure.most == 2:
        return run.invoke(closure, key, value)
    return run.invoke(closure, Entry(key, value, home))


@method("each", dict)
def each(run: Run, value: Map, closure: Closure) -> Map:
    """
    >>> def r = ""; [a: 1, b: 2].each { k, v -> r += k + v }; r
    'a1b2'
    >>> def r = ""; [a: 1].each { r += it.key }; r
    'a'
    """
    for key, item in list(value.items()):
        with_entry(run, closure, key, item, value)
    return value


@method("forEach", dict)
def for_each(run: Run, value: Map, closure: Closure) -> None:
    """As each(), but gives nothing."""
    each(run, value, closure)


@method("eachWithIndex", dict)
def each_with_index(run: Run, value: Map, closure: Closure) -> Map:
    for number, (key, item) in enumerate(entries_of(value)):
        given = [key, item] if closure.most == 3 else [Entry(key, item, value)]
        run.invoke(closure, *given, number)
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
    found: Map = {k: v for k, v in list(value.items()) if with_entry(run, closure, k, v)}
    return alike(run, value, found)


@method("grep", dict)
def grep(run: Run, value: Map, case: Value = None) -> list[Value]:
    """The entries that a closure takes.

    >>> [a: 1, b: 2].grep { it.value > 1 }*.key
    ['b']
    """
    run.charge(4 * len(value))
    entries = [Entry(key, item, value) for key, item in entries_of(value)]
    return [entry for entry in entries if case is None or matches_case(run, entry, case)]


@method("find", dict)
def find(run: Run, value: Map, closure: Closure) -> Value:
    """
    >>> [a: 1, b: 2].find { k, v -> v == 2 }.key
    'b'
    """
    for key, item in entries_of(value):
        if with_entry(run, closure, key, item):
            return Entry(key, item, value)
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
    for key, item in entries_of(value):
        arguments = [start, key, item] if closure.most == 3 else [start, Entry(key, item)]
        start = run.invoke(closure, *arguments)
    return start


@method("reverseEach", dict)
def reverse_each(run: Run, value: Map, closure: Closure) -> Map:
    for key, item in list(value.items())[::-1]:
        with_entry(run, closure, key, item)
    return value


@method("collectMany", dict)
def collect_many(run: Run, value: Map, closure: Closure) -> list[Value]:
    """
    >>> [a: [1, 2], b: [3]].collectMany { k, v -> v }
    [1, 2, 3]
    """
    return [part for made in collect(run, value, closure) for part in access.elements(run, made)]


@method("findResult", dict)
def find_result(run: Run, value: Map, closure: Closure) -> Value:
    for key, item in list(value.items()):
        found = with_entry(run, closure, key, item)
        if found is not None:
            return found
    return None


@method("findResults", dict)
def find_results(run: Run, value: Map, closure: Closure) -> list[Value]:
    return [made for made in collect(run, value, closure) if made is not None]


@method("countBy", dict)
def count_by(run: Run, value: Map, closure: Closure) -> Map:
    """
    >>> [a: 1, b: 2, c: 1].countBy { it.value }
    [1:2, 2:1]
    """
    return {key: len(entries) for key, entries in group_by(run, value, closure).items()}


@method("groupEntriesBy", dict)
def group_entries_by(run: Run, value: Map, closure: Closure) -> Map:
    groups = group_by(run, value, closure)
    return {key: [Entry(k, v) for k, v in entries_of(inner)] for key, inner in groups.items()}


@method("max", dict)
def greatest(run: Run, value: Map, closure: Closure) -> Value:
    """The entry for which the closure gives most.

    >>> [a: 1, b: 2].max { it.value }.key
    'b'
    """
    return best(run, [Entry(key, item, value) for key, item in entries_of(value)], closure, 1)


@method("min", dict)
def least(run: Run, value: Map, closure: Closure) -> Value:
    return best(run, [Entry(key, item, value) for key, item in entries_of(value)], closure, -1)


@method("takeWhile", dict)
def take_while(run: Run, value: Map, closure: Closure) -> Map:
    items = list(value.items())
    return dict(items[: turn(run, items, closure)])


@method("dropWhile", dict)
def drop_while(run: Run, value: Map, closure: Closure) -> Map:
    items = list(value.items())
    return dict(items[turn(run, items, closure) :])


def turn(run: Run, items: list[tuple[Value, Value]], closure: Closure) -> int:
    """The place of the first entry that the closure refuses."""
    refused = (n for n, (key, item) in enumerate(items) if not with_entry(run, closure, key, item))
    return next(refused, len(items))


@method("groupBy", dict)
def group_by(run: Run, value: Map, closure: Closure) -> Map:
    made: Map = {}
    run.charge(len(value))
    for key, item in list(value.items()):
        made.setdefault(access.key_of(with_entry(run, closure, key, item)), {})[key] = item
    return made


@method("toSorted", dict)
def to_sorted(run: Run, value: Map, closure: Value = None) -> Map:
    """By value, or by what the closure says."""
    if closure is not None:
        return sort(run, value, closure)
    keyed = sorted([(item, key) for key, item in value.items()], key=cmp_to_key(by_measure))
    return {key: item for item, key in keyed}


@method("sort", dict)
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
        entries = [Entry(k, v, value) for k, v in entries_of(value)]
        entries.sort(key=cmp_to_key(lambda x, y: comparing.compare(run.invoke(closure, x, y), 0)))
        return {access.key_of(entry.key): entry.value for entry in entries}
    measured = key_value if closure is None else None
    keyed = [
        (measured(k) if measured else with_entry(run, closure, k, v), k, v) for k, v in list(value.items())
    ]
    keyed.sort(key=cmp_to_key(by_measure))
    return {k: v for _, k, v in keyed}
