"""Methods of lists and sets, as Groovy's collections name them.

Every round of a closure is charged by its call; every new list is charged before it is made. Refuses to
know maps: those have their own file.
"""

from __future__ import annotations

from functools import cmp_to_key
from typing import Any

from syncscript.language.builtins.registry import attribute, method
from syncscript.language.interpreter import access, numbers, operators
from syncscript.language.interpreter.faults import Fault
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.text import text
from syncscript.language.interpreter.values import Closure, Entry, ItemSet, Value, unique_items

EMPTY = "NoSuchElementException"


def new(run: Run, items: list[Value]) -> list[Value]:
    run.charge(len(items))
    return items


def kept(run: Run, value: list[Value], items: list[Value]) -> list[Value]:
    """Items of a set stay a set."""
    run.charge(len(items))
    return ItemSet(items) if type(value) is ItemSet else items


def tested(run: Run, closure: Value, item: Value) -> bool:
    """What a closure, or `==` for any other value, says of an item."""
    if closure is None:
        return bool(item)
    return (
        bool(run.invoke(closure, item))
        if type(closure) is Closure
        else operators.matches_case(run, item, closure)
    )


# ---------------------------------------------------------------------------- reading


@method("size", list, ItemSet)
def size(run: Run, value: list[Value]) -> int:
    """
    >>> [1, 2].size()
    2
    """
    return len(value)


@method("isEmpty", list, ItemSet)
def is_empty(run: Run, value: list[Value]) -> bool:
    """
    >>> [].isEmpty()
    true
    """
    return not value


@attribute("empty", list, ItemSet)
def empty(run: Run, value: list[Value]) -> bool:
    return not value


@method("first head", list, ItemSet)
def first(run: Run, value: list[Value]) -> Value:
    """
    >>> [1, 2].first()
    1
    """
    if not value:
        raise Fault("first() of an empty list.", "write [0] to get null instead", kind=EMPTY, code="R114")
    return value[0]


@method("last", list, ItemSet)
def last(run: Run, value: list[Value]) -> Value:
    """
    >>> [1, 2].last()
    2
    """
    if not value:
        raise Fault("last() of an empty list.", "write [-1] to get null instead", kind=EMPTY, code="R114")
    return value[-1]


@method("get", list)
def get(run: Run, value: list[Value], place: Value) -> Value:
    where = numbers.count(place, "The position")
    if not 0 <= where < len(value):
        raise Fault(
            f"Position {where} is outside of a list of {len(value)}.",
            "write [n] to get null instead",
            kind="IndexOutOfBoundsException",
            code="R114",
        )
    return value[where]


@method("getAt", list)
def get_at(run: Run, value: list[Value], place: Value) -> Value:
    return access.at(run, value, place)


