"""Calls, closures and script methods as Python: who is called is settled here as far as the text tells.

Unknown functions and wrong numbers of arguments are diagnostics. Calls of helpers, of static methods and of
the script's own methods are passed on. Refuses to know what a builtin does.
"""

from __future__ import annotations

import ast

from syncscript.language.builtins.registry import FUNCTIONS, HELPERS, METHODS, method_of
from syncscript.language.interpreter.absence import soft_paths
from syncscript.language.interpreter.arguments import argument_list, check_arguments
from syncscript.language.interpreter.builtin_calls import helper_call, static_call
from syncscript.language.interpreter.emitter import Emitter
from syncscript.language.interpreter.expressions import expression
from syncscript.language.interpreter.homes import GIVEN, call_at_home, call_in_with, home_around
from syncscript.language.interpreter.nearness import did_you_mean
from syncscript.language.interpreter.out_of_reach import MEMBERS
from syncscript.language.interpreter.own_methods import own_method_call
from syncscript.language.interpreter.paths import (
    class_constant,
    dotted_name,
    is_bag,
    opened_bag,
    script_method_value,
)
from syncscript.language.interpreter.python_tree import (
    choose,
    constant,
    is_none,
    load,
    named,
    running,
)
from syncscript.language.interpreter.receivers import known_types, refuse_unknown_method
from syncscript.language.interpreter.rule_tree import walk
from syncscript.language.interpreter.scopes import ROOTS, Function
from syncscript.language.interpreter.values import Box
from syncscript.language.syntax import tree

FILLING = {"put", "putAll", "putAt", "putIfAbsent", "computeIfAbsent", "compute", "merge", "leftShift"}
"""Methods that give a map entries it did not have."""


@expression(tree.Call)
def any_call(e: Emitter, node: tree.Call) -> ast.expr:
    if node.target is None:
        return bare_call(e, node)
    if isinstance(node.target, tree.Name) and node.target.name == "super" and e.class_around():
        return super_call(e, node)
    is_own = isinstance(node.target, tree.Name) and node.target.name == "this" and not e.class_around()
    if is_own:
        return e.expr(tree.Call(node.start, node.end, None, node.name, node.arguments))
    helper = node.target.name if isinstance(node.target, tree.Name) else ""
    if helper in HELPERS and not e.knows(helper) and isinstance(node.name, str):
        return helper_call(e, node, helper)
    fixed = isinstance(node.target, tree.Property) and class_constant(e, node.target) is not None
    owner = None if fixed else dotted_name(e, node.target)
    if owner is not None and isinstance(node.name, str):
        return static_call(e, node, owner)
    if node.name == "setStatus" and e.kind == "incoming" and e.root_of(node.target) == "issue":
        return set_status(e, node)
    return method_call(e, node)


def method_call(e: Emitter, node: tree.Call) -> ast.expr:
    assert node.target is not None
    if is_bag(e, node.target) and names_without_quotes(e, node):
        return constant(None)
    if f"{node.name}()" in MEMBERS and e.refuse(node, f"{node.name}()"):
        return constant(None)
    wanted = constant(node.name) if isinstance(node.name, str) else running("join_text", e.expr(node.name))
    plain = "call_taking_objects" if e.makes_functions else "call"
    function = "call_spread" if node.spread else "call_safe" if node.safe else plain
    if isinstance(node.name, str) and not node.spread:
        refuse_unknown_method(e, node, known_types(e, node.target))
    target = opened_bag(e, node.target) if node.name in FILLING else e.expr(node.target)
    if node.name in ("with", "tap") and node.arguments:
        e.delegating = node.arguments[-1].value
    arguments = argument_list(e, node.arguments)
    if not node.safe:
        return running(function, e.position(node), target, wanted, *arguments)
    temp = e.fresh("t")
    made = running(plain, e.position(node), load(temp), wanted, *arguments)
    return choose(is_none(named(temp, target)), constant(None), made)


