"""Closures and methods of a script as nested Python functions, in front of the statement that uses them.

A variable of a loop that is never assigned again is kept as it was when the closure was made.
"""

from __future__ import annotations

import ast
from typing import Any

from syncscript.language.interpreter.casts import is_known, short_name
from syncscript.language.interpreter.emitter import Emitter
from syncscript.language.interpreter.expressions import expression
from syncscript.language.interpreter.python_tree import (
    call,
    constant,
    first_of,
    load,
    running,
    store,
)
from syncscript.language.interpreter.scopes import Function
from syncscript.language.syntax import tree

# ---------------------------------------------------------------------------- closures


MANY = 50


@expression(tree.Closure)
def closure(e: Emitter, node: tree.Closure) -> ast.expr:
    implicit = node.parameters is None
    parameters = (
        [tree.Parameter(node.start, node.start, "it")] if node.parameters is None else node.parameters
    )
    python = e.fresh("f")
    home = e.fresh("h") if e.homes else ""
    if home:
        around = home_of(e.function)
        made_home = running("new_home", load(around) if around else constant(None), constant(home))
        e.pending.append(ast.Assign([store(home)], made_home))
    write_function(e, node, python, parameters, node.body, implicit, e.delegating is node, home=home)
    least = 0 if implicit else sum(p.default is None and not takes_rest(p, parameters) for p in parameters)
    most = MANY if parameters and takes_rest(parameters[-1], parameters) else len(parameters)
    assigns = bool(node.body) and ends_in_assignment(node.body[-1])
    made = call(
        "Closure", load(python), constant(least), constant(most), constant(implicit), constant(assigns)
    )
    return running("at_home", load(home), made) if home else made


def home_of(function: Function | None) -> str:
    """The Python name of the home of the closure around; empty when there is none."""
    while function is not None and not function.home and function.scope is None:
        function = function.parent
    return function.home if function is not None else ""


def ends_in_assignment(node: tree.Node) -> bool:
    inner = node.expression if isinstance(node, tree.ExpressionStatement) else node
    return isinstance(inner, tree.Assignment)


def write_function(
    e: Emitter,
    node: tree.Node,
    python: str,
    parameters: list[tree.Parameter],
    body: list[tree.Node],
    optional: bool = False,
    delegates: bool = False,
    scope: Any = None,
    home: str = "",
) -> None:
    """A Python function, put in front of the statement now being written.

    scope: the class whose method it is; it takes the object first then.
    """
    outside, outer_pending = e.function, e.pending
    this = e.fresh("this") if scope is not None else ""
    around = None if scope is not None and not scope.inside else outside
    e.function, e.pending = Function(around, scope=scope, this=this, home=home), []
    if home:
        e.function.captured[home] = None
    arguments, prologue = function_arguments(e, parameters, optional)
    e.function.delegate = arguments.args[0].arg if delegates and arguments.args else None
    written = prologue + e.entry(node) + e.statements(body, tail=True)
    inner = e.function
    e.function, e.pending = outside, outer_pending
    if this:
        arguments.args.insert(0, ast.arg(this))
    arguments.kwonlyargs = [ast.arg(n) for n in inner.captured]
    arguments.kw_defaults = [load(n) for n in inner.captured]
    outer = inner.outer - set(inner.captured)
    if outer:
        written.insert(0, ast.Nonlocal(sorted(outer)))
    made = ast.FunctionDef(python, arguments, written or [ast.Return(constant(None))], [])
    e.stand(node, made)
    e.pending.append(made)


def function_arguments(
    e: Emitter, parameters: list[tree.Parameter], optional: bool
) -> tuple[ast.arguments, list[ast.stmt]]:
    """Python's parameters, and the statements that fill in defaults."""
    made = ast.arguments([], [], None, [], [], None, [])
    prologue: list[ast.stmt] = []
    checks: list[ast.stmt] = []
    for parameter in parameters:
        variable = e.declare(parameter.name)
        typed = parameter.type is not None and is_known(parameter.type)
        if typed and not takes_rest(parameter, parameters):
            variable.type = parameter.type
            checks.append(typed_argument(variable.python, parameter))
        if takes_rest(parameter, parameters):
            made.vararg = ast.arg(variable.python)
            rest = call("gathered", load(variable.python), constant(takes_array(parameter)))
            prologue.append(ast.Assign([store(variable.python)], rest))
            continue
        made.args.append(ast.arg(variable.python))
        if optional:
            made.defaults.append(constant(None))
        elif parameter.default is not None or made.defaults:
            made.defaults.append(load("UNSET"))
            prologue.extend(fill_default(e, variable.python, parameter))
    return made, prologue + checks


def takes_rest(parameter: tree.Parameter, parameters: list[tree.Parameter]) -> bool:
    """Whether it takes all further arguments: `T... rest`, and a last `T[] rest`."""
    return parameter.varargs or (parameter is parameters[-1] and (parameter.type or "").endswith("[]"))


def takes_array(parameter: tree.Parameter) -> bool:
    """Whether one list is all of its arguments, not the first of them."""
    return (parameter.type or "").endswith("[]") or short_name(parameter.type or "Object") != "Object"


def typed_argument(python: str, parameter: tree.Parameter) -> ast.stmt:
    checked = running("taken", load(python), constant(parameter.type), constant(parameter.name))
    return ast.Assign([store(python)], checked)


def fill_default(e: Emitter, python: str, parameter: tree.Parameter) -> list[ast.stmt]:
    left_out = ast.Compare(load(python), [ast.Is()], [load("UNSET")])
    outer, e.pending = e.pending, []
    default = e.expr(parameter.default) if parameter.default is not None else constant(None)
    closures, e.pending = e.pending, outer
    return [ast.If(left_out, [*closures, ast.Assign([store(python)], default)], [])]


@expression(tree.Block)
def block_value(e: Emitter, node: tree.Block) -> ast.expr:
    """A block where a value is wanted is a closure."""
    return closure(e, tree.Closure(node.start, node.end, None, node.body))


def in_order(*parts: ast.expr) -> ast.expr:
    return first_of(*parts, which=len(parts) - 1)