@method("contains", list, ItemSet)
def contains(run: Run, value: list[Value], item: Value) -> bool:
    """
    >>> [1, 2].contains(2)
    true
    """
    run.spend(len(value) // 8)
    return operators.contains(value, item)


@method("containsAll", list, ItemSet)
def contains_all(run: Run, value: list[Value], items: list[Value]) -> bool:
    run.spend(len(items))
    return all(operators.contains(value, item) for item in items)


@method("disjoint", list, ItemSet)
def disjoint(run: Run, value: list[Value], items: list[Value]) -> bool:
    run.spend(len(items))
    return not any(operators.contains(value, item) for item in items)


@method("indexOf", list)
def index_of(run: Run, value: list[Value], item: Value) -> int:
    """
    >>> ["a", "b"].indexOf("b")
    1
    """
    return next((n for n, other in enumerate(value) if operators.equal(other, item)), -1)


@method("lastIndexOf", list)
def last_index_of(run: Run, value: list[Value], item: Value) -> int:
    places = [n for n, other in enumerate(value) if operators.equal(other, item)]
    return places[-1] if places else -1


@method("findIndexOf", list)
def find_index_of(run: Run, value: list[Value], closure: Closure) -> int:
    """
    >>> [3, 5].findIndexOf { it > 3 }
    1
    """
    for number, item in enumerate(list(value)):
        if tested(run, closure, item):
            return number
    return -1


@method("count", list, ItemSet)
def count(run: Run, value: list[Value], wanted: Value) -> int:
    """
    >>> [1, 2, 1].count(1)
    2
    >>> [1, 2, 3].count { it > 1 }
    2
    """
    return len([item for item in list(value) if tested(run, wanted, item)])


@method("join", list, ItemSet)
def join(run: Run, value: list[Value], separator: Value = "") -> str:
    """
    >>> ["a", 1, null].join(", ")
    'a, 1, null'
    """
    return operators.join_text(run, text(separator).join([text(item) for item in value]))


# ---------------------------------------------------------------------------- closures


@method("each forEach", list, ItemSet)
def each(run: Run, value: list[Value], closure: Closure) -> list[Value]:
    """
    >>> def n = 0; [1, 2].each { n += it }; n
    3
    """
    for item in list(value):
        run.invoke(closure, item)
    return value


@method("eachWithIndex", list, ItemSet)
def each_with_index(run: Run, value: list[Value], closure: Closure) -> list[Value]:
    """
    >>> def r = []; ["a", "b"].eachWithIndex { x, i -> r << x + i }; r
    ['a0', 'b1']
    """
    for number, item in enumerate(list(value)):
        run.invoke(closure, item, number)
    return value


@method("reverseEach", list)
def reverse_each(run: Run, value: list[Value], closure: Closure) -> list[Value]:
    for item in value[::-1]:
        run.invoke(closure, item)
    return value


@method("collect", list, ItemSet)
def collect(run: Run, value: list[Value], closure: Value = None) -> list[Value]:
    """
    >>> [1, 2].collect { it * 2 }
    [2, 4]
    """
    run.charge(len(value))
    return [run.invoke(closure, item) for item in list(value)] if closure is not None else list(value)


@method("collectMany", list, ItemSet)
def collect_many(run: Run, value: list[Value], closure: Closure) -> list[Value]:
    """
    >>> [1, 2].collectMany { [it, it * 10] }
    [1, 10, 2, 20]
    """
    return new(
        run, [part for item in list(value) for part in access.elements(run, run.invoke(closure, item))]
    )


@method("collectEntries", list, ItemSet)
def collect_entries(run: Run, value: list[Value], closure: Value = None) -> dict[Value, Value]:
    """
    >>> ["a", "bb"].collectEntries { [it, it.size()] }
    ['a':1, 'bb':2]
    >>> ["a"].collectEntries { [(it): 1] }
    ['a':1]
    """
    made: dict[Value, Value] = {}
    run.charge(len(value))
    for item in list(value):
        add_entry(made, item if closure is None else run.invoke(closure, item))
    return made


def add_entry(made: dict[Value, Value], entry: Value) -> None:
    if type(entry) is dict:
        made.update(entry)
    elif type(entry) is Entry:
        made[access.key_of(entry.key)] = entry.value
    elif isinstance(entry, list) and entry:
        made[access.key_of(entry[0])] = entry[1] if len(entry) > 1 else None
    else:
        raise Fault(
            "collectEntries needs a map or a list of key and value for each element.",
            "write { [it.key, it.value] }",
            kind="IllegalArgumentException",
            code="R108",
        )


@method("findAll", list, ItemSet)
def find_all(run: Run, value: list[Value], closure: Value = None) -> list[Value]:
    """
    >>> [1, 2, 3].findAll { it > 1 }
    [2, 3]
    """
    return kept(run, value, [item for item in list(value) if tested(run, closure, item)])


@method("grep", list, ItemSet)
def grep(run: Run, value: list[Value], case: Value = None) -> list[Value]:
    """
    >>> ["a", "b", 1].grep(String)
    ['a', 'b']
    """
    return new(
        run,
        [
            item
            for item in list(value)
            if (bool(item) if case is None else operators.matches_case(run, item, case))
        ],
    )


@method("find", list, ItemSet)
def find(run: Run, value: list[Value], closure: Value = None) -> Value:
    """
    >>> [1, 2, 3].find { it > 1 }
    2
    >>> [1].find { it > 1 }
    null
    """
    for item in list(value):
        if tested(run, closure, item):
            return item
    return None


@method("findResult", list, ItemSet)
def find_result(run: Run, value: list[Value], closure: Closure) -> Value:
    for item in list(value):
        found = run.invoke(closure, item)
        if found is not None:
            return found
    return None


@method("findResults", list, ItemSet)
def find_results(run: Run, value: list[Value], closure: Closure) -> list[Value]:
    return new(run, [r for r in [run.invoke(closure, item) for item in list(value)] if r is not None])


@method("any", list, ItemSet)
def any_item(run: Run, value: list[Value], closure: Value = None) -> bool:
    """
    >>> [1, 2].any { it == 2 }
    true
    """
    return any(tested(run, closure, item) for item in list(value))


@method("every", list, ItemSet)
def every(run: Run, value: list[Value], closure: Value = None) -> bool:
    """
    >>> [1, 2].every { it > 0 }
    true
    """
    return all(tested(run, closure, item) for item in list(value))


@method("inject", list, ItemSet)
def inject(run: Run, value: list[Value], start: Value, closure: Value = None) -> Value:
    """
    >>> [1, 2, 3].inject(0) { a, b -> a + b }
    6
    """
    items = list(value)
    if closure is None:
        start, closure = (items.pop(0) if items else None), start
    for item in items:
        start = run.invoke(closure, start, item)
    return start


@method("groupBy", list, ItemSet)
def group_by(run: Run, value: list[Value], closure: Closure) -> dict[Value, Value]:
    """
    >>> [1, 2, 3].groupBy { it % 2 }
    [1:[1, 3], 0:[2]]
    """
    made: dict[Value, Value] = {}
    run.charge(len(value))
    for item in list(value):
        made.setdefault(access.key_of(run.invoke(closure, item)), []).append(item)
    return made


@method("countBy", list, ItemSet)
def count_by(run: Run, value: list[Value], closure: Closure) -> dict[Value, Value]:
    return {key: len(items) for key, items in group_by(run, value, closure).items()}


@method("partition split", list, ItemSet)
def split(run: Run, value: list[Value], closure: Closure) -> list[Value]:
    """
    >>> [1, 2, 3].split { it > 1 }
    [[2, 3], [1]]
    """
    verdicts = [(item, tested(run, closure, item)) for item in list(value)]
    return new(run, [[i for i, yes in verdicts if yes], [i for i, yes in verdicts if not yes]])


@method("sum", list, ItemSet)
def total(run: Run, value: list[Value], closure: Value = None) -> Value:
    """
    >>> [1, 2.5].sum()
    3.5
    >>> ["a", "b"].sum { it * 2 }
    'aabb'
    """
    items = [run.invoke(closure, item) for item in list(value)] if type(closure) is Closure else list(value)
    result: Value = None if closure is None or type(closure) is Closure else closure
    for number, item in enumerate(items):
        result = item if number == 0 and result is None else operators.plus(run, result, item)
    return result


def best(run: Run, value: list[Value], closure: Value, sign: int) -> Value:
    chosen: list[Any] = []
    for item in list(value):
        if item is None:
            continue
        measure = run.invoke(closure, item) if type(closure) is Closure else item
        if not chosen or operators.compare(measure, chosen[1]) * sign > 0:
            chosen = [item, measure]
    return chosen[0] if chosen else None


@method("max", list, ItemSet)
def greatest(run: Run, value: list[Value], closure: Value = None) -> Value:
    """
    >>> [1, 3, 2].max()
    3
    """
    return best(run, value, closure, 1)


@method("min", list, ItemSet)
def least(run: Run, value: list[Value], closure: Value = None) -> Value:
    """
    >>> ["bb", "a"].min { it.size() }
    'a'
    """
    return best(run, value, closure, -1)


# ---------------------------------------------------------------------------- new lists


def by_measure(one: Any, other: Any) -> int:
    """Order of pairs that start with what they are measured by."""
    return operators.compare(one[0], other[0])


def in_order(run: Run, value: list[Value], closure: Value) -> list[Value]:
    run.spend(len(value) * max(len(value).bit_length() // 4, 1))
    run.charge(len(value))
    if type(closure) is Closure and closure.most == 2:
        return sorted(value, key=cmp_to_key(lambda a, b: numbers.to_integer(run.invoke(closure, a, b))))
    if type(closure) is Closure:
        keyed = [(run.invoke(closure, item), item) for item in list(value)]
        return [item for _, item in sorted(keyed, key=cmp_to_key(by_measure))]
    return sorted(value, key=cmp_to_key(operators.compare))


@method("sort", list, changes=True)
def sort(run: Run, value: list[Value], changes: Value = True, closure: Value = None) -> list[Value]:
    """Sorts the list itself, unless `false` comes first.

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
    value[:] = made
    run.note_change(value)
    return value


@method("toSorted", list, ItemSet)
def to_sorted(run: Run, value: list[Value], closure: Value = None) -> list[Value]:
    return in_order(run, value, closure)


@method("sort", ItemSet)
def sort_set(run: Run, value: ItemSet, changes: Value = True, closure: Value = None) -> list[Value]:
    return in_order(run, value, changes if type(changes) is Closure else closure)


@method("unique", list, changes=True)
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
    made = list(unique_items(value)) if closure is None else unique_by(run, value, closure)
    if not changes:
        return new(run, made)
    value[:] = made
    run.note_change(value)
    return value


def unique_by(run: Run, value: list[Value], closure: Closure) -> list[Value]:
    seen: list[Value] = []
    made: list[Value] = []
    for item in list(value):
        measure = run.invoke(closure, item)
        if not operators.contains(seen, measure):
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
def flatten(run: Run, value: list[Value]) -> list[Value]:
    """
    >>> [1, [2, [3]]].flatten()
    [1, 2, 3]
    """
    made: list[Value] = []
    waiting = list(value)[::-1]
    while waiting:
        item = waiting.pop()
        if isinstance(item, list):
            run.charge(len(item) + 1)
            waiting.extend(item[::-1])
        else:
            made.append(item)
    return new(run, made)


@method("plus", list, ItemSet)
def plus(run: Run, value: list[Value], other: Value) -> Value:
    """
    >>> [1].plus([2])
    [1, 2]
    """
    return operators.plus(run, value, other)


@method("minus", list, ItemSet)
def minus(run: Run, value: list[Value], other: Value) -> Value:
    """
    >>> [1, 2].minus([1])
    [2]
    """
    return operators.minus(run, value, other)


@method("intersect", list, ItemSet)
def intersect(run: Run, value: list[Value], other: list[Value]) -> list[Value]:
    """
    >>> [1, 2].intersect([2, 3])
    [2]
    """
    run.spend(len(value))
    return kept(run, value, [item for item in value if operators.contains(other, item)])


@method("take", list)
def take(run: Run, value: list[Value], amount: Value) -> list[Value]:
    """
    >>> [1, 2, 3].take(2)
    [1, 2]
    """
    return new(run, value[: max(numbers.count(amount, "The amount"), 0)])


@method("drop", list)
def drop(run: Run, value: list[Value], amount: Value) -> list[Value]:
    """
    >>> [1, 2, 3].drop(2)
    [3]
    """
    return new(run, value[max(numbers.count(amount, "The amount"), 0) :])


@method("takeRight", list)
def take_right(run: Run, value: list[Value], amount: Value) -> list[Value]:
    size = max(numbers.count(amount, "The amount"), 0)
    return new(run, value[-size:] if size else [])


@method("takeWhile", list)
def take_while(run: Run, value: list[Value], closure: Closure) -> list[Value]:
    made: list[Value] = []
    for item in list(value):
        if not tested(run, closure, item):
            break
        made.append(item)
    return new(run, made)


@method("tail", list)
def tail(run: Run, value: list[Value]) -> list[Value]:
    return new(run, value[1:])


@method("init", list)
def init(run: Run, value: list[Value]) -> list[Value]:
    return new(run, value[:-1])


@method("subList", list)
def sub_list(run: Run, value: list[Value], start: Value, end: Value) -> list[Value]:
    return new(run, value[numbers.count(start, "The start") : numbers.count(end, "The end")])


@method("collate", list)
def collate(run: Run, value: list[Value], amount: Value) -> list[Value]:
    """
    >>> [1, 2, 3].collate(2)
    [[1, 2], [3]]
    """
    step = max(numbers.count(amount, "The amount"), 1)
    return new(run, [value[n : n + step] for n in range(0, len(value), step)])


@method("withIndex", list)
def with_index(run: Run, value: list[Value]) -> list[Value]:
    run.charge(len(value) * 2)
    return [[item, number] for number, item in enumerate(value)]


@method("transpose", list)
def transpose(run: Run, value: list[Value]) -> list[Value]:
    run.charge(sum([len(row) for row in value]))
    return [list(row) for row in zip(*value, strict=False)]


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


@method("asImmutable asUnmodifiable clone", list, ItemSet)
def clone(run: Run, value: list[Value]) -> list[Value]:
    return kept(run, value, list(value))


# ---------------------------------------------------------------------------- changes in place


@method("add push leftShift", list, ItemSet, changes=True)
def add(run: Run, value: list[Value], item: Value, at_place: Value = None) -> bool:
    """
    >>> def l = [1]; l.add(2); l
    [1, 2]
    """
    if at_place is None:
        operators.shift_left(run, value, item)
        return True
    run.charge(1)
    run.note_change(value)
    value.insert(numbers.count(item, "The position"), at_place)
    return True


@method("addAll", list, ItemSet, changes=True)
def add_all(run: Run, value: list[Value], items: Value) -> bool:
    """
    >>> def l = [1]; l.addAll([2, 3]); l
    [1, 2, 3]
    """
    for item in access.snapshot(run, items):
        operators.shift_left(run, value, item)
    return True


@method("remove", list, ItemSet, changes=True)
def remove(run: Run, value: list[Value], item: Value) -> Value:
    """By position for a whole number, else by value.

    >>> def l = ["a", "b"]; l.remove("a"); l
    ['b']
    >>> def l = ["a", "b"]; l.remove(0)
    'a'
    """
    run.note_change(value)
    if type(item) is int and type(value) is list:
        get(run, value, item)
        return value.pop(item)
    place = next((n for n, other in enumerate(value) if operators.equal(other, item)), -1)
    if place >= 0:
        del value[place]
    return place >= 0


@method("removeAll", list, ItemSet, changes=True)
def remove_all(run: Run, value: list[Value], gone: Value) -> bool:
    run.note_change(value)
    before = len(value)
    if type(gone) is Closure:
        value[:] = [item for item in list(value) if not tested(run, gone, item)]
    else:
        value[:] = [item for item in value if not operators.contains(gone, item)]
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
        if (tested(run, wanted, item) if type(wanted) is Closure else operators.contains(wanted, item))
    ]
    return len(value) != before


@method("clear", list, ItemSet, changes=True)
def clear(run: Run, value: list[Value]) -> None:
    run.note_change(value)
    value.clear()


@method("set putAt", list, changes=True)
def put_at(run: Run, value: list[Value], place: Value, item: Value) -> Value:
    return access.put_at(run, value, place, item, run.position)


@method("pop", list, changes=True)
def pop(run: Run, value: list[Value]) -> Value:
    run.note_change(value)
    return value.pop(0) if first(run, value) is not None or value else None


@method("swap", list, changes=True)
def swap(run: Run, value: list[Value], one: Value, other: Value) -> list[Value]:
    run.note_change(value)
    value[one], value[other] = value[other], value[one]
    return value


@method("iterator", list, ItemSet)
def iterator(run: Run, value: list[Value]) -> list[Value]:
    """A copy to walk through with hasNext() and next()."""
    return new(run, list(value))


@method("hasNext", list, changes=True)
def has_next(run: Run, value: list[Value]) -> bool:
    return bool(value)


@method("next", list, changes=True)
def next_item(run: Run, value: list[Value]) -> Value:
    first(run, value)
    return value.pop(0)
