"""Small methods of the script, written where they are called.

Only a method of one parameter whose body is one expression on it. Its call still counts as a step: at once,
or with the round of a loop in which it is surely made.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from syncscript.language.interpreter.python_tree import constant, first_of, named
from syncscript.language.interpreter.quick.emitter import QuickEmitter
from syncscript.language.interpreter.rule_tree import walk
from syncscript.language.interpreter.weight import extra_steps
from syncscript.language.syntax import tree
from syncscript.language.syntax.tree.below import children

SMALL = tree.Property | tree.Elvis | tree.Ternary | tree.Literal | tree.Name


def small_body(method: tree.Method) -> tree.Node | None:
    """The expression that is all of the method, when it needs only the parameter."""
    match method:
        case tree.Method(
            parameters=[tree.Parameter(type=None, default=None, varargs=False, name=name)],
            body=tree.Block(body=[tree.Return(value=body) | tree.ExpressionStatement(expression=body)]),
            type=None,
        ) if body is not None and not extra_steps(*children(method)):
            nodes = list(walk(body))
            names = {node.name for node in nodes if isinstance(node, tree.Name)}
            fits = all(isinstance(node, SMALL) and not getattr(node, "spread", False) for node in nodes)
            return body if fits and names <= {name} else None
    return None


def small_method(e: QuickEmitter, node: tree.Node) -> tree.Node | None:
    """The body of the small method that this calls."""
    match node:
        case tree.Call(target=None, name=str(name), arguments=[tree.Argument(name=None, spread=False)]):
            settled = e.lookup(name) is None and not e.delegates(name)
            found = e.direct_method(name) if settled else None
            return small_body(found[0]) if found is not None else None
    return None


def inlined(e: QuickEmitter, node: tree.Call, method: tree.Method, body: tree.Node) -> ast.expr:
    given = e.expr(node.arguments[0].value)
    with e.block():
        parameter = e.declare(method.parameters[0].name).python
        made = e.expr(body)
    bound = named(parameter, given)
    if not bind_first(made, parameter, bound):
        made = first_of(bound, made, which=1)
    return made if id(node) in e.prepaid else first_of(e.spent(constant(1)), made, which=1)


def bind_first(made: ast.expr, parameter: str, bound: ast.expr) -> bool:
    """Bind the parameter where it is surely read first; whether there is such a place."""
    here: ast.AST = made
    while True:
        name = FIRST.get(type(here))
        if name is None:
            return False
        part = getattr(here, name)
        first = part[0] if isinstance(part, list) else part
        if isinstance(first, ast.Name) and first.id == parameter:
            if isinstance(part, list):
                part[0] = bound
            else:
                setattr(here, name, bound)
            return True
        here = first


FIRST: dict[type, str] = {
    ast.IfExp: "test", ast.Compare: "left", ast.BoolOp: "values", ast.Call: "func", ast.Attribute: "value",
    ast.NamedExpr: "value",
}  # fmt: skip
"""Which part of a Python expression is evaluated first."""


def certain(node: tree.Node) -> Iterator[tree.Node]:
    """The parts of an expression that are evaluated whenever it is."""
    yield node
    match node:
        case tree.MapLiteral(entries=entries):
            sure: list[tree.Node | None] = [getattr(entry, "value", None) for entry in entries]
        case tree.ListLiteral(items=items):
            sure = list(items)
        case tree.GString(parts=parts):
            sure = [part for part in parts if isinstance(part, tree.Node)]
        case tree.Binary(operator=operator, left=left, right=right):
            sure = [left] if operator in ("&&", "||") else [left, right]
        case tree.Call(target=target, arguments=arguments, safe=safe):
            sure = [target] if safe else [target, *[argument.value for argument in arguments]]
        case tree.Property(target=target) | tree.Unary(operand=target) | tree.Elvis(value=target):
            sure = [target]
        case tree.Ternary(condition=condition):
            sure = [condition]
        case _:
            sure = []
    for part in sure:
        if part is not None and not isinstance(part, tree.Closure):
            yield from certain(part)
