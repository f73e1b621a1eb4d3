"""Closures as Java's functional interfaces: Function, Predicate, Supplier, Consumer, Runnable.

Each of their methods calls the closure. Refuses to know how a closure is made.
"""

from __future__ import annotations

from collections.abc import Callable

from syncscript.language.builtins.registry import method, static
from syncscript.language.interpreter import operators
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.values import Closure, Value


@method("apply accept test get applyAsInt applyAsLong applyAsDouble getAsInt getAsDouble", Closure)
def call(run: Run, value: Closure, *arguments: Value) -> Value:
    """
    >>> def f = { it * 2 } as java.util.function.Function; f.apply(2)
    4
    """
    return run.invoke(value, *arguments)


def of_one(run: Run, function: Callable[[Value], Value]) -> Closure:
    run.charge(operators.MADE_CLOSURE)
    return Closure(function, 1, 1)


@method("negate", Closure)
def negate(run: Run, value: Closure) -> Closure:
    return of_one(run, lambda item: not run.invoke(value, item))


@method("and", Closure)
def both(run: Run, value: Closure, other: Value) -> Closure:
    return of_one(run, lambda item: bool(run.invoke(value, item)) and bool(run.invoke(other, item)))


@method("or", Closure)
def either(run: Run, value: Closure, other: Value) -> Closure:
    return of_one(run, lambda item: bool(run.invoke(value, item)) or bool(run.invoke(other, item)))


@method("andThen", Closure)
def and_then(run: Run, value: Closure, other: Value) -> Closure:
    """
    >>> ({ it + 1 } as java.util.function.Function).andThen { it * 2 }.apply(3)
    8
    """
    return operators.followed_by(run, value, other)


@method("compose", Closure)
def compose(run: Run, value: Closure, other: Value) -> Closure:
    return operators.followed_by(run, other, value)


@static("Function.identity")
def identity(run: Run) -> Closure:
    """
    >>> ["a"].collectEntries { [it, Function.identity().apply(it)] }
    ['a':'a']
    """
    return of_one(run, lambda item: item)


@method("run", Closure)
def run_it(run: Run, value: Closure) -> None:
    """As a Runnable: gives nothing."""
    run.invoke(value)
