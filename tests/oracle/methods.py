"""Parameters: which method a call reaches, and which argument belongs to which parameter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from syncscript.language.interpreter.values import UNSET
from syncscript.language.syntax import tree
from tests.oracle import types
from tests.oracle.faults import METHOD, failure
from tests.oracle.nearness import distance

ENDLESS = 50


def takes_rest(parameters: Sequence[tree.Parameter]) -> bool:
    """`T... rest`, and a last `T[] rest`."""
    last = parameters[-1] if parameters else None
    return last is not None and (last.varargs or (last.type or "").endswith("[]"))


def takes_array(parameter: tree.Parameter) -> bool:
    """Whether one list is all of its arguments, not the first of them."""
    return (parameter.type or "").endswith("[]") or types.bare(parameter.type or "Object") != "Object"


def least(parameters: Sequence[tree.Parameter]) -> int:
    wanted = parameters[:-1] if takes_rest(parameters) else parameters
    return sum(each.default is None for each in wanted)


def most(parameters: Sequence[tree.Parameter]) -> int:
    return ENDLESS if takes_rest(parameters) else len(parameters)


@dataclass(frozen=True, eq=False)
class ScriptMethod:
    """function takes the object and a value or UNSET for each parameter."""

    parameters: list[tree.Parameter]
    function: Callable[..., Any]

    def distance(self, given: Sequence[Any]) -> float:
        if not given and self.takes_null():
            return 0
        if not least(self.parameters) <= len(given) <= most(self.parameters):
            return float("inf")
        rest = takes_rest(self.parameters)
        wanted = self.parameters[:-1] if rest else self.parameters
        return int(rest) + sum(distance(a, p.type) for a, p in zip(given, wanted, strict=False))

    def takes_null(self) -> bool:
        """A single parameter gets null from a call without arguments."""
        only = self.parameters[0] if len(self.parameters) == 1 else None
        return only is not None and (only.type or "Object") not in types.PRIMITIVE

    def placed(self, given: Sequence[Any]) -> Sequence[Any]:
        """What is left out is left out of the parameters with a default, the last of them first."""
        if takes_rest(self.parameters) or len(given) >= len(self.parameters):
            return given
        if not given and self.takes_null() and self.parameters[0].default is None:
            return (None,)
        spare = len(given) - least(self.parameters)
        waiting, found = list(given), []
        for each in self.parameters:
            filled = each.default is None or spare > 0
            spare -= each.default is not None and filled
            found.append(waiting.pop(0) if filled else UNSET)
        return found

    def call(self, run: Any, this: Any, given: Sequence[Any]) -> Any:
        run.enter()
        try:
            return self.function(this, *self.placed(given))
        finally:
            run.depth -= 1


def nearest(methods: Sequence[ScriptMethod], given: Sequence[Any]) -> ScriptMethod | None:
    """The one whose parameters fit best, the first of equals."""
    best = min(methods, key=lambda each: each.distance(given), default=None)
    return None if best is None or best.distance(given) == float("inf") else best


UNFIT = 1000


def by_number(choices: list[ScriptMethod], given: Sequence[Any]) -> ScriptMethod:
    """When the types of none fit, the nearest that takes so many: it tells what does not fit."""
    fitting = [
        each
        for each in choices
        if least(each.parameters) <= len(given) <= len(each.parameters) or takes_rest(each.parameters)
    ]
    if not fitting:
        raise failure("R104", METHOD, "No method of this name takes so many.")
    return min(fitting, key=lambda each: unfit_types(each, given))


def unfit_types(method: ScriptMethod, given: Sequence[Any]) -> float:
    wanted = [distance(value, p.type) for value, p in zip(given, method.parameters, strict=False)]
    return sum(min(each, UNFIT) for each in wanted)
