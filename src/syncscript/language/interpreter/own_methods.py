"""Calls of the methods that a script defines itself, as Python.

Of several with one name the fitting is chosen here when their numbers of arguments tell, else at run time.
Refuses to know the methods of classes and of builtins.
"""

from __future__ import annotations

import ast

from syncscript.language.interpreter.arguments import argument_list
from syncscript.language.interpreter.casts import PRIMITIVES
from syncscript.language.interpreter.closures import takes_rest
from syncscript.language.interpreter.emitter import Emitter
from syncscript.language.interpreter.python_tree import (
    constant,
    load,
    running,
)
from syncscript.language.syntax import tree

MANY = 50


def own_method_call(e: Emitter, node: tree.Call, wanted: str) -> ast.expr:
    """The method of that name which takes so many arguments; of several, the one whose types fit."""
    arguments = argument_list(e, node.arguments)
    loose = any(a.spread for a in node.arguments)
    found = [(m, python) for m, python in e.methods[wanted] if loose or takes(m.parameters, len(arguments))]
    if len(found) > 1 and not loose:
        python = ast.Tuple([load(python) for _, python in found], ast.Load())
        types = constant(tuple(tuple(p.type for p in method.parameters) for method, _ in found))
        return running("choose_method", python, types, *arguments)
    for method, name in found[:1]:
        if not loose:
            arguments = in_places(method.parameters, arguments)
        return running("invoke_method", load(name), *arguments)
    message = f"{wanted}() does not take {len(arguments)} arguments."
    e.report("SEM106", node, message, "compare with its declaration")
    return constant(None)


def takes(parameters: list[tree.Parameter], given: int) -> bool:
    """Whether a method with these parameters can be called so; one parameter may be left out for null."""
    rest = bool(parameters) and takes_rest(parameters[-1], parameters)
    least = sum(p.default is None for p in parameters) - (rest and parameters[-1].default is None)
    alone = len(parameters) == 1 and (parameters[0].type or "Object") not in PRIMITIVES
    return least <= given <= (MANY if rest else len(parameters)) or (given == 0 and alone)


def in_places(parameters: list[tree.Parameter], arguments: list[ast.expr]) -> list[ast.expr]:
    """The arguments where they belong: what is left out is left out of the parameters with a default."""
    if not arguments and len(parameters) == 1 and parameters[0].default is None:
        return [] if takes_rest(parameters[0], parameters) else [constant(None)]
    if len(arguments) >= len(parameters):
        return arguments
    spare = len(arguments) - sum(p.default is None and not takes_rest(p, parameters) for p in parameters)
    placed: list[ast.expr] = []
    waiting = iter(arguments)
    for parameter in parameters:
        if takes_rest(parameter, parameters):
            continue
        if parameter.default is not None:
            spare -= 1
        placed.append(load("UNSET") if parameter.default is not None and spare < 0 else next(waiting))
    return placed
