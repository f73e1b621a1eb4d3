"""Comparators: closures of two parameters that tell an order, and what makes new ones of them.

A list's own sort() takes a comparator and gives nothing, as in Java. Refuses to sort.
"""

from __future__ import annotations

from collections.abc import Callable

from syncscript.language.builtins.registry import CONSTANTS, method, static
from syncscript.language.interpreter import comparing, numbers, operators
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.text import text
from syncscript.language.interpreter.values import Closure, Value


def comparator(run: Run, order: Callable[[Value, Value], Value]) -> Closure:
    run.charge(operators.MADE_CLOSURE)
    return Closure(order, 2, 2, orders=True)


def by_measure(run: Run, measure: Value, order: Value = None) -> Closure:
    """The order of what the closure gives for each."""

    def compare(one: Value, other: Value) -> Value:
        left, right = run.invoke(measure, one), run.invoke(measure, other)
        return comparing.compare(left, right) if order is None else run.invoke(order, left, right)

    return comparator(run, compare)


@static("Comparator.comparing")
def comparing_by(run: Run, measure: Value, order: Value = None) -> Closure:
    """
    >>> ["bb", "a"].toSorted(Comparator.comparing { it.size() })
    ['a', 'bb']
    """
    return by_measure(run, measure, order)


for name in ("comparingInt", "comparingLong", "comparingDouble"):
    static(f"Comparator.{name}")(comparing_by)


@static("Comparator.naturalOrder")
def natural_order(run: Run) -> Closure:
    return comparator(run, comparing.compare)


@static("Comparator.reverseOrder")
def reverse_order(run: Run) -> Closure:
    return comparator(run, lambda one, other: comparing.compare(other, one))


@static("Collections.reverseOrder")
def reverse_order_of(run: Run, order: Value = None) -> Closure:
    return reverse_order(run) if order is None else reversed_order(run, order)


@static("Comparator.nullsFirst")
def nulls_first(run: Run, order: Value) -> Closure:
    return with_nulls(run, order, -1)


@static("Comparator.nullsLast")
def nulls_last(run: Run, order: Value) -> Closure:
    return with_nulls(run, order, 1)


def with_nulls(run: Run, order: Value, sign: int) -> Closure:
    def compare(one: Value, other: Value) -> Value:
        if one is None or other is None:
            return ((one is None) - (other is None)) * sign
        return run.invoke(order, one, other)

    return comparator(run, compare)


@method("reversed", Closure)
def reversed_order(run: Run, value: Closure) -> Closure:
    """
    >>> [1, 2].toSorted(Comparator.naturalOrder().reversed())
    [2, 1]
    """
    return comparator(run, lambda one, other: run.invoke(value, other, one))


@method("thenComparing thenComparingInt thenComparingLong thenComparingDouble", Closure)
def then_comparing(run: Run, value: Closure, measure: Value, order: Value = None) -> Closure:
    """
    >>> ["b", "a", "cc"].toSorted(Comparator.comparing { it.size() }.thenComparing { it })
    ['a', 'b', 'cc']
    """
    is_order = type(measure) is Closure and measure.least == 2
    second = measure if is_order else by_measure(run, measure, order)
    return comparator(run, lambda one, other: run.invoke(value, one, other) or run.invoke(second, one, other))


@method("compare", Closure)
def compare(run: Run, value: Closure, one: Value, other: Value) -> int:
    return numbers.to_integer(run.invoke(value, one, other))


def ignoring_case(one: Value, other: Value) -> int:
    return comparing.compare(text(one).lower(), text(other).lower())


CONSTANTS.setdefault("String", {})["CASE_INSENSITIVE_ORDER"] = Closure(ignoring_case, 2, 2, orders=True)
