"""Methods of lists that make one value of all elements: inject, sum, average, max and min.

Every call of a closure is charged by the run. Refuses to change the list.
"""

from __future__ import annotations

from functools import cmp_to_key
from typing import Any

from syncscript.language.builtins.lists import first
from syncscript.language.builtins.registry import method
from syncscript.language.interpreter import comparing, numbers, operators
from syncscript.language.interpreter.item_lists import ItemSet
from syncscript.language.interpreter.metering import work
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.values import Closure, Value


@method("inject", list, ItemSet)
def inject(run: Run, value: list[Value], start: Value, closure: Value = None) -> Value:
    """
    >>> [1, 2, 3].inject(0) { a, b -> a + b }
    6
    """
    items = list(value)
    if closure is None:
        start, closure = first(run, items), start
        items = items[1:]
    for item in items:
        start = run.invoke(closure, start, item)
    return start


@method("sum", list, ItemSet)
def total(run: Run, value: list[Value], start: Value = None, closure: Value = None) -> Value:
    """
    >>> [1, 2.5].sum()
    3.5
    >>> ["a", "b"].sum { it * 2 }
    'aabb'
    """
    result, closure = (None, start) if type(start) is Closure else (start, closure)
    items = list(value) if closure is None else [run.invoke(closure, item) for item in list(value)]
    work(len(items) * 2)
    for number, item in enumerate(items):
        result = item if number == 0 and result is None else operators.plus(run, result, item)
    return result


@method("average", list, ItemSet)
def average(run: Run, value: list[Value], closure: Value = None) -> Value:
    """
    >>> [1, 2].average()
    1.5
    """
    items = list(value) if closure is None else [run.invoke(closure, item) for item in list(value)]
    return numbers.divide(total(run, items), len(items)) if items else None


def best(run: Run, value: list[Value], closure: Value, sign: int) -> Value:
    if type(closure) is Closure and closure.most == 2:
        by_closure = cmp_to_key(lambda a, b: numbers.to_integer(run.invoke(closure, a, b)))
        ordered = sorted(value, key=by_closure)
        return (ordered[-1] if sign > 0 else ordered[0]) if ordered else None
    chosen: list[Any] = []
    for item in list(value):
        if item is None:
            continue
        measure = run.invoke(closure, item) if type(closure) is Closure else item
        if not chosen or comparing.compare(measure, chosen[1]) * sign > 0:
            chosen = [item, measure]
    return chosen[0] if chosen else None


@method("max", list, ItemSet)
def greatest(run: Run, value: list[Value], closure: Value = None) -> Value:
    """
    >>> [1, 3, 2].max()
    3
    """
    work(len(value))
    return best(run, value, closure, 1)


@method("min", list, ItemSet)
def least(run: Run, value: list[Value], closure: Value = None) -> Value:
    """
    >>> ["bb", "a"].min { it.size() }
    'a'
    """
    work(len(value))
    return best(run, value, closure, -1)
