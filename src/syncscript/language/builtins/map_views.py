"""keySet, values and entrySet: what changes one of them changes the map.

A view is a copy that knows its map. After one of the methods that change a list or set, whatever is gone
from the view goes from the map. Refuses to add anything to a map.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from syncscript.language.builtins.registry import CHANGING, METHODS, method
from syncscript.language.interpreter.faults import Fault
from syncscript.language.interpreter.item_lists import ItemSet, KeyView, ValueView
from syncscript.language.interpreter.map_keys import entries_of, key_value, keys_of
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.values import Entry, Value

Map = dict[Value, Value]
View = TypeVar("View", KeyView, ValueView)


@method("keySet", dict)
def key_set(run: Run, value: Map) -> ItemSet:
    """
    >>> [b: 1, a: 2].keySet().sort().join(",")
    'a,b'
    >>> def m = [a: 1, b: 2]; m.keySet().remove("a"); m
    ['b':2]
    """
    run.charge(len(value))
    return seen_through(KeyView(keys_of(value)), value)


@method("values", dict)
def values(run: Run, value: Map) -> list[Value]:
    """
    >>> [a: 1, b: 2].values()
    [1, 2]
    """
    run.charge(len(value))
    return seen_through(ValueView(value.values()), value)


@method("entrySet", dict)
def entry_set(run: Run, value: Map) -> ItemSet:
    """
    >>> [a: 1].entrySet().collect { it.key + it.value }
    ['a1']
    """
    run.charge(5 * len(value))
    return seen_through(KeyView([Entry(key, item, value) for key, item in entries_of(value)]), value)


def seen_through(view: View, seen: Map) -> View:
    view.seen = seen
    return view


TAKING = {"remove", "removeAll", "removeIf", "removeElement", "retainAll", "clear"}
"""What takes items out of a view, and so keys out of its map."""
REORDERING = {"sort", "reverse", "unique"}
"""What gives a new list of a view, since a view has no order of its own."""


def through(change: Callable[..., Value]) -> Callable[..., Value]:
    """The method that changes the view, and the map with it."""

    def changed(run: Run, value: Any, *arguments: Value) -> Value:
        run.note_change(value.seen)
        run.spend(len(value))
        if len(value) != len(value.seen):
            raise Fault(
                "The map has changed since this was taken of it.",
                "ask the map again",
                kind="ConcurrentModificationException",
                code="R116",
            )
        before = list(value)
        result = change(run, value, *arguments)
        for key in gone(list(value.seen), before, value):
            del value.seen[key]
        return result

    return changed


def gone(keys: list[Value], before: list[Value], after: list[Value]) -> list[Value]:
    """The keys of the items that are no longer there; what is left is in the same order as before.

    From the end on, since of equal items the first one goes.
    """
    found = []
    left = list(after)
    for key, item in zip(keys[::-1], before[::-1], strict=True):
        if left and left[-1] is item:
            left.pop()
        else:
            found.append(key)
    return found


def on_copy(change: Callable[..., Value]) -> Callable[..., Value]:
    return lambda run, value, *arguments: change(run, list(value), *arguments)


def refused(run: Run, value: Value, *arguments: Value) -> Value:
    raise Fault(
        "Nothing can be added to what is seen of a map.",
        "put it into the map, or make a list: toList()",
        kind="UnsupportedOperationException",
        code="R116",
    )


def announce_views() -> None:
    """Views have the methods of sets and lists; those that take out write through."""
    for view, plain in ((KeyView, ItemSet), (ValueView, list)):
        table = METHODS.setdefault(view, {})
        for name, made in METHODS[plain].items():
            table.setdefault(name, of_view(name, made))


def of_view(name: str, made: Callable[..., Value]) -> Callable[..., Value]:
    if name in TAKING:
        return through(made)
    if name in REORDERING:
        return on_copy(METHODS[list][name])
    return refused if name in CHANGING else made


@method("removeAll", dict, changes=True)
def remove_all(run: Run, value: Map, closure: Value) -> bool:
    """
    >>> def m = [a: 1, b: 2]; m.removeAll { k, v -> v > 1 }; m
    ['a':1]
    """
    return leave_out(run, value, closure, True)


@method("retainAll", dict, changes=True)
def retain_all(run: Run, value: Map, closure: Value) -> bool:
    return leave_out(run, value, closure, False)


def leave_out(run: Run, value: Map, closure: Value, verdict: bool) -> bool:
    from syncscript.language.builtins.map_closures import with_entry

    items = list(value.items())
    gone = [key for key, item in items if bool(with_entry(run, closure, key_value(key), item)) is verdict]
    run.note_change(value)
    for key in gone:
        del value[key]
    return bool(gone)
