"""PriorityQueue: what is added comes out the least first, by its own order or by a comparator.

It can be asked what any list can; of what changes lists it knows only what queues do.
"""

from __future__ import annotations

from syncscript.language.builtins.list_changes import add_all, clear
from syncscript.language.builtins.list_ends import end
from syncscript.language.builtins.list_making import in_order
from syncscript.language.builtins.lists import first, tested
from syncscript.language.builtins.registry import METHODS, constructor, method
from syncscript.language.interpreter import access, comparing, operators
from syncscript.language.interpreter.heaps import fill_heap, take_from_heap
from syncscript.language.interpreter.item_lists import ItemHeap
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.values import UNSET, Closure, Value


@constructor("PriorityQueue PriorityBlockingQueue")
def new_queue(run: Run, start: Value = None, comparator: Value = None) -> ItemHeap:
    """Of nothing, of a size, of a list, or with a comparator.

    >>> def q = new PriorityQueue([3, 1, 2]); q.poll()
    1
    """
    made = ItemHeap()
    made.comparator = next((each for each in (start, comparator) if type(each) is Closure), None)
    if isinstance(start, list):
        made.comparator = start.comparator if type(start) is ItemHeap else None
        fill_heap(run, made, access.snapshot(run, start))
    return made


@method("add offer", ItemHeap, changes=True)
def add(run: Run, value: ItemHeap, item: Value) -> bool:
    operators.shift_left(run, value, item)
    return True


@method("leftShift", ItemHeap, changes=True)
def left_shift(run: Run, value: ItemHeap, item: Value) -> Value:
    return operators.shift_left(run, value, item)


method("addAll", ItemHeap, changes=True)(add_all)
method("clear", ItemHeap, changes=True)(clear)


@method("sort toSorted", ItemHeap)
def sort(run: Run, value: ItemHeap, *by: Value) -> list[Value]:
    """A list in order; the queue stays as it is."""
    return in_order(run, list(value), by[-1] if by and type(by[-1]) is Closure else None)


@method("findAll", ItemHeap)
def find_all(run: Run, value: ItemHeap, closure: Value = None) -> ItemHeap:
    made = ItemHeap()
    made.comparator = value.comparator
    for item in list(value):
        if tested(run, closure, item):
            operators.shift_left(run, made, item)
    return made


@method("peek", ItemHeap)
def peek(run: Run, value: ItemHeap) -> Value:
    return value[0] if value else None


@method("element", ItemHeap)
def element(run: Run, value: ItemHeap) -> Value:
    end(value)
    return first(run, value)


@method("poll", ItemHeap, changes=True)
def poll(run: Run, value: ItemHeap) -> Value:
    run.note_change(value)
    return take_from_heap(run, value, 0) if value else None


@method("remove", ItemHeap, changes=True)
def remove(run: Run, value: ItemHeap, item: Value = UNSET) -> Value:
    """The least, or whether this one was there."""
    if item is UNSET:
        end(value)
        return poll(run, value)
    run.note_change(value)
    place = next((n for n, each in enumerate(value) if comparing.java_equal(each, item)), -1)
    if place >= 0:
        take_from_heap(run, value, place)
    return place >= 0


@method("comparator", ItemHeap)
def comparator_of(run: Run, value: ItemHeap) -> Value:
    return value.comparator


def rebuilding(name: str) -> None:
    """A method of lists that takes items out by a test."""
    @method(name, ItemHeap, changes=True)
    def rebuild(run: Run, value: ItemHeap, test: Value) -> bool:
        left = list(access.snapshot(run, value))
        changed = METHODS[list][name](run, left, test)
        run.note_change(value)
        fill_heap(run, value, left)
        return bool(changed)

    rebuild.__name__ = name


for rebuilding_name in ("removeAll", "removeIf", "retainAll"):
    rebuilding(rebuilding_name)
