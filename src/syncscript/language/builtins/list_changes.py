"""Methods that change a list or set itself: add, remove, clear and their like.

What was changed is noted, so that a field changed this way counts as written. Refuses to know maps.
"""

from __future__ import annotations

from syncscript.language.builtins.list_ends import end
from syncscript.language.builtins.lists import first, get, last, tested
from syncscript.language.builtins.registry import method
from syncscript.language.interpreter import access, comparing, numbers, operators, places
from syncscript.language.interpreter.item_lists import ItemSet
from syncscript.language.interpreter.kept_order import comparator_of, is_ordered, place_of
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.values import UNSET, Closure, Value

# ---------------------------------------------------------------------------- changes in place


@method("leftShift", list, ItemSet, changes=True)
def left_shift(run: Run, value: list[Value], item: Value) -> Value:
    return operators.shift_left(run, value, item)


@method("push", list, changes=True)
def push(run: Run, value: list[Value], item: Value) -> bool:
    """To the front."""
    return add(run, value, 0, item)


@method("add", list, ItemSet, changes=True)
def add(run: Run, value: list[Value], item: Value, at_place: Value = None) -> bool:
    """
    >>> def l = [1]; l.add(2); l
    [1, 2]
    """
    if at_place is None:
        before = len(value)
        operators.shift_left(run, value, item)
        return len(value) > before
    run.charge(1)
    run.note_change(value)
    value.insert(numbers.count(item, "The position"), at_place)
    return True


@method("addAll", list, ItemSet, changes=True)
def add_all(run: Run, value: list[Value], items: Value, more: Value = None) -> bool:
    """
    >>> def l = [1]; l.addAll([2, 3]); l
    [1, 2, 3]
    """
    if more is not None:
        place, added = numbers.count(items, "The position"), access.snapshot(run, more)
        run.note_change(value)
        run.charge(len(added))
        value[place:place] = added
        return bool(added)
    before = len(value)
    for item in access.snapshot(run, items):
        operators.shift_left(run, value, item)
    return len(value) > before


@method("remove", list, ItemSet, changes=True)
def remove(run: Run, value: list[Value], item: Value = UNSET) -> Value:
    """By position for a whole number, else by value; without either the first of a queue.

    >>> def l = ["a", "b"]; l.remove("a"); l
    ['b']
    >>> def l = ["a", "b"]; l.remove(0)
    'a'
    """
    run.note_change(value)
    if item is UNSET:
        end(value)
        return value.pop(0)
    if type(item) is int and type(value) is list:
        get(run, value, item)
        return value.pop(item)
    return remove_element(run, value, item)


@method("removeAt", list, changes=True)
def remove_at(run: Run, value: list[Value], place: Value) -> Value:
    return remove(run, value, numbers.count(place, "The position"))


@method("removeLast", list, changes=True)
def remove_last(run: Run, value: list[Value]) -> Value:
    last(run, value)
    run.note_change(value)
    return value.pop()


@method("removeElement", list, ItemSet, changes=True)
def remove_element(run: Run, value: list[Value], item: Value) -> bool:
    """
    >>> def l = [5, 6]; l.removeElement(6); l
    [5]
    """
    run.note_change(value)
    place = place_of_item(run, value, item)
    if place >= 0:
        del value[place]
    return place >= 0


def place_of_item(run: Run, value: list[Value], item: Value) -> int:
    """-1 when it is not there."""
    if is_ordered(run, value):
        place, known = place_of(run, value, item, comparator_of(run, value))
        return place if known else -1
    return next((n for n, other in enumerate(value) if comparing.held_equal(other, item)), -1)


@method("removeFirstOccurrence", list, changes=True)
def remove_first_occurrence(run: Run, value: list[Value], item: Value) -> bool:
    return remove_element(run, value, item)


@method("removeLastOccurrence", list, changes=True)
def remove_last_occurrence(run: Run, value: list[Value], item: Value) -> bool:
    """
    >>> def l = [1, 2, 1]; l.removeLastOccurrence(1); l
    [1, 2]
    """
    run.note_change(value)
    run.spend(len(value))
    places = [n for n, other in enumerate(value) if comparing.java_equal(other, item)]
    if places:
        del value[places[-1]]
    return bool(places)


@method("removeAll", list, ItemSet, changes=True)
def remove_all(run: Run, value: list[Value], gone: Value) -> bool:
    run.note_change(value)
    before = len(value)
    if type(gone) is Closure:
        value[:] = [item for item in list(value) if not tested(run, gone, item)]
    elif not isinstance(gone, list):
        value[:] = [item for item in value if not comparing.equal(gone, item)]
    else:
        value[:] = [item for item in value if not comparing.holds(gone, item)]
    return len(value) != before


@method("removeIf", list, ItemSet, changes=True)
def remove_if(run: Run, value: list[Value], closure: Closure) -> bool:
    return remove_all(run, value, closure)


@method("retainAll", list, ItemSet, changes=True)
def retain_all(run: Run, value: list[Value], wanted: Value) -> bool:
    run.note_change(value)
    before = len(value)
    value[:] = [
        item
        for item in list(value)
        if (tested(run, wanted, item) if type(wanted) is Closure else comparing.holds(wanted, item))
    ]
    return len(value) != before


@method("clear", list, ItemSet, changes=True)
def clear(run: Run, value: list[Value]) -> None:
    run.note_change(value)
    value.clear()


@method("set", list, changes=True)
def set_item(run: Run, value: list[Value], place: Value, item: Value) -> Value:
    """Gives what stood there before."""
    before = get(run, value, place)
    places.put_at(run, value, place, item, run.position)
    return before


@method("putAt", list, changes=True)
def put_at(run: Run, value: list[Value], place: Value, item: Value) -> Value:
    return places.put_at(run, value, place, item, run.position)


@method("pop", list, changes=True)
def pop(run: Run, value: list[Value]) -> Value:
    run.note_change(value)
    return value.pop(0) if first(run, value) is not None or value else None


@method("swap", list, changes=True)
def swap(run: Run, value: list[Value], one: Value, other: Value) -> list[Value]:
    run.note_change(value)
    first, second = get(run, value, one), get(run, value, other)
    value[one], value[other] = second, first
    return value


@method("replaceAll", list, changes=True)
def replace_all(run: Run, value: list[Value], closure: Closure) -> None:
    """
    >>> def l = [1, 2]; l.replaceAll { it * 2 }; l
    [2, 4]
    """
    run.note_change(value)
    value[:] = [run.invoke(closure, item) for item in list(value)]
