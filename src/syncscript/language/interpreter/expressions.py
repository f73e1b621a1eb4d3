"""Expressions of the language as Python expressions, one function a node.

Reading a property of a map goes the short way; everything else goes through the runtime's functions.
Each operand is written once. Refuses to know statements and assignments.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any, TypeVar

from syncscript.language.builtins.registry import CONSTANTS, HELPERS, STATICS
from syncscript.language.interpreter.absence import BAGS
from syncscript.language.interpreter.casts import is_class, short_name
from syncscript.language.interpreter.class_names import ANCESTORS
from syncscript.language.interpreter.emitter import EXPRESSIONS, INPUTS, ROOTS, Emitter
from syncscript.language.interpreter.out_of_reach import ADVICE, MEMBERS
from syncscript.language.interpreter.python_tree import (
    call,
    choose,
    constant,
    is_none,
    load,
    named,
    negated,
    running,
)
from syncscript.language.syntax import tree

Emit = TypeVar("Emit", bound=Callable[..., ast.expr])

WITH_RUN = {
    "+": "plus",
    "-": "minus",
    "*": "times",
    "<<": "shift_left",
    "=~": "find_in",
    "==~": "match_whole",
    "in": "found_in",
}
WITHOUT_RUN = {
    "/": "divide",
    "%": "remainder",
    "**": "power",
    "<": "less",
    "<=": "less_equal",
    ">": "greater",
    ">=": "greater_equal",
    "<=>": "compare",
}
OPERATOR_METHODS = {"*": "multiply", "/": "div", "%": "mod", "**": "power", "<<": "leftShift"}
"""What a class of the script defines to have these operators; `+` and `-` ask the object anyway."""
BITS = {"&", "|", "^", ">>", ">>>"}


def expression(node_type: type) -> Callable[[Emit], Emit]:
    def announce(function: Emit) -> Emit:
        EXPRESSIONS[node_type] = function
        return function

    return announce


@expression(tree.Literal)
def literal(e: Emitter, node: tree.Literal) -> ast.expr:
    if node.value is None or isinstance(node.value, str | int):
        return constant(node.value)
    name = e.fresh("k")
    e.constants[name] = node.value
    return load(name)


@expression(tree.GString)
def gstring(e: Emitter, node: tree.GString) -> ast.expr:
    parts: list[ast.expr] = []
    for part in node.parts:
        if isinstance(part, str):
            parts.append(constant(part))
        elif isinstance(part, tree.Closure):
            parts.append(running("invoke", e.expr(part)))
        else:
            parts.append(e.expr(part))
    return running("join_text", *parts)


@expression(tree.Name)
def name(e: Emitter, node: tree.Name) -> ast.expr:
    variable = e.lookup(node.name)
    if variable is not None:
        e.reach(node.name, variable, writes=False)
        return load(variable.python)
    this = e.member(node.name)
    if this is not None:
        return load(this) if node.name == "this" else read_member(e, this, node.name)
    if node.name in e.classes:
        return load(e.classes[node.name].python)
    if node.name in ROOTS:
        return e.use_context(ROOTS[node.name])
    if node.name in INPUTS:
        return e.use_context(node.name)
    if node.name in HELPERS:
        return call("Helper", constant(node.name))
    if is_class(node.name) or node.name in ANCESTORS or node.name == "Object":
        return call("ClassName", constant(node.name))
    if node.name in e.methods and not e.class_around():
        return script_method_value(e, node.name)
    if node.name in STATICS:
        return call("ClassName", constant(node.name))
    if node.name in e.static_names:
        owner, member = e.static_names[node.name]
        return running("class_constant", constant(owner), constant(member))
    delegate = e.delegate()
    if delegate is not None:
        return running("get", load(delegate), constant(node.name))
    around = e.class_around()
    if around is not None and around.scope.is_open():
        return running("get", load(around.this), constant(node.name))
    e.unknown(node, node.name, {*e.visible(), *HELPERS})
    return constant(None)


def read_member(e: Emitter, this: str, wanted: str) -> ast.expr:
    """A property of the object by its bare name; a field of the class itself goes past its getter."""
    around = e.class_around()
    function = "own" if around is not None and around.scope.owns(wanted) else "get"
    return running(function, load(this), constant(wanted))


def script_method_value(e: Emitter, wanted: str) -> ast.expr:
    method, python = e.methods[wanted][0]
    least = sum(p.default is None and not p.varargs for p in method.parameters)
    return call("Closure", load(python), constant(least), constant(len(method.parameters)))


# ---------------------------------------------------------------------------- paths


def property_name(e: Emitter, node: tree.Property) -> ast.expr:
    return constant(node.name) if isinstance(node.name, str) else running("join_text", e.expr(node.name))


def is_bag(e: Emitter, node: tree.Node) -> bool:
    """Whether this is `issue.customFields` or `replica.customKeys`."""
    return isinstance(node, tree.Property) and node.name in BAGS and e.root_of(node.target) is not None


def is_this(e: Emitter, node: tree.Node) -> bool:
    """Whether this is `this` inside of a class."""
    return isinstance(node, tree.Name) and node.name == "this" and e.member("this") is not None


@expression(tree.Property)
def path(e: Emitter, node: tree.Property) -> ast.expr:
    fixed = class_constant(e, node)
    if fixed is not None:
        return fixed
    if node.name in MEMBERS and e.refuse(node, str(node.name)):
        return constant(None)
    owner = dotted_name(e, node.target)
    if owner is not None and f"{owner.rsplit('.', 1)[-1]}.{node.name}" in ADVICE:
        e.refuse(node, f"{owner}.{node.name}")
        return constant(None)
    if is_bag(e, node):
        return running("bag", e.expr(node.target), constant(node.name))
    if is_this(e, node.target) and isinstance(node.name, str):
        return read_member(e, str(e.member("this")), node.name)
    if node.name in e.classes and isinstance(node.target, tree.Name) and node.target.name in e.classes:
        return load(e.classes[str(node.name)].python)
    target, wanted = e.expr(node.target), property_name(e, node)
    if node.spread:
        return running("get_spread", target, wanted)
    if is_bag(e, node.target) and isinstance(node.target, tree.Property) and node.target.name == BAGS[0]:
        return running("custom_field", target, wanted)
    return read_property(e, target, wanted, node.safe)


def read_property(e: Emitter, target: ast.expr, wanted: ast.expr, safe: bool) -> ast.expr:
    """The short way for maps, `get` for the rest. The target is bound once."""
    if e.defaults or not isinstance(wanted, ast.Constant):
        return running("get_safe" if safe else "get", target, wanted)
    if isinstance(target, ast.Name):
        temp, bound = target.id, target
    else:
        temp = e.fresh("t")
        bound = named(temp, target)  # type: ignore[assignment]
    short = ast.Call(ast.Attribute(load(temp), "get", ast.Load()), [wanted], [])
    is_map = ast.Compare(call("type", load(temp) if safe else bound), [ast.Is()], [load("dict")])
    read = choose(is_map, short, running("get", load(temp), wanted))
    return choose(is_none(bound), constant(None), read) if safe else read


def class_constant(e: Emitter, node: tree.Property) -> ast.expr | None:
    dotted = dotted_name(e, node.target)
    if dotted is None:
        return None
    owner = dotted.rsplit(".", 1)[-1]
    if isinstance(node.name, str) and node.name in CONSTANTS.get(owner, {}):
        return running("class_constant", constant(owner), constant(node.name))
    getter = f"get{node.name[:1].upper()}{node.name[1:]}" if isinstance(node.name, str) else ""
    if getter in STATICS.get(owner, {}):
        return running("call_static", e.position(node), constant(owner), constant(getter))
    return None


def dotted_name(e: Emitter, node: tree.Node) -> str | None:
    """`java.net.URLEncoder` when the path is no variable's."""
    if isinstance(node, tree.Name):
        known = e.knows(node.name) or node.name in {*ROOTS, *INPUTS, *e.classes, "super"}
        return None if known or node.name in HELPERS else node.name
    if isinstance(node, tree.Property) and isinstance(node.name, str) and not node.safe and not node.spread:
        front = dotted_name(e, node.target)
        return None if front is None else f"{front}.{node.name}"
    return None


