"""Methods of closures: calling them, and closures with some arguments given already.

Refuses to know how a closure is made.
"""

from __future__ import annotations

from collections.abc import Callable

from syncscript.language.builtins.registry import attribute, method
from syncscript.language.interpreter import numbers, operators
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.values import Closure, Value


@method("call doCall", Closure)
def call(run: Run, value: Closure, *arguments: Value) -> Value:
    """
    >>> def twice = { it * 2 }; twice.call(4)
    8
    """
    return run.invoke(value, *arguments)


@method("curry", Closure)
def curry(run: Run, value: Closure, *first: Value) -> Closure:
    """
    >>> def add = { a, b -> a + b }; add.curry(1)(2)
    3
    """
    run.charge(operators.MADE_CLOSURE + len(first))
    return Closure(
        lambda *rest: value.function(*first, *rest),
        max(value.least - len(first), 0),
        max(value.most - len(first), 0),
    )


@method("rcurry", Closure)
def curry_last(run: Run, value: Closure, *last: Value) -> Closure:
    """
    >>> def minus = { a, b -> a - b }; minus.rcurry(1)(5)
    4
    """
    run.charge(operators.MADE_CLOSURE + len(last))
    return with_fewer(value, lambda *given: value.function(*given, *last), len(last))


@method("ncurry", Closure)
def curry_from(run: Run, value: Closure, place: Value, *some: Value) -> Closure:
    where = numbers.count(place, "The place")
    run.charge(operators.MADE_CLOSURE + len(some))
    return with_fewer(value, lambda *given: value.function(*given[:where], *some, *given[where:]), len(some))


def with_fewer(value: Closure, function: Callable[..., Value], fewer: int) -> Closure:
    return Closure(function, max(value.least - fewer, 0), max(value.most - fewer, 0))


@method("memoize trampoline clone dehydrate", Closure)
def same_closure(run: Run, value: Closure) -> Closure:
    """A rule's closures need no memory of their own: they give the same again."""
    return value


@attribute("maximumNumberOfParameters", Closure)
def maximum_number_of_parameters(run: Run, value: Closure) -> int:
    return value.most
