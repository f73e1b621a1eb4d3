"""Methods of maps that exchange values, take several keys, or ask of all entries; single entries.

Refuses to know lists.
"""

from __future__ import annotations

from syncscript.language.builtins.maps import Map, put
from syncscript.language.builtins.registry import constructor, method, static
from syncscript.language.builtins.sorted_collections import head, tail
from syncscript.language.interpreter import access, comparing
from syncscript.language.interpreter.faults import Fault
from syncscript.language.interpreter.kept_order import is_ordered
from syncscript.language.interpreter.map_keys import entries_of
from syncscript.language.interpreter.plain import identities
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.text import text
from syncscript.language.interpreter.values import Entry, Value


@method("replace", dict, changes=True)
def replace(run: Run, value: Map, key: Value, item: Value, *new: Value) -> Value:
    """
    >>> def m = [a: 1]; m.replace("a", 2); m.replace("b", 3); m
    ['a':2]
    """
    if id(value) in identities(run.inputs):
        raise Fault(
            "This map came with the issue, so it is not changed by replace().",
            "assign the entry: map.name = value",
            kind="UnsupportedOperationException",
            code="R116",
        )
    place = access.place_in(run, value, key)
    if not new:
        return put(run, value, key, item) if place in value else None
    fits = place in value and comparing.java_equal(value[place], item)
    if fits:
        put(run, value, key, new[0])
    return fits


@method("replaceAll", dict, changes=True)
def replace_all(run: Run, value: Map, closure: Value) -> None:
    for key, item in entries_of(value):
        put(run, value, key, run.invoke(closure, key, item))


@method("subMap", dict)
def sub_map(run: Run, value: Map, *keys: Value) -> Map:
    """The entries of these keys, as far as there are any; of a TreeMap from one key to before the other.

    >>> [a: 1, b: 2].subMap(["b"])
    ['b':2]
    """
    if is_ordered(run, value) and len(keys) == 2:
        from_first: Map = tail(run, value, keys[0])
        before_last: Map = head(run, from_first, keys[1])
        return before_last
    wanted = keys[0] if len(keys) == 1 and isinstance(keys[0], list) else list(keys)
    run.charge(2 * len(wanted))
    return {k: value[k] for k in map(access.key_of, wanted) if k in value}


@method("split", dict)
def split(run: Run, value: Map, closure: Value) -> list[Value]:
    """Entries that the closure takes, and the others; it gets the entry, never key and value."""
    run.charge(4 * len(value))
    parts: tuple[list[Value], list[Value]] = ([], [])
    for key, item in entries_of(value):
        entry = Entry(key, item, value)
        parts[0 if run.invoke(closure, entry) else 1].append(entry)
    return list(parts)


@method("toMapString", dict)
def to_map_string(run: Run, value: Map) -> str:
    made = text(value)
    run.charge_text(len(made))
    return made


@method("toSpreadMap", dict)
def to_spread_map(run: Run, value: Map) -> Map:
    run.charge(2 * len(value))
    return dict(value)


@constructor("SimpleEntry MapEntry SimpleImmutableEntry")
def new_entry(run: Run, key: Value, value: Value) -> Entry:
    """
    >>> new MapEntry("a", 1).key
    'a'
    """
    return Entry(key, value)


@static("Map.entry")
def entry_of(run: Run, key: Value, value: Value) -> Entry:
    return Entry(key, value)


@static("Map.ofEntries")
def map_of_entries(run: Run, *entries: Entry) -> Map:
    run.charge(2 * len(entries))
    return run.freeze({access.key_of(entry.key): entry.value for entry in entries})
