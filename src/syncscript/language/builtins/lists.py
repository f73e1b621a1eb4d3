"""Methods of lists and sets, as Groovy's collections name them.

Every round of a closure is charged by its call; every new list is charged before it is made. Refuses to
know maps: those have their own file.
"""

from __future__ import annotations

from syncscript.language.builtins.registry import attribute, method
from syncscript.language.interpreter import case_matching, comparing, numbers, places
from syncscript.language.interpreter.faults import Fault
from syncscript.language.interpreter.item_lists import ItemSet
from syncscript.language.interpreter.kept_order import alike, has_in_order, is_ordered
from syncscript.language.interpreter.run import Default, Run
from syncscript.language.interpreter.text import text
from syncscript.language.interpreter.values import Closure, Value

EMPTY = "NoSuchElementException"


def new(run: Run, items: list[Value]) -> list[Value]:
    run.charge(len(items))
    return items


def kept(run: Run, value: list[Value], items: list[Value]) -> list[Value]:
    """Items of a set stay a set."""
    run.charge(len(items))
    return alike(run, value, ItemSet(items)) if isinstance(value, ItemSet) else items


def tested(run: Run, closure: Value, item: Value) -> bool:
    """What a closure, or `==` for any other value, says of an item."""
    if closure is None:
        return bool(item)
    return (
        bool(run.invoke(closure, item))
        if type(closure) is Closure
        else case_matching.matches_case(run, item, closure)
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


@attribute("length", list)
def length(run: Run, value: list[Value]) -> int:
    """Of an array."""
    return len(value)


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
        raise Fault(
            "first() of an empty list.",
            "write [0] to get null instead",
            said="Cannot access first() element from an empty List",
            kind=EMPTY,
            code="R114",
        )
    return value[0]


@method("last", list, ItemSet)
def last(run: Run, value: list[Value]) -> Value:
    """
    >>> [1, 2].last()
    2
    """
    if not value:
        raise Fault(
            "last() of an empty list.",
            "write [-1] to get null instead",
            said="Cannot access last() element from an empty List",
            kind=EMPTY,
            code="R114",
        )
    return value[-1]


@method("get", list)
def get(run: Run, value: list[Value], place: Value) -> Value:
    where = numbers.count(place, "The position")
    if run.defaults and id(value) in run.defaults and where >= 0:
        return places.at(run, value, where)
    if not 0 <= where < len(value):
        raise Fault(
            f"Position {where} is outside of a list of {len(value)}.",
            "write [n] to get null instead",
            said=f"Index {where} out of bounds for length {len(value)}",
            kind="IndexOutOfBoundsException",
            code="R114",
        )
    return value[where]


@method("withDefault withLazyDefault", list)
def with_default(run: Run, value: list[Value], closure: Closure) -> list[Value]:
    """The list itself: a place that it lacks, or that is null, gets what the closure makes of its number.

    >>> def l = [].withDefault { it * 2 }; l[2]; l
    [null, null, 4]
    """
    run.keep_default(Default(value, closure))
    return value


@method("withEagerDefault", list)
def with_eager_default(run: Run, value: list[Value], closure: Closure) -> list[Value]:
    """As withDefault, but the places in front of the one that is read are filled too.

    >>> def l = [].withEagerDefault { it * 2 }; l[2]; l
    [0, 2, 4]
    """
    run.keep_default(Default(value, closure, eager=True))
    return value



@method("getAt", list, ItemSet)
def get_at(run: Run, value: list[Value], place: Value) -> Value:
    return places.at(run, value, place)


@method("contains", list, ItemSet)
def contains(run: Run, value: list[Value], item: Value) -> bool:
    """
    >>> [1, 2].contains(2)
    true
    """
    if is_ordered(run, value):
        return has_in_order(run, value, item)  # type: ignore[arg-type]
    run.spend(len(value) // 8)
    return comparing.holds(value, item)


@method("containsAll", list, ItemSet)
def contains_all(run: Run, value: list[Value], items: list[Value]) -> bool:
    run.spend(len(items))
    return all(contains(run, value, item) for item in items)


@method("disjoint", list, ItemSet)
def disjoint(run: Run, value: list[Value], items: list[Value]) -> bool:
    run.spend(len(items))
    return not any(comparing.contains(value, item) for item in items)


@method("indexOf", list)
def index_of(run: Run, value: list[Value], item: Value) -> int:
    """
    >>> ["a", "b"].indexOf("b")
    1
    """
    return next((n for n, other in enumerate(value) if comparing.held_equal(other, item)), -1)


@method("lastIndexOf", list)
def last_index_of(run: Run, value: list[Value], item: Value) -> int:
    places = [n for n, other in enumerate(value) if comparing.held_equal(other, item)]
    return places[-1] if places else -1


@method("findIndexOf", list, ItemSet)
def find_index_of(run: Run, value: list[Value], start: Value, closure: Value = None) -> int:
    """
    >>> [3, 5].findIndexOf { it > 3 }
    1
    """
    first, closure = (0, start) if closure is None else (numbers.count(start, "The start"), closure)
    for number, item in enumerate(list(value)):
        if number >= first and tested(run, closure, item):
            return number
    return -1


@method("findLastIndexOf", list)
def find_last_index_of(run: Run, value: list[Value], closure: Closure) -> int:
    return max(find_index_values(run, value, closure), default=-1)


@method("findIndexValues", list)
def find_index_values(run: Run, value: list[Value], closure: Closure) -> list[Value]:
    """
    >>> [1, 2, 3].findIndexValues { it > 1 }
    [1, 2]
    """
    return new(run, [number for number, item in enumerate(list(value)) if tested(run, closure, item)])


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
    only_texts = set(map(type, value)) == {str}
    run.charge(0 if only_texts else len(value))
    pieces, between = value if only_texts else [text(item) for item in value], text(separator)
    run.charge_text(sum(map(len, pieces)) + len(between) * len(pieces))
    return between.join(pieces)


@method("toListString", list, ItemSet)
def to_list_string(run: Run, value: list[Value]) -> str:
    made = text(value)
    run.charge_text(len(made))
    return made
