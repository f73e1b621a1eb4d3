"""Where a closure looks for the names that its text does not settle: its owner and its delegate.

Only rules that speak of delegates have this; see `homes`. Refuses to know variables, which always win.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import Any

from syncscript.language.builtins.registry import METHODS, PROPERTIES
from syncscript.language.interpreter import access, calls, writes
from syncscript.language.interpreter.faults import NO_MEMBER, NO_METHOD, Fault
from syncscript.language.interpreter.run import Position, Run
from syncscript.language.interpreter.values import Box, Closure, Value

OWNER_FIRST, DELEGATE_FIRST, OWNER_ONLY, DELEGATE_ONLY, TO_SELF = range(5)
COST = 8
NOTHING: Any = object()
"""Stands for a name that was not found."""
ALONE = (str, int, bool, float, Decimal)
"""Types of values that hold no others, and have no properties that could be set."""

Ask = Callable[[Value], Value]


class ScriptItself(Box):
    """The script as the owner of its outermost closures."""

    def title(self) -> str:
        return "Script1"

    def text(self) -> str:
        return "Script1"


SCRIPT = ScriptItself()


class Home:
    """Owner, delegate and strategy of one closure. keyword: how its function takes its home."""

    __slots__ = ("closure", "delegate", "keyword", "outer", "strategy")

    def __init__(self, outer: Home | None, keyword: str) -> None:
        self.outer, self.keyword = outer, keyword
        self.closure: Closure | None = None
        self.delegate: Value = NOTHING
        self.strategy = OWNER_FIRST

    def owner(self) -> Value:
        return SCRIPT if self.outer is None else self.outer.closure

    def search(self, ask: Ask, script: Callable[[], Value]) -> Value:
        """What the first of owner and delegate has that has it."""

        def owner() -> Value:
            return script() if self.outer is None else self.outer.search(ask, script)

        def delegate() -> Value:
            return NOTHING if self.delegate is NOTHING or self.delegate is SCRIPT else ask(self.delegate)

        order = {
            OWNER_FIRST: (owner, delegate),
            DELEGATE_FIRST: (delegate, owner),
            OWNER_ONLY: (owner,),
            DELEGATE_ONLY: (delegate,),
        }
        for side in order.get(self.strategy, ()):
            found = side()
            if found is not NOTHING:
                return found
        return NOTHING


def new_home(run: Run, outer: Home | None, keyword: str) -> Home:
    run.charge(COST)
    return Home(outer, keyword)


def at_home(run: Run, home: Home, closure: Closure) -> Closure:
    """The closure, which knows its home from now on."""
    home.closure = replace(closure, home=home)
    return home.closure


def moved(run: Run, closure: Closure, delegate: Value, strategy: int = DELEGATE_FIRST) -> Closure:
    """The closure with another delegate; as it is when it looks for no names."""
    if closure.home is None:
        return closure
    home = new_home(run, closure.home.outer, closure.home.keyword)
    home.delegate, home.strategy = delegate, strategy
    return at_home(run, home, replace(closure, function=partial(closure.function, **{home.keyword: home})))


def told_of(run: Run, kind: str, name: str, attempt: Callable[[], Value]) -> Value:
    """What it gives; NOTHING when it has no such member."""
    try:
        return attempt()
    except Fault as fault:
        if fault.kind == kind and fault.about == name:
            return NOTHING
        raise


def name_of_home(run: Run, home: Home, name: str, script: Callable[[], Value] | None) -> Value:
    """A bare name in a closure."""

    def ask(target: Value) -> Value:
        return told_of(run, NO_MEMBER, name, lambda: access.get(run, target, name))

    found = home.search(ask, script or (lambda: NOTHING))
    if found is not NOTHING:
        return found
    raise Fault(
        f"Nothing here is called {name}.",
        "neither the rule nor the closure's delegate has it",
        code="R102",
        kind=NO_MEMBER,
        about=name,
        said=f"No such property: {name} for class: Script1",
    )


def call_at_home(
    run: Run,
    position: Position,
    home: Home,
    name: str,
    script: Callable[..., Value] | None,
    *arguments: Value,
) -> Value:
    """`name(arguments)` in a closure."""

    def ask(target: Value) -> Value:
        return told_of(run, NO_METHOD, name, lambda: calls.call(run, position, target, name, *arguments))

    found = home.search(ask, (lambda: script(*arguments)) if script is not None else (lambda: NOTHING))
    if found is not NOTHING:
        return found
    raise Fault(
        f"There is no function {name}().",
        "neither the rule nor the closure's delegate has it",
        code="R103",
        kind=NO_METHOD,
        about=name,
    )


def delegate_takes(run: Run, home: Home, name: str, value: Value, position: Position) -> bool:
    """`name = value` in a closure: whether a delegate that comes before the script took it."""

    def ask(target: Value) -> Value:
        taken = told_of(run, NO_MEMBER, name, lambda: writes.put(run, target, name, value, position))
        return taken if taken is NOTHING else True

    return home.search(ask, lambda: False) is True


# ---------------------------------------------------------------------------- the text tells the delegates


def first_told(kind: str, name: str, attempts: Iterable[Callable[[], Value]]) -> Value:
    """What the first gives that has such a member. The fault of the first when none has."""
    missing: Fault | None = None
    for attempt in attempts:
        try:
            return attempt()
        except Fault as fault:
            if fault.kind != kind or fault.about != name:
                raise
            missing = missing or fault
    raise missing or Fault(f"Nothing here is called {name}.", code="R102", kind=kind, about=name)


def name_of_delegates(
    run: Run, targets: tuple[Value, ...], name: str, script: Callable[[], Value] | None
) -> Value:
    """A bare name in closures of `with`. targets: their values from the inside out."""
    asked = [partial(access.get, run, each, name) for each in targets if script is None or reads(each, name)]
    return first_told(NO_MEMBER, name, asked if script is None else [*asked, script])


def call_of_delegates(
    run: Run,
    position: Position,
    targets: tuple[Value, ...],
    name: str,
    script: Callable[..., Value] | None,
    *arguments: Value,
) -> Value:
    """`name(arguments)` in closures of `with`."""
    asked = [
        partial(calls.call, run, position, each, name, *arguments)
        for each in targets
        if script is None or answers_to(each, name)
    ]
    return first_told(NO_METHOD, name, asked if script is None else [*asked, partial(script, *arguments)])


def delegates_take(
    run: Run, targets: tuple[Value, ...], name: str, value: Value, position: Position
) -> bool:
    """`name = value` in closures of `with`: whether one of the values took it."""
    puts = [
        partial(writes.put, run, each, name, value, position) for each in targets if type(each) not in ALONE
    ]
    return told_of(run, NO_MEMBER, name, lambda: first_told(NO_MEMBER, name, puts)) is not NOTHING


def reads(target: Value, name: str) -> bool:
    """Whether it may have this property; asking a text or number in vain costs much."""
    kind = type(target)
    getter = "get" + name[:1].upper() + name[1:]
    return kind not in ALONE or name in PROPERTIES.get(kind, {}) or getter in METHODS.get(kind, {})


def answers_to(target: Value, name: str) -> bool:
    """Whether it may have this method."""
    kind = type(target)
    if isinstance(target, Box) or kind not in METHODS or name in METHODS[kind]:
        return True
    return kind is dict and (name in target or name[:3] in ("get", "set"))


# ---------------------------------------------------------------------------- what a script reads of it


def delegate_of(run: Run, home: Home) -> Value:
    return home.owner() if home.delegate is NOTHING else home.delegate


def owner_of(run: Run, home: Home) -> Value:
    return home.owner()


def script_itself(run: Run) -> Value:
    return SCRIPT
