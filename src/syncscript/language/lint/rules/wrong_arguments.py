"""A method gets more or fewer values than it takes.

Known for the methods of texts and lists, where the type of the value is known. The call fails when the rule
comes to it.

Bad (incoming)::

    issue.summary = replica.summary.replace("[ext]")

Good (incoming)::

    issue.summary = replica.summary.replace("[ext]", "")
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from inspect import Parameter, signature
from typing import Any

from syncscript.language.analysis.value_kinds import value_types
from syncscript.language.builtins.registry import method_of
from syncscript.language.interpreter.misfits import wanted_arguments
from syncscript.language.lint.linted import Linted
from syncscript.language.lint.registry import Told, lint_rule
from syncscript.language.syntax import tree
from syncscript.model import Severity

COUNTED = {"substring": 2, "take": 1, "drop": 1, "charAt": 1, "padLeft": 1, "padRight": 1, "center": 1,
           "takeRight": 1, "dropRight": 1, "repeat": 1, "multiply": 1}  # fmt: skip
"""Methods of texts, and how many of their first values are numbers."""


@lint_rule("L131", "correctness", tree.Call, severity=Severity.ERROR)
def check(node: tree.Call, linted: Linted) -> Iterator[Told]:
    if node.target is None or not isinstance(node.name, str):
        return
    if node.spread or any(argument.spread or argument.name is not None for argument in node.arguments):
        return
    kind = linted.types.of(node.target)
    methods = [method_of(each, node.name) for each in value_types(kind)] if kind is not None else []
    for method in methods:
        if method is None:
            continue
        least, most = counts(method)
        given = len(node.arguments)
        if given < least or (most is not None and given > most):
            message = f"{node.name}() takes {wanted_arguments(method, 2)}, {given} given."
            yield Told(node, message, "compare with the reference of this method")
            return
    if kind is not None and kind.name == "text" and node.name in COUNTED:
        yield from no_number(node, linted)


def no_number(node: tree.Call, linted: Linted) -> Iterator[Told]:
    """A text where the method takes a position or a length."""
    for argument in node.arguments[: COUNTED[str(node.name)]]:
        given = linted.types.of(argument.value)
        if given is not None and given.name == "text" and not given.nullable:
            help = "write the number without quotes, or add .toInteger()"
            yield Told(argument.value, f"{node.name}() takes a number here, and this is a text.", help)


@cache
def counts(method: Callable[..., Any]) -> tuple[int, int | None]:
    """The fewest and the most values behind the run and the receiver; None: no end."""
    places = list(signature(method).parameters.values())[2:]
    if any(each.kind is Parameter.VAR_POSITIONAL for each in places):
        return sum(each.default is Parameter.empty for each in places) - 1, None
    return sum(each.default is Parameter.empty for each in places), len(places)
