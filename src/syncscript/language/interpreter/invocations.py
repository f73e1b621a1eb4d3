"""Calls, closures and script methods as Python: who is called is settled here as far as the text tells.

Unknown helpers, functions and wrong numbers of arguments are diagnostics. Closures become nested Python
functions in front of the statement that uses them. Refuses to know what a builtin does.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from inspect import signature
from typing import Any

from syncscript.language.builtins.registry import CONSTRUCTORS, FUNCTIONS, HELPERS, STATICS, method_of
from syncscript.language.interpreter.absence import soft_paths
from syncscript.language.interpreter.calls import wanted_arguments
from syncscript.language.interpreter.casts import DOUBLES, PRIMITIVES, short_name
from syncscript.language.interpreter.class_names import ANCESTORS
from syncscript.language.interpreter.closures import takes_rest
from syncscript.language.interpreter.emitter import ROOTS, Emitter
from syncscript.language.interpreter.expressions import class_constant, dotted_name, expression
from syncscript.language.interpreter.nearness import did_you_mean
from syncscript.language.interpreter.out_of_reach import ADVICE, MEMBERS
from syncscript.language.interpreter.python_tree import (
    choose,
    constant,
    is_none,
    load,
    named,
    running,
)
from syncscript.language.interpreter.receivers import known_types, refuse_unknown_method
from syncscript.language.interpreter.values import Box
from syncscript.language.syntax import tree

MANY = 50


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


@expression(tree.Call)
def any_call(e: Emitter, node: tree.Call) -> ast.expr:
    if node.target is None:
        return bare_call(e, node)
    if isinstance(node.target, tree.Name) and node.target.name == "super" and e.class_around():
        return super_call(e, node)
    is_own = isinstance(node.target, tree.Name) and node.target.name == "this" and not e.class_around()
    if is_own and isinstance(node.name, str):
        return e.expr(tree.Call(node.start, node.end, None, node.name, node.arguments))
    if (
        isinstance(node.target, tree.Name)
        and not e.knows(node.target.name)
        and node.target.name in HELPERS
    ):
        return helper_call(e, node, node.target.name)
    fixed = isinstance(node.target, tree.Property) and class_constant(e, node.target) is not None
    owner = None if fixed else dotted_name(e, node.target)
    if owner is not None and isinstance(node.name, str):
        return static_call(e, node, owner)
    if node.name == "setStatus" and e.kind == "incoming" and e.root_of(node.target) == "issue":
        return set_status(e, node)
    return method_call(e, node)


def method_call(e: Emitter, node: tree.Call) -> ast.expr:
    assert node.target is not None
    if f"{node.name}()" in MEMBERS and e.refuse(node, f"{node.name}()"):
        return constant(None)
    wanted = constant(node.name) if isinstance(node.name, str) else running("join_text", e.expr(node.name))
    function = "call_spread" if node.spread else "call_safe" if node.safe else "call"
    if isinstance(node.name, str) and not node.spread:
        refuse_unknown_method(e, node, known_types(e, node.target))
    target = e.expr(node.target)
    if node.name in ("with", "tap") and node.arguments:
        e.delegating = node.arguments[-1].value
    arguments = argument_list(e, node.arguments)
    if not node.safe:
        return running(function, e.position(node), target, wanted, *arguments)
    temp = e.fresh("t")
    made = running("call", e.position(node), load(temp), wanted, *arguments)
    return choose(is_none(named(temp, target)), constant(None), made)


def set_status(e: Emitter, node: tree.Call) -> ast.expr:
    """`issue.setStatus(x)`: absent when x stands for something that was not sent."""
    made = method_call(e, node)
    paths = soft_paths(e, node.arguments[0].value) if node.arguments else ()
    if not paths:
        return made
    temp = e.fresh("t")
    value = argument_list(e, node.arguments)[0]
    made = running("call", e.position(node), e.expr(node.target), constant("setStatus"), load(temp))  # type: ignore[arg-type]
    missing = ast.BoolOp(ast.And(), [is_none(named(temp, value)), any_absent(paths)])
    return choose(missing, running("leave_absent", constant("status")), made)


def any_absent(paths: tuple[tuple[str, str | None], ...]) -> ast.expr:
    tests = [running("is_absent", constant(field), constant(inner)) for field, inner in paths]
    return tests[0] if len(tests) == 1 else ast.BoolOp(ast.Or(), tests)


def bare_call(e: Emitter, node: tree.Call) -> ast.expr:
    """`name(...)`: a closure in a variable, a method of the script, or a free function."""
    wanted = node.name
    if not isinstance(wanted, str):
        return running("invoke", e.expr(wanted), *argument_list(e, node.arguments))
    variable = e.lookup(wanted)
    if variable is not None:
        e.reach(wanted, variable, writes=False)
        return running("invoke", load(variable.python), *argument_list(e, node.arguments))
    made = member_call(e, node, wanted)
    if made is not None:
        return made
    if wanted in e.methods and not e.class_around():
        return own_method_call(e, node, wanted)
    if wanted in FUNCTIONS:
        check_arguments(e, node, FUNCTIONS[wanted], wanted)
        return running("call_function", e.position(node), constant(wanted), *argument_list(e, node.arguments))
    delegate = e.delegate()
    if delegate is not None:
        arguments = argument_list(e, node.arguments)
        return running("call", e.position(node), load(delegate), constant(wanted), *arguments)
    if wanted in e.static_names:
        owner, member = e.static_names[wanted]
        return static_call(e, tree.Call(node.start, node.end, None, member, node.arguments), owner)
    if e.refuse(node, f"{wanted}()"):
        return constant(None)
    near = did_you_mean(wanted, {*e.visible(), *FUNCTIONS} - set(ROOTS))
    e.report(
        "SEM103",
        node,
        f"There is no function {wanted}().",
        near or f"declare it with `def {wanted}(...) {{ ... }}`",
    )
    return constant(None)


def member_call(e: Emitter, node: tree.Call, wanted: str) -> ast.expr | None:
    """A call of a member of the class around, and of its constructors; None when it is none."""
    around = e.class_around()
    if around is None:
        return None
    scope, this = around.scope, load(around.this)
    if wanted in ("this", "super"):
        function = "construct_again" if wanted == "this" else "construct_above"
        return running(function, this, load(scope.python), *argument_list(e, node.arguments))
    free = wanted in FUNCTIONS
    if method_of(Box, wanted) is not None and not scope.has_method(wanted):
        here = tree.Name(node.start, node.start + 1, "this")
        return method_call(e, tree.Call(node.start, node.end, here, wanted, node.arguments))
    if not scope.has_method(wanted) and not scope.has_field(wanted) and (free or not scope.is_open()):
        return None
    return running("call", e.position(node), this, constant(wanted), *argument_list(e, node.arguments))


def super_call(e: Emitter, node: tree.Call) -> ast.expr:
    around = e.class_around()
    assert around is not None
    name = constant(node.name) if isinstance(node.name, str) else running("join_text", e.expr(node.name))
    arguments = argument_list(e, node.arguments)
    place = e.position(node)
    return running("call_super", place, load(around.this), load(around.scope.python), name, *arguments)


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


def helper_call(e: Emitter, node: tree.Call, owner: str) -> ast.expr:
    if not isinstance(node.name, str):
        return method_call(e, node)
    function = HELPERS[owner].get(node.name)
    if function is None:
        near = did_you_mean(node.name, HELPERS[owner])
        e.report(
            "SEM102",
            node,
            f"{owner} has no method {node.name}().",
            near or f"it has: {', '.join(sorted(HELPERS[owner]))}",
        )
        return constant(None)
    check_arguments(e, node, function, f"{owner}.{node.name}")
    return running(
        "call_helper",
        e.position(node),
        constant(owner),
        constant(node.name),
        *argument_list(e, node.arguments),
    )


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


def static_call(e: Emitter, node: tree.Call, dotted: str) -> ast.expr:
    """dotted: the class, with its package if that is written."""
    owner = dotted.rsplit(".", 1)[-1]
    methods = STATICS.get(owner)
    if methods is None:
        e.unknown(node, dotted, {*STATICS, *HELPERS, *e.visible()})
        return constant(None)
    wanted = str(node.name)
    if f"{owner}.{wanted}" in ADVICE:
        e.refuse(node, f"{owner}.{wanted}")
        return constant(None)
    if wanted not in methods:
        e.report(
            "SEM102",
            node,
            f"{owner} has no method {wanted}().",
            did_you_mean(wanted, methods) or f"it has: {', '.join(sorted(methods))}",
        )
        return constant(None)
    check_arguments(e, node, methods[wanted], f"{owner}.{wanted}")
    return running(
        "call_static", e.position(node), constant(owner), constant(wanted), *argument_list(e, node.arguments)
    )


def first_item(type_text: str) -> Any:
    """What an array of this type is full of when it is new."""
    name = short_name(type_text)
    if name not in PRIMITIVES:
        return None
    return False if name == "boolean" else "\0" if name == "char" else 0.0 if name in DOUBLES else 0


@expression(tree.New)
def new(e: Emitter, node: tree.New) -> ast.expr:
    wanted = short_name(node.type)
    if node.sizes:

        return running("new_array", constant(first_item(wanted)), *[e.expr(size) for size in node.sizes])
    if wanted in e.classes:
        return new_of_script(e, node, wanted)
    known = wanted in CONSTRUCTORS or wanted in ANCESTORS or wanted.endswith("Exception")
    if not known and not e.refuse(node, node.type.split("<")[0]):
        e.report(
            "SEM104",
            node,
            f"new {wanted}(...) is not available in a rule.",
            did_you_mean(wanted, {*CONSTRUCTORS, *ANCESTORS}) or "only the classes of the reference are",
        )
    return running("construct", e.position(node), constant(wanted), *argument_list(e, node.arguments))


def new_of_script(e: Emitter, node: tree.New, wanted: str) -> ast.expr:
    """An object of a class that the script defines."""
    of = e.classes[wanted]
    if of.node.kind not in ("class", "enum"):
        message = f"{wanted} is no class: it makes no objects."
        e.report("SEM104", node, message, "make one of a class that implements it")
    return running("new_object", e.position(node), load(of.python), *argument_list(e, node.arguments))


@expression(tree.MethodPointer)
def method_pointer(e: Emitter, node: tree.MethodPointer) -> ast.expr:
    is_own = isinstance(node.target, tree.Name) and node.target.name == "this" and not e.class_around()
    if is_own and node.name in e.methods:
        return e.expr(tree.Name(node.start, node.end, node.name))
    return running("method_pointer", e.expr(node.target), constant(node.name))
