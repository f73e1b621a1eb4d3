"""Delegate, owner and strategy of a closure: read, set, and where closures get another delegate.

Refuses to look for names; that is `delegation`.
"""

from __future__ import annotations

from syncscript.language.builtins.registry import CONSTANTS, attribute, method
from syncscript.language.interpreter import delegation, numbers
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.values import Closure, Value

CONSTANTS.setdefault("Closure", {}).update(
    OWNER_FIRST=delegation.OWNER_FIRST,
    DELEGATE_FIRST=delegation.DELEGATE_FIRST,
    OWNER_ONLY=delegation.OWNER_ONLY,
    DELEGATE_ONLY=delegation.DELEGATE_ONLY,
    TO_SELF=delegation.TO_SELF,
)


@attribute("delegate", Closure)
def delegate(run: Run, value: Closure) -> Value:
    return delegation.SCRIPT if value.home is None else delegation.delegate_of(run, value.home)


@attribute("owner", Closure)
def owner(run: Run, value: Closure) -> Value:
    return delegation.SCRIPT if value.home is None else value.home.owner()


@attribute("thisObject", Closure)
def this_object(run: Run, value: Closure) -> Value:
    return delegation.SCRIPT


@attribute("resolveStrategy", Closure)
def resolve_strategy(run: Run, value: Closure) -> int:
    return delegation.OWNER_FIRST if value.home is None else int(value.home.strategy)


@method("setDelegate", Closure)
def set_delegate(run: Run, value: Closure, target: Value) -> None:
    """
    >>> def f = { size() }; f.delegate = [1, 2]; f()
    2
    """
    if value.home is not None:
        value.home.delegate = target


@method("setResolveStrategy", Closure)
def set_resolve_strategy(run: Run, value: Closure, strategy: Value) -> None:
    if value.home is not None:
        value.home.strategy = numbers.count(strategy, "The strategy")


@method("rehydrate", Closure)
def rehydrate(run: Run, value: Closure, target: Value, owner: Value, this: Value) -> Closure:
    """The closure with another delegate. Its owner stays what it was."""
    return delegation.moved(run, value, target, delegation.OWNER_FIRST)


@method("clone", Closure)
def clone(run: Run, value: Closure) -> Closure:
    """One whose delegate can be set without the other's."""
    if value.home is None:
        return value
    return delegation.moved(run, value, value.home.delegate, value.home.strategy)