@expression(tree.Index)
def index(e: Emitter, node: tree.Index) -> ast.expr:
    if is_bag(e, node.target) and len(node.keys) == 1 and node.target.name == BAGS[0]:  # type: ignore[attr-defined]
        return running("custom_field", e.expr(node.target), e.expr(node.keys[0]))
    return running("at_safe" if node.safe else "at", e.expr(node.target), index_key(e, node))


def index_key(e: Emitter, node: tree.Index) -> ast.expr:
    keys = [e.expr(key) for key in node.keys]
    return keys[0] if len(keys) == 1 else ast.List(keys, ast.Load())


# ---------------------------------------------------------------------------- operators


@expression(tree.Binary)
def binary(e: Emitter, node: tree.Binary) -> ast.expr:
    operator = node.operator
    if operator in ("&&", "||"):
        joined = ast.BoolOp(
            ast.And() if operator == "&&" else ast.Or(), [e.expr(node.left), e.expr(node.right)]
        )
        return negated(negated(joined))
    if operator in ("==", "!="):
        same = equality(e, node)
        return same if operator == "==" else negated(same)
    return combined(e, node, operator, e.expr(node.left), e.expr(node.right))


def combined(e: Emitter, node: tree.Node, operator: str, left: ast.expr, right: ast.expr) -> ast.expr:
    """Any operator that evaluates both sides."""
    method = OPERATOR_METHODS.get(operator)
    if method is not None and any(scope.has_method(method) for scope in e.classes.values()):
        takes_run = operator in WITH_RUN
        function = load((WITH_RUN if takes_run else WITHOUT_RUN)[operator])
        return running("operated", constant(method), function, constant(takes_run), left, right)
    if operator in WITH_RUN:
        return running(WITH_RUN[operator], left, right)
    if operator in WITHOUT_RUN:
        return call(WITHOUT_RUN[operator], left, right)
    if operator == "!in":
        return negated(running("found_in", left, right))
    if operator in ("===", "!=="):
        same = running("identical", left, right)
        return same if operator == "===" else negated(same)
    if operator in BITS:
        return running("bits", constant(operator), left, right)
    e.unsupported(node, f"the operator {operator}")
    return constant(None)


