"""keySet, values and entrySet: what changes one of them changes the map.

A view is a copy that knows its map. After one of the methods that change a list or set, whatever is gone
from the view goes from the map. Refuses to add anything to a map.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from syncscript.language.builtins.registry import CHANGING, METHODS, method
from syncscript.language.interpreter import operators
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.values import Entry, ItemSet, KeyView, Value, ValueView

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
    return seen_through(KeyView(value), value)


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
    run.charge(len(value))
    return seen_through(KeyView([Entry(key, item) for key, item in value.items()]), value)


def seen_through(view: View, seen: Map) -> View:
    view.seen = seen
    return view


def through(change: Callable[..., Value]) -> Callable[..., Value]:
    """The method that changes the view, and the map with it."""

    def changed(run: Run, value: Any, *arguments: Value) -> Value:
        before = list(value)
        result = change(run, value, *arguments)
        run.note_change(value.seen)
        run.spend(len(before))
        for key in [key for key, item in zip(value.seen, before, strict=True) if not held(value, item)]:
            del value.seen[key]
        return result

    return changed


def held(view: list[Value], item: Value) -> bool:
    return any(item is other for other in view) or operators.contains(view, item)


def announce_views() -> None:
    """Views have the methods of sets and lists; those that change them write through."""
    for view, plain in ((KeyView, ItemSet), (ValueView, list)):
        table = METHODS.setdefault(view, {})
        for name, made in METHODS[plain].items():
            table.setdefault(name, through(made) if name in CHANGING else made)


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
    gone = [key for key, item in items if bool(with_entry(run, closure, key, item)) is verdict]
    run.note_change(value)
    for key in gone:
        del value[key]
    return bool(gone)
