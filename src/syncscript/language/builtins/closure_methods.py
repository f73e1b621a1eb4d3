"""Methods of closures: calling them, and closures with some arguments given already.

Refuses to know how a closure is made.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from syncscript.language.builtins.registry import CONSTANTS, attribute, method
from syncscript.language.interpreter import access, numbers, operators
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.values import ClassName, Closure, Value


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


@method("memoize memoizeAtMost memoizeAtLeast memoizeBetween", Closure)
def memoize(run: Run, value: Closure, *sizes: Value) -> Closure:
    """What was given for the same arguments before is given again, without a call.

    >>> def n = 0; def f = { n += it }.memoize(); f(1); f(1); n
    1
    """
    known: dict[Value, Value] = {}
    run.charge(operators.MADE_CLOSURE)

    def remembered(*arguments: Value) -> Value:
        key = access.key_of(list(arguments))
        if key not in known:
            made = run.invoke(value, *arguments)
            run.charge(2 + len(arguments))
            known[key] = made
        return known[key]

    return replace(value, function=remembered)


@method("trampoline", Closure)
def trampoline(run: Run, value: Closure, *arguments: Value) -> Closure:
    """With arguments: the next call, for the trampoline to make. Without: a closure that makes them all.

    >>> def f; f = { n, sum = 0 -> n ? f.trampoline(n - 1, sum + n) : sum }.trampoline(); f(100)
    5050
    """
    run.charge(operators.MADE_CLOSURE + len(arguments))
    if arguments:
        plain = getattr(value.function, "of", value)  # a name that only this file sets
        return Closure(lambda: run.invoke(plain, *arguments), 0, 0, bounces=True)

    def bounce(*given: Value) -> Value:
        result = run.invoke(value, *given)
        while type(result) is Closure and result.bounces:
            result = run.invoke(result)
        return result

    bounce.of = value  # type: ignore[attr-defined]
    return replace(value, function=bounce)


@method("dehydrate", Closure)
def same_closure(run: Run, value: Closure) -> Closure:
    return value


@attribute("parameterTypes", Closure)
def parameter_types(run: Run, value: Closure) -> list[Value]:
    """One for each parameter; a rule's closures do not tell which."""
    run.charge(value.most)
    return [ClassName("Object")] * value.most


CONSTANTS.setdefault("Closure", {})["IDENTITY"] = Closure(lambda value=None: value, 1, 1)


@attribute("maximumNumberOfParameters", Closure)
def maximum_number_of_parameters(run: Run, value: Closure) -> int:
    return value.most