def equality(e: Emitter, node: tree.Binary) -> ast.expr:
    """Against a literal the comparison is Python's own, which agrees there."""
    for one, other in ((node.left, node.right), (node.right, node.left)):
        if isinstance(other, tree.Literal) and isinstance(other.value, str | bool | None):
            if isinstance(one, tree.Literal):
                break
            if isinstance(other.value, str):
                return ast.Compare(e.expr(one), [ast.Eq()], [constant(other.value)])
            return ast.Compare(e.expr(one), [ast.Is()], [constant(other.value)])
    return running("same", e.expr(node.left), e.expr(node.right))


@expression(tree.Unary)
def unary(e: Emitter, node: tree.Unary) -> ast.expr:
    operand = e.expr(node.operand)
    if node.operator == "!":
        return negated(operand)
    if node.operator == "~":
        return running("complement", operand)
    if node.operator == "-" and isinstance(operand, ast.Constant) and type(operand.value) is int:
        return constant(-operand.value)
    return call("negate" if node.operator == "-" else "positive", operand)


@expression(tree.Ternary)
def ternary(e: Emitter, node: tree.Ternary) -> ast.expr:
    return choose(e.expr(node.condition), e.expr(node.then), e.expr(node.otherwise))


@expression(tree.Elvis)
def elvis(e: Emitter, node: tree.Elvis) -> ast.expr:
    return ast.BoolOp(ast.Or(), [e.expr(node.value), e.expr(node.otherwise)])


@expression(tree.TypeTest)
def type_test(e: Emitter, node: tree.TypeTest) -> ast.expr:
    test = call("is_instance", e.expr(node.value), constant(node.type))
    return negated(test) if node.negated else test


@expression(tree.Cast)
def cast(e: Emitter, node: tree.Cast) -> ast.expr:
    if short_name(node.type) in e.classes:
        return running("as_object", e.expr(node.value), load(e.classes[short_name(node.type)].python))
    return running("declared" if node.java else "cast", e.expr(node.value), constant(node.type))


@expression(tree.Range)
def value_range(e: Emitter, node: tree.Range) -> ast.expr:
    return running("value_range", e.expr(node.low), e.expr(node.high), constant(node.exclusive))


# ---------------------------------------------------------------------------- collections


@expression(tree.ListLiteral)
def list_literal(e: Emitter, node: tree.ListLiteral) -> ast.expr:
    items: list[ast.expr] = []
    for item in node.items:
        if isinstance(item, tree.Spread):
            items.append(ast.Starred(running("spread_items", e.expr(item.value)), ast.Load()))
        else:
            items.append(e.expr(item))
    return ast.List(items, ast.Load())


@expression(tree.MapLiteral)
def map_literal(e: Emitter, node: tree.MapLiteral) -> ast.expr:
    keys: list[ast.expr | None] = []
    values: list[ast.expr] = []
    for entry in node.entries:
        if isinstance(entry, tree.Spread):
            keys.append(None)
            values.append(running("spread_entries", e.expr(entry.value)))
        elif isinstance(entry, tree.MapEntry):
            keys.append(map_key(e, entry.key))
            values.append(e.expr(entry.value))
    return ast.Dict(keys, values)


def map_key(e: Emitter, key: Any) -> ast.expr:
    if isinstance(key, str):
        return constant(key)
    return e.expr(key) if isinstance(key, tree.Literal) else call("key_of", e.expr(key))
