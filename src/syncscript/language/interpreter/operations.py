"""The operators of the language as Python expressions, one function a node.

Against a literal a comparison is Python's own; everything else calls the runtime by name. Each operand is
written once. Refuses to know what an operator does with its values.
"""

from __future__ import annotations

import ast

from syncscript.language.interpreter.casts import ORDERED, short_name
from syncscript.language.interpreter.emitter import Emitter
from syncscript.language.interpreter.expressions import expression
from syncscript.language.interpreter.paths import opened_bag
from syncscript.language.interpreter.python_tree import (
    call,
    choose,
    constant,
    load,
    negated,
    running,
)
from syncscript.language.syntax import tree

WITH_RUN = {
    "+": "plus",
    "-": "minus",
    "*": "times",
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
OPERATOR_METHODS = {"*": "multiply", "/": "div", "%": "mod", "**": "power", "<<": "leftShift",
                    ">>": "rightShift", ">>>": "rightShiftUnsigned", "&": "and", "|": "or", "^": "xor"}
ALONE = {"-": "negative", "+": "positive", "~": "bitwiseNegate"}
"""What a class of the script defines to have these operators; `+` and `-` ask the object anyway."""
BITS = {"&", "|", "^", ">>", ">>>"}


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
    left = opened_bag(e, node.left) if operator == "<<" else e.expr(node.left)
    return combined(e, node, operator, left, e.expr(node.right))


def combined(e: Emitter, node: tree.Node, operator: str, left: ast.expr, right: ast.expr) -> ast.expr:
    """Any operator that evaluates both sides."""
    method = OPERATOR_METHODS.get(operator)
    if method is not None and e.classes and any(scope.has_method(method) for scope in e.classes.values()):
        if operator in BITS:
            return running("operated_bits", constant(method), constant(operator), left, right)
        takes_run = operator in WITH_RUN or operator == "<<"
        function = appending(e, node) if operator == "<<" else load({**WITH_RUN, **WITHOUT_RUN}[operator])
        return running("operated", constant(method), function, constant(takes_run), left, right)
    if operator == "<<":
        return running("append", e.position(node), left, right)
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


def appending(e: Emitter, node: tree.Node) -> ast.expr:
    """What `<<` does here, as a function of the run and both sides."""
    names = ("run", "left", "right")
    run, left, right = map(load, names)
    arguments = ast.arguments([], [ast.arg(name) for name in names], None, [], [], None, [])
    return ast.Lambda(arguments, call("append", run, e.position(node), left, right))


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
    method = ALONE[node.operator]
    if e.classes and any(scope.has_method(method) for scope in e.classes.values()):
        function = {"~": "complement", "-": "negate", "+": "positive"}[node.operator]
        return running(
            "operated_alone", constant(method), load(function), constant(node.operator == "~"), operand
        )
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
    if short_name(node.type) in ORDERED:
        test: ast.expr = running("is_of_class", e.expr(node.value), constant(node.type))
    else:
        test = call("is_instance", e.expr(node.value), constant(node.type))
    return negated(test) if node.negated else test


@expression(tree.Cast)
def cast(e: Emitter, node: tree.Cast) -> ast.expr:
    if short_name(node.type) in e.classes:
        return running("as_object", e.expr(node.value), load(e.classes[short_name(node.type)].python))
    return running("declared" if node.java else "cast", e.expr(node.value), constant(node.type))


@expression(tree.Range)
def value_range(e: Emitter, node: tree.Range) -> ast.expr:
    return running("value_range", e.expr(node.low), e.expr(node.high), constant(node.exclusive),
                   *([constant(True)] if node.after else []))
