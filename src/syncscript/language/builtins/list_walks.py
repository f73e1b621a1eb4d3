"""Iterators: walking through a list, and taking out, putting in or exchanging elements on the way.

Walks the list itself; a change of it on another way ends the walk, as in Java. Refuses to know the methods
of lists: what an iterator does not know itself is done on what is left of its walk.
"""

from __future__ import annotations

from syncscript.language.builtins.registry import METHODS, method
from syncscript.language.interpreter import numbers
from syncscript.language.interpreter.faults import Fault
from syncscript.language.interpreter.item_lists import ItemRange, ItemSet, KeyView, ValueView
from syncscript.language.interpreter.map_keys import ListKey
from syncscript.language.interpreter.run import Position, Run
from syncscript.language.interpreter.values import Box, Entry, Value


class Walk(Box):
    """place: before which element it stands; passed: the element last handed out, -1 for none."""

    names = ("Iterator", "ListIterator")

    def __init__(self, run: Run, items: list[Value], place: int = 0) -> None:
        run.charge(8)
        self.items, self.place, self.passed, self.size = items, place, -1, len(items)

    def invoke(self, run: Run, position: Position, name: str, arguments: tuple[Value, ...]) -> Value:
        if name in METHODS[Walk]:
            return NotImplemented
        if name not in METHODS[list]:
            return NotImplemented
        return METHODS[list][name](run, rest(run, self), *arguments)

    def __bool__(self) -> bool:
        return self.place < len(self.items)

    def unchanged(self) -> list[Value]:
        if len(self.items) != self.size:
            raise Fault(
                "The list has changed while it is walked through.",
                "change it by the iterator's own remove(), or walk through a copy",
                kind="ConcurrentModificationException",
                code="R116",
            )
        return self.items

    def last(self) -> int:
        """Which element remove() and set() mean."""
        if self.passed < 0:
            raise Fault("No element has been taken.", "call next() first", kind="IllegalStateException")
        self.unchanged()
        return self.passed


@method("iterator", Walk)
def rest(run: Run, value: Walk) -> list[Value]:
    """What is left to be walked through, as a list; then nothing is."""
    left = value.unchanged()[value.place :]
    run.charge(len(left))
    value.place = len(value.items)
    return left


@method("iterator", list, ItemSet, ItemRange, KeyView, ValueView, ListKey)
def iterator(run: Run, value: list[Value]) -> Walk:
    """
    >>> def l = [1, 2, 3]; def i = l.iterator(); while (i.hasNext()) if (i.next() == 2) i.remove(); l
    [1, 3]
    """
    return Walk(run, value)


@method("descendingIterator", list)
def descending_iterator(run: Run, value: list[Value]) -> Walk:
    run.charge(len(value))
    return Walk(run, value[::-1])


@method("listIterator", list, ItemRange)
def list_iterator(run: Run, value: list[Value], place: Value = 0) -> Walk:
    where = numbers.count(place, "The position")
    if not 0 <= where <= len(value):
        raise Fault(f"Position {where} is outside.", kind="IndexOutOfBoundsException", code="R114")
    return Walk(run, value, where)


@method("iterator", dict)
def map_iterator(run: Run, value: dict[Value, Value]) -> Walk:
    return Walk(run, METHODS[dict]["entrySet"](run, value))


@method("hasNext", Walk)
def has_next(run: Run, value: Walk) -> bool:
    return value.place < len(value.items)


@method("next", Walk)
def next_item(run: Run, value: Walk) -> Value:
    items = value.unchanged()
    if value.place >= len(items):
        raise Fault("The iterator is at its end.", "ask hasNext() first", kind="NoSuchElementException")
    value.passed = value.place
    value.place += 1
    return items[value.passed]


@method("hasPrevious", Walk)
def has_previous(run: Run, value: Walk) -> bool:
    return value.place > 0


@method("previous", Walk)
def previous_item(run: Run, value: Walk) -> Value:
    items = value.unchanged()
    if value.place <= 0:
        raise Fault("The iterator is at its start.", "ask hasPrevious() first", kind="NoSuchElementException")
    value.place -= 1
    value.passed = value.place
    return items[value.passed]


@method("nextIndex", Walk)
def next_index(run: Run, value: Walk) -> int:
    return value.place


@method("previousIndex", Walk)
def previous_index(run: Run, value: Walk) -> int:
    return value.place - 1


@method("remove", Walk)
def remove(run: Run, value: Walk) -> None:
    """Takes the element last handed out off the list, or off the map that a view shows."""
    gone, items = value.last(), value.items
    run.spend(len(items) >> 6)
    refuse_fixed(items)
    if isinstance(items, KeyView | ValueView):
        run.note_change(items.seen)
        del items.seen[list(items.seen)[gone]]
    run.note_change(items)
    del items[gone]
    value.place, value.passed, value.size = gone, -1, len(items)


@method("set", Walk)
def exchange(run: Run, value: Walk, item: Value) -> None:
    """
    >>> def l = [1, 2]; def i = l.listIterator(); while (i.hasNext()) i.set(i.next() * 2); l
    [2, 4]
    """
    refuse_fixed(value.items)
    run.note_change(value.items)
    value.items[value.last()] = item


@method("add", Walk)
def add(run: Run, value: Walk, item: Value) -> None:
    refuse_fixed(value.items)
    run.charge(1)
    run.spend(len(value.items) >> 6)
    run.note_change(value.items)
    value.unchanged().insert(value.place, item)
    value.place, value.passed, value.size = value.place + 1, -1, len(value.items)


def refuse_fixed(items: list[Value]) -> None:
    if isinstance(items, ItemRange | ListKey):
        raise Fault(
            "A range or a key cannot be changed.",
            "make a list of it: toList()",
            kind="UnsupportedOperationException",
            code="R116",
        )


@method("setValue", Entry)
def set_value(run: Run, value: Entry, item: Value) -> Value:
    """Puts another value into the map that the entry is of. Gives what was there before.

    >>> def m = [a: 1]; m.each { it.value = 5 }; m
    ['a':5]
    """
    before = value.value
    if value.home is not None:
        METHODS[dict]["put"](run, value.home, value.key, item)
    value.value = item
    return before
