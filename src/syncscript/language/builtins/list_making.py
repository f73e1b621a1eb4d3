"""Methods that make a new list of a list: sorted, without doubles, flattened, cut.

Charged before they build. `sort` and `unique` change the list itself, as in Groovy, unless told not to.
"""

from __future__ import annotations

from functools import cmp_to_key
from typing import Any

from syncscript.language.builtins.hashes import in_any_order
from syncscript.language.builtins.lists import first, kept, last, new, tested
from syncscript.language.builtins.registry import method
from syncscript.language.interpreter import access, comparing, numbers, operators
from syncscript.language.interpreter.faults import Fault
from syncscript.language.interpreter.item_lists import ItemSet
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.values import Closure, Value, unique_items, without_doubles

# ---------------------------------------------------------------------------- new lists


def by_measure(one: Any, other: Any) -> int:
    """Order of pairs that start with what they are measured by."""
    return in_any_order(one[0], other[0])


def in_order(run: Run, value: list[Value], closure: Value) -> list[Value]:
    run.spend(len(value) * max(len(value).bit_length() // 4, 1))
    run.charge(len(value))
    if type(closure) is Closure and closure.most == 2:
        return sorted(value, key=cmp_to_key(lambda a, b: numbers.to_integer(run.invoke(closure, a, b))))
    if type(closure) is Closure:
        keyed = [(run.invoke(closure, item), item) for item in list(value)]
        return [item for _, item in sorted(keyed, key=cmp_to_key(by_measure))]
    if set(map(type, value)) == {str}:
        return sorted(value)
    return sorted(value, key=cmp_to_key(in_any_order))


@method("sort", list, changes=True)
def sort(run: Run, value: list[Value], changes: Value = True, closure: Value = None) -> Value:
    """Sorts the list itself, unless `false` comes first. Gives null for a comparator, as Java's own does.

    >>> [3, 1, 2].sort()
    [1, 2, 3]
    >>> ["bb", "a"].sort { it.size() }
    ['a', 'bb']
    >>> [1, 2].sort { a, b -> b <=> a }
    [2, 1]
    """
    if type(changes) is Closure:
        changes, closure = True, changes
    made = in_order(run, value, closure)
    if not changes:
        return made
    run.note_change(value)
    value[:] = made
    return None if type(closure) is Closure and closure.orders else value


@method("toSorted", list, ItemSet)
def to_sorted(run: Run, value: list[Value], closure: Value = None) -> list[Value]:
    return in_order(run, value, closure)


@method("sort", ItemSet)
def sort_set(run: Run, value: ItemSet, changes: Value = True, closure: Value = None) -> list[Value]:
    return in_order(run, value, changes if type(changes) is Closure else closure)


@method("unique", list, ItemSet, changes=True)
def unique(run: Run, value: list[Value], changes: Value = True, closure: Value = None) -> list[Value]:
    """Takes doubles out of the list itself, unless `false` comes first.

    >>> [1, 2, 1].unique()
    [1, 2]
    >>> ["a", "B", "b"].unique { it.toLowerCase() }
    ['a', 'B']
    """
    if type(changes) is Closure:
        changes, closure = True, changes
    run.spend(len(value))
    made = list(without_doubles(value, exact=False)) if closure is None else unique_by(run, value, closure)
    if not changes:
        return new(run, made)
    value[:] = made
    run.note_change(value)
    return value


def unique_by(run: Run, value: list[Value], closure: Closure) -> list[Value]:
    seen: list[Value] = []
    made: list[Value] = []
    if closure.most == 2:
        for item in list(value):
            if not any(run.invoke(closure, item, other) == 0 for other in made):
                made.append(item)
        return made
    for item in list(value):
        measure = run.invoke(closure, item)
        if not comparing.contains(seen, measure):
            seen.append(measure)
            made.append(item)
    return made


@method("toUnique", list)
def to_unique(run: Run, value: list[Value], closure: Value = None) -> list[Value]:
    return unique(run, value, False, closure)


@method("reverse", list, changes=True)
def reverse(run: Run, value: list[Value], changes: Value = False) -> list[Value]:
    """
    >>> [1, 2].reverse()
    [2, 1]
    """
    if not changes:
        return new(run, value[::-1])
    value.reverse()
    run.note_change(value)
    return value


@method("flatten", list, ItemSet)
def flatten(run: Run, value: list[Value], closure: Value = None) -> list[Value]:
    """A closure tells what to put in the place of an element that is no list.

    >>> [1, [2, [3]]].flatten()
    [1, 2, 3]
    """
    made: list[Value] = []
    waiting = list(value)[::-1]
    while waiting:
        item = waiting.pop()
        given = item if closure is None or isinstance(item, list) else run.invoke(closure, item)
        if given is not item and isinstance(given, list):
            made.extend(new(run, list(given)))
        elif isinstance(item, list):
            run.charge(len(item) + 1)
            waiting.extend(item[::-1])
        else:
            made.append(given)
    return kept(run, value, list(unique_items(made)) if isinstance(value, ItemSet) else made)


@method("plus", list, ItemSet)
def plus(run: Run, value: list[Value], other: Value, *items: Value) -> Value:
    """With more arguments: the items put in at a place.

    >>> [1].plus([2])
    [1, 2]
    >>> [1, 2].plus(1, [9])
    [1, 9, 2]
    """
    if not items:
        return operators.plus(run, value, other)
    more = items[0] if len(items) == 1 and isinstance(items[0], list) else items
    place = min(max(numbers.count(other, "The position"), 0), len(value))
    return new(run, [*value[:place], *more, *value[place:]])


@method("minus", list, ItemSet)
def minus(run: Run, value: list[Value], other: Value, closure: Value = None) -> Value:
    """A closure tells what two items are compared by, or compares them.

    >>> [1, 2].minus([1])
    [2]
    """
    if closure is None:
        return operators.minus(run, value, other)
    gone = access.snapshot(run, other)
    return kept(run, value, [item for item in list(value) if not found_by(run, gone, item, closure)])


def found_by(run: Run, items: list[Value], wanted: Value, closure: Closure) -> bool:
    """Whether one of the items is the same by a closure: a measure of each, or a comparison of two."""
    run.spend(len(items))
    if closure.most == 2:
        return any(numbers.to_integer(run.invoke(closure, wanted, item)) == 0 for item in items)
    measure = run.invoke(closure, wanted)
    return any(comparing.equal(measure, run.invoke(closure, item)) for item in items)


@method("intersect", list, ItemSet)
def intersect(run: Run, value: list[Value], other: list[Value], closure: Value = None) -> list[Value]:
    """
    >>> [1, 2].intersect([2, 3])
    [2]
    """
    if closure is not None:
        there = access.snapshot(run, other)
        return kept(run, value, [item for item in list(value) if found_by(run, there, item, closure)])
    run.spend(len(value))
    return kept(run, value, [item for item in value if comparing.contains(other, item)])


@method("take", list, ItemSet)
def take(run: Run, value: list[Value], amount: Value) -> list[Value]:
    """
    >>> [1, 2, 3].take(2)
    [1, 2]
    """
    return kept(run, value, value[: max(numbers.count(amount, "The amount"), 0)])


@method("drop", list, ItemSet)
def drop(run: Run, value: list[Value], amount: Value) -> list[Value]:
    """
    >>> [1, 2, 3].drop(2)
    [3]
    """
    return kept(run, value, value[max(numbers.count(amount, "The amount"), 0) :])


@method("takeRight", list, ItemSet)
def take_right(run: Run, value: list[Value], amount: Value) -> list[Value]:
    size = max(numbers.count(amount, "The amount"), 0)
    return kept(run, value, value[-size:] if size else [])


@method("takeWhile", list, ItemSet)
def take_while(run: Run, value: list[Value], closure: Closure) -> list[Value]:
    made: list[Value] = []
    for item in list(value):
        if not tested(run, closure, item):
            break
        made.append(item)
    return kept(run, value, made)


@method("tail", list, ItemSet)
def tail(run: Run, value: list[Value]) -> list[Value]:
    """
    >>> [1, 2, 3].tail()
    [2, 3]
    """
    first(run, value)
    return kept(run, value, value[1:])


@method("init", list, ItemSet)
def init(run: Run, value: list[Value]) -> list[Value]:
    last(run, value)
    return kept(run, value, value[:-1])


@method("subList", list)
def sub_list(run: Run, value: list[Value], start: Value, end: Value) -> list[Value]:
    low, high = numbers.count(start, "The start"), numbers.count(end, "The end")
    if not 0 <= low <= high <= len(value):
        raise Fault(
            f"Positions {low} to {high} are outside of a list of {len(value)}.",
            "take(n) and drop(n) never fail",
            kind="IndexOutOfBoundsException",
            code="R114",
        )
    return new(run, value[low:high])


@method("toList asList", list, ItemSet)
def to_list(run: Run, value: list[Value]) -> list[Value]:
    return new(run, list(value))


@method("toSet", list, ItemSet)
def to_set(run: Run, value: list[Value]) -> ItemSet:
    """
    >>> [1, 1].toSet().size()
    1
    """
    run.charge(len(value))
    return unique_items(value)


@method("asImmutable asUnmodifiable", list, ItemSet)
def as_immutable(run: Run, value: list[Value]) -> list[Value]:
    """A copy that refuses changes."""
    return run.freeze(clone(run, value))


@method("toArray", list, ItemSet)
def to_array(run: Run, value: list[Value], kind: Value = None) -> list[Value]:
    return new(run, list(value))


@method("multiply", list, ItemSet)
def multiply(run: Run, value: list[Value], often: Value) -> Value:
    return operators.times(run, value, often)


@method("clone", list, ItemSet)
def clone(run: Run, value: list[Value]) -> list[Value]:
    return kept(run, value, list(value))
