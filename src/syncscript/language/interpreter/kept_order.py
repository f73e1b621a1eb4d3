"""Maps and sets that keep their keys in order while they grow: TreeMap and TreeSet.

The run remembers which ones they are, as it does for `withDefault`; here is where something new goes in
them. Refuses to know what else can be asked of them.
"""

from __future__ import annotations

from typing import TypeVar

from syncscript.language.interpreter import comparing, numbers
from syncscript.language.interpreter.faults import NO_VALUE, Fault
from syncscript.language.interpreter.item_lists import ItemSet
from syncscript.language.interpreter.map_keys import key_value, keys_of
from syncscript.language.interpreter.run import REMEMBERED, Run
from syncscript.language.interpreter.values import Closure, Value, a_type

Map = dict[Value, Value]
Made = TypeVar("Made")


def keep_order(run: Run, value: Value, comparator: Closure | None) -> Value:
    """From now on what is put into this map or set stands where the order wants it."""
    run.charge(REMEMBERED)
    run.ordered = run.ordered or {}
    run.ordered[id(value)] = (value, comparator)
    return value


def is_ordered(run: Run, value: Value) -> bool:
    return bool(run.ordered) and id(value) in run.ordered


def comparator_of(run: Run, value: Value) -> Closure | None:
    return run.ordered[id(value)][1]


def alike(run: Run, model: Value, made: Made) -> Made:
    """What was made of the model, in its order: keeps that order from now on if the model does."""
    if is_ordered(run, model):
        keep_order(run, made, comparator_of(run, model))
    return made


def order(run: Run, comparator: Closure | None, one: Value, other: Value) -> int:
    """Below zero, zero or above, by the comparator or by the values themselves."""
    if comparator is not None and comparator.most == 2:
        return numbers.to_integer(run.invoke(comparator, one, other))
    if comparator is not None:
        return comparing.compare(run.invoke(comparator, one), run.invoke(comparator, other))
    if one is None or other is None:
        raise Fault("Null has no place in an order.", "leave it out", kind=NO_VALUE, code="R101")
    if type(one) is not type(other) and {type(one), type(other)} & comparing.SIMPLE:
        raise Fault(
            f"{a_type(one, first=True)} and {a_type(other)} have no order between them.",
            "give the map or set a comparator, or keys of one type",
            kind="ClassCastException",
            code="R110",
        )
    return comparing.compare(one, other)


def place_of(run: Run, items: list[Value], item: Value, comparator: Closure | None) -> tuple[int, bool]:
    """How many of the ordered items stand before this one, and whether its equal is the next of them."""
    low, high = 0, len(items)
    while low < high:
        middle = (low + high) // 2
        run.spend(1)
        if order(run, comparator, items[middle], item) < 0:
            low = middle + 1
        else:
            high = middle
    return low, low < len(items) and order(run, comparator, items[low], item) == 0


def key_in_order(run: Run, target: Map, key: Value) -> Value:
    """The key of the map that its order takes for the same; this key itself when there is none."""
    run.spend(len(target) >> 3)
    place, known = place_of(run, keys_of(target), key_value(key), comparator_of(run, target))
    return list(target)[place] if known else key


def has_in_order(run: Run, items: ItemSet, item: Value) -> bool:
    """Whether a TreeSet holds what its order takes for the same."""
    return place_of(run, items, item, comparator_of(run, items))[1]


def put_in_order(run: Run, target: Map, key: Value, value: Value) -> None:
    """`target[key] = value` for a map that keeps its order."""
    if key in target:
        target[key] = value
        return
    run.spend(len(target) >> 3)
    place, known = place_of(run, keys_of(target), key_value(key), comparator_of(run, target))
    if known:
        target[list(target)[place]] = value
        return
    behind = {later: target.pop(later) for later in list(target)[place:]}
    target[key] = value
    target.update(behind)


def add_in_order(run: Run, target: ItemSet, item: Value) -> None:
    """The item into a set that keeps its order, unless its equal is there."""
    place, known = place_of(run, target, item, comparator_of(run, target))
    if not known:
        target.insert(place, item)


def ordered_map(run: Run, entries: Map, comparator: Closure | None) -> Map:
    """A TreeMap of these entries."""
    made: Map = keep_order(run, {}, comparator)
    run.charge(2 * len(entries))
    for key, item in entries.items():
        put_in_order(run, made, key, item)
    return made


def ordered_set(run: Run, items: list[Value], comparator: Closure | None) -> ItemSet:
    """A TreeSet of these items."""
    made: ItemSet = keep_order(run, ItemSet(), comparator)
    run.charge(len(items))
    for item in items:
        run.spend(len(made) >> 5)
        add_in_order(run, made, item)
    return made
