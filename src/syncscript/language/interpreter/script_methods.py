"""Methods that a script defines: which of several of one name a call reaches, and how it is called.

The nearest parameters win, as in Groovy. Refuses to know whose methods they are.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from syncscript.language.interpreter import casts, declared_types
from syncscript.language.interpreter.faults import Fault
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.values import UNSET, Value, type_name

MANY = 50


@dataclass(frozen=True, slots=True, eq=False)
class ScriptMethod:
    """A method of a class. function takes the object first; defaults: which parameters may be left out."""

    function: Callable[..., Value]
    types: tuple[str | None, ...] = ()
    defaults: tuple[bool, ...] = ()
    takes_rest: bool = False

    def misfit(self, arguments: Sequence[Value]) -> int:
        """How far the arguments are from the parameters; UNFIT and more when they do not fit."""
        least = 0 if self.takes_null() else sum(not default for default in self.defaults) - self.takes_rest
        most = MANY if self.takes_rest else len(self.types)
        if not least <= len(arguments) <= most:
            return declared_types.UNFIT
        fixed = self.types[:-1] if self.takes_rest else self.types
        return self.takes_rest + sum(map(declared_types.misfit, arguments, fixed))

    def takes_null(self) -> bool:
        """One parameter may be left out for null."""
        return len(self.types) == 1 and (self.types[0] or "Object") not in casts.PRIMITIVES

    def call(self, run: Run, this: Value, arguments: Sequence[Value]) -> Value:
        run.enter()
        try:
            return self.function(this, *self.placed(arguments))
        finally:
            run.depth -= 1

    def placed(self, arguments: Sequence[Value]) -> Sequence[Value]:
        """The arguments where they belong: what is left out is left out of parameters with a default."""
        if not arguments and self.defaults == (False,) and not self.takes_rest:
            return (None,)
        if self.takes_rest or len(arguments) >= len(self.types):
            return arguments
        spare = len(arguments) - sum(not default for default in self.defaults)
        waiting = iter(arguments)
        placed: list[Value] = []
        for default in self.defaults:
            spare -= default
            placed.append(UNSET if default and spare < 0 else next(waiting))
        return placed


def nearest(methods: Sequence[ScriptMethod], arguments: Sequence[Value]) -> ScriptMethod | None:
    """Of several methods of a name the one whose parameters fit best; None when none does."""
    best = min(methods, key=lambda each: each.misfit(arguments), default=None)
    return best if best is not None and best.misfit(arguments) < declared_types.UNFIT else None


def no_fit(name: str, arguments: Sequence[Value], kind: str) -> Fault:
    given = ", ".join("null" if a is None else type_name(a) for a in arguments)
    return Fault(f"{name}() does not take ({given}).", "compare with its declaration", code="R104", kind=kind)