def names_without_quotes(e: Emitter, node: tree.Call) -> bool:
    """`issue.customFields.Due Date`, which reads as the call `Due(Date)`."""
    owner, given = node.target, [argument.value for argument in node.arguments]
    inside = list(walk(given[0])) if len(given) == 1 else []
    first = next((n for n in inside if isinstance(n, tree.Name) and n.start == given[0].start), None)
    if not isinstance(owner, tree.Property) or first is None:
        return False
    written = " ".join(e.lines[e.span(node).line - 1][e.span(owner).end_column - 1 :].lstrip("?.").split())
    name = f"{node.name} {first.name}"
    if node.name in METHODS[dict] or e.knows(first.name) or not written.startswith(name):
        return False
    help = f'put a name in quotes: {owner.name}."{name}"'
    e.report("SEM121", node, f"`{name}` is read as a call here.", help)
    return True


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
        return call_by_text(e, node, wanted)
    home = home_around(e, wanted) if e.homes else None
    if home is not None:
        return call_at_home(e, node, home, argument_list(e, node.arguments), member_tried(e, node, wanted))
    delegates, variable = e.delegates(wanted), e.lookup(wanted)
    if variable is not None and not delegates:
        e.reach(wanted, variable, writes=False)
        return running("invoke", load(variable.python), *argument_list(e, node.arguments))
    if delegates and wanted not in ("this", "super"):
        own = member_tried(e, node, wanted)
        return call_in_with(e, node, delegates, argument_list(e, node.arguments), own)
    made = member_call(e, node, wanted)
    if made is not None:
        return made
    if wanted in e.methods and e.sees_script():
        return own_method_call(e, node, wanted)
    if wanted in FUNCTIONS:
        check_arguments(e, node, FUNCTIONS[wanted], wanted)
        return running("call_function", e.position(node), constant(wanted), *argument_list(e, node.arguments))
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
        near or of_helper(wanted) or f"declare it with `def {wanted}(...) {{ ... }}`",
    )
    return constant(None)


def call_by_text(e: Emitter, node: tree.Call, wanted: tree.Node) -> ast.expr:
    """`"$name"(...)`: which of the script's methods it is shows at run time."""
    names = list(e.methods) if e.sees_script() else []
    table = ast.Dict([constant(each) for each in names], [script_method_value(e, each) for each in names])
    text = running("join_text", e.expr(wanted))
    return running("call_named", e.position(node), table, text, *argument_list(e, node.arguments))


def of_helper(name: str) -> str:
    """Whose method a name is that stands alone."""
    owner = next((owner for owner, methods in HELPERS.items() if name in methods), None)
    return f"write {owner}.{name}(...)" if owner else ""


def member_tried(e: Emitter, node: tree.Call, wanted: str) -> ast.expr | None:
    """The call of a member of the class around for what other objects do not answer: with `*given`."""
    for around in e.classes_around():
        scope = around.scope
        free = wanted in FUNCTIONS or not scope.is_open()
        if scope.has_method(wanted) or scope.has_field(wanted) or not free:
            arguments = ast.Starred(load(GIVEN), ast.Load())
            return running("call", e.position(node), load(around.this), constant(wanted), arguments)
    return None


def member_call(e: Emitter, node: tree.Call, wanted: str) -> ast.expr | None:
    """A call of a member of the class around, and of its constructors; None when it is none."""
    for around in e.classes_around():
        made = call_in_class(e, node, wanted, around)
        if made is not None:
            return made
    return None


def call_in_class(e: Emitter, node: tree.Call, wanted: str, around: Function) -> ast.expr | None:
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


@expression(tree.MethodPointer)
def method_pointer(e: Emitter, node: tree.MethodPointer) -> ast.expr:
    is_own = isinstance(node.target, tree.Name) and node.target.name == "this" and not e.class_around()
    if is_own and node.name in e.methods:
        return e.expr(tree.Name(node.start, node.end, node.name))
    return running("method_pointer", e.expr(node.target), constant(node.name))
