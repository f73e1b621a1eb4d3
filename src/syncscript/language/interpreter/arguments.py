"""The arguments of a call as Python, and whether a builtin takes so many of them.

Named arguments become one map in front, spread ones are spread. Refuses to know who is called.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from inspect import signature
from typing import Any

from syncscript.language.interpreter.emitter import Emitter
from syncscript.language.interpreter.misfits import wanted_arguments
from syncscript.language.interpreter.python_tree import (
    constant,
    running,
)
from syncscript.language.syntax import tree


def argument_list(e: Emitter, arguments: list[tree.Argument]) -> list[ast.expr]:
    """Positional arguments, with the named ones as one map in front."""
    plain: list[ast.expr] = []
    keys: list[ast.expr | None] = []
    values: list[ast.expr] = []
    for argument in arguments:
        if argument.name is not None:
            keys.append(constant(argument.name) if isinstance(argument.name, str) else e.expr(argument.name))
            values.append(e.expr(argument.value))
        elif argument.spread:
            plain.append(ast.Starred(running("spread_items", e.expr(argument.value)), ast.Load()))
        else:
            plain.append(e.expr(argument.value))
    return [ast.Dict(keys, values), *plain] if keys else plain


def check_arguments(e: Emitter, node: tree.Call, function: Callable[..., Any], shown: str) -> None:
    if any(a.spread or a.name is not None for a in node.arguments):
        return
    try:
        signature(function).bind(None, *node.arguments)
    except TypeError:
        e.report(
            "SEM106",
            node,
            f"{shown}() takes {wanted_arguments(function, 1)}, {len(node.arguments)} given.",
            "compare with the reference of this helper",
        )
