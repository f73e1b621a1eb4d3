"""Statements of the language as Python statements, one function a node.

Loops take their rounds from the run's budget. The last expression of a body is its value. Refuses to
know expressions; those are emitted elsewhere.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import TypeVar

from syncscript.language.interpreter.absence import soft_paths, strict_path
from syncscript.language.interpreter.casts import is_known
from syncscript.language.interpreter.closures import write_function
from syncscript.language.interpreter.emitter import STATEMENTS, Emitter
from syncscript.language.interpreter.jumps import jumpable, with_jumps
from syncscript.language.interpreter.python_tree import call, choose, constant, load, negated, running, store
from syncscript.language.interpreter.targets import assign
from syncscript.language.syntax import tree

Emit = TypeVar("Emit", bound=Callable[..., list[ast.stmt]])


def statement(node_type: type) -> Callable[[Emit], Emit]:
    def announce(function: Emit) -> Emit:
        STATEMENTS[node_type] = function
        return function

    return announce


def set_to(python: str, value: ast.expr) -> ast.stmt:
    return ast.Assign([store(python)], value)


@statement(tree.ExpressionStatement)
def expression_statement(e: Emitter, node: tree.ExpressionStatement, tail: bool) -> list[ast.stmt]:
    value = e.expr(node.expression)
    return [ast.Return(value) if tail else ast.Expr(value)]


# ---------------------------------------------------------------------------- declarations


@statement(tree.Declaration)
def declaration(e: Emitter, node: tree.Declaration, tail: bool) -> list[ast.stmt]:
    written: list[ast.stmt] = []
    for declarator in node.declarators:
        sent = soft_paths(e, declarator.value) if declarator.value is not None else ()
        sent_as = strict_path(e, declarator.value) if declarator.value is not None else None
        value = e.expr(declarator.value) if declarator.value is not None else constant(None)
        if node.type is not None and is_known(node.type) and declarator.value is not None:
            value = running("declared", value, constant(node.type))
        variable = e.declare(declarator.name, sent, sent_as)
        variable.final = node.final and declarator.value is not None
        variable.type = node.type if node.type is not None and is_known(node.type) else None
        written.append(set_to(variable.python, value))
    if tail:
        written.append(ast.Return(load(variable.python)))
    return written


@statement(tree.MultipleDeclaration)
def multiple_declaration(e: Emitter, node: tree.MultipleDeclaration, tail: bool) -> list[ast.stmt]:
    temp = e.fresh("t")
    written: list[ast.stmt] = [set_to(temp, e.expr(node.value))]
    for number, declarator in enumerate(node.names):
        value = running("at_safe", load(temp), constant(number))
        known = declarator.type if declarator.type is not None and is_known(declarator.type) else None
        variable = e.declare(declarator.name)
        variable.type = known
        converted = value if known is None else running("declared", value, constant(known))
        written.append(set_to(variable.python, converted))
    return written


@statement(tree.MultipleAssignment)
def multiple_assignment(e: Emitter, node: tree.MultipleAssignment, tail: bool) -> list[ast.stmt]:
    temp = e.fresh("t")
    written: list[ast.stmt] = [set_to(temp, e.expr(node.value))]
    for number, target in enumerate(node.targets):
        written.append(
            ast.Expr(e.at(node, assign(e, target, running("at_safe", load(temp), constant(number)))))
        )
    return written


@statement(tree.Method)
def method(e: Emitter, node: tree.Method, tail: bool) -> list[ast.stmt]:
    """Methods are written at the start of the rule; see `compiler`."""
    for known, python in e.methods.get(node.name, []):
        if known is node:
            write_function(e, node, python, node.parameters, node.body.body)
            if node.type == "void" or (node.type is not None and is_known(node.type)):
                result = running("with_result", load(python), constant(node.type))
                e.pending.append(set_to(python, e.at(node, result)))
    return []


@statement(tree.Import)
def import_(e: Emitter, node: tree.Import, tail: bool) -> list[ast.stmt]:
    """Imports change nothing: the classes of the reference are always there."""
    return []


# ---------------------------------------------------------------------------- branches


@statement(tree.Block)
def block(e: Emitter, node: tree.Block, tail: bool) -> list[ast.stmt]:
    with e.block():
        return e.statements(node.body, tail)


def body_of(e: Emitter, node: tree.Node, tail: bool = False) -> list[ast.stmt]:
    with e.block():
        inner = node.body if isinstance(node, tree.Block) else [node]
        return e.statements(inner, tail) or [ast.Pass()]


@statement(tree.If)
def if_(e: Emitter, node: tree.If, tail: bool) -> list[ast.stmt]:
    test = e.expr(node.condition)
    then = body_of(e, node.then, tail)
    otherwise = body_of(e, node.otherwise, tail) if node.otherwise is not None else []
    return [ast.If(test, then, otherwise)]


MOST_CASES = 500
"""Of one switch; each is a condition inside the one before."""


@statement(tree.Switch)
def switch(e: Emitter, node: tree.Switch, tail: bool) -> list[ast.stmt]:
    """One round of a loop, so that `break` leaves it; bodies from the matching one on are run in order."""
    if sum(max(len(case.values), 1) for case in node.cases) > MOST_CASES:
        e.report("SEM105", node, "This switch has too many cases.", "look the value up in a map")
        return []
    subject, place = e.fresh("t"), e.fresh("t")
    fallen = next((n for n, c in enumerate(node.cases) if not c.values), len(node.cases))
    last = node.cases[fallen] if fallen < len(node.cases) else node
    chosen = e.picked(last, constant(fallen))
    for number, case in reversed(list(enumerate(node.cases))):
        for value in reversed(case.values):
            test = running("matches_case", load(subject), e.expr(value))
            chosen = choose(test, e.picked(case, constant(number)), chosen)
    start: list[ast.stmt] = [set_to(subject, e.expr(node.subject)), set_to(place, e.at(node, chosen))]
    with jumpable(e, node, loops=False) as here, e.block():
        bodies = switch_bodies(e, node, place, tail) or [ast.Pass()]
    return start + with_jumps(e, here, [ast.For(store(e.fresh("t")), load("ONCE"), bodies, [])])


def switch_bodies(e: Emitter, node: tree.Switch, place: str, tail: bool) -> list[ast.stmt]:
    written: list[ast.stmt] = []
    for number, case in enumerate(node.cases):
        body = case_body(e, case, tail, last=number == len(node.cases) - 1)
        written.append(ast.If(ast.Compare(load(place), [ast.LtE()], [constant(number)]), body, []))
    return written


def case_body(e: Emitter, case: tree.Case, tail: bool, last: bool) -> list[ast.stmt]:
    """With `tail`, the value in front of a final break is the switch's value."""
    if tail and case.body and isinstance(case.body[-1], tree.Break):
        return [*e.statements(case.body[:-1], True), ast.Break()]
    return e.statements(case.body, tail and last) or [ast.Pass()]


# ---------------------------------------------------------------------------- loops


@statement(tree.ForIn)
def for_in(e: Emitter, node: tree.ForIn, tail: bool) -> list[ast.stmt]:
    items = running("snapshot", e.expr(node.iterable))
    with e.block():
        variable = e.declare(node.parameter.name)
        variable.looped = False
        with jumpable(e, node) as here:
            body = e.round(node.body) + body_of(e, node.body)
    return with_jumps(e, here, [ast.For(store(variable.python), e.at(node, items), body, [])])


@statement(tree.While)
def while_(e: Emitter, node: tree.While, tail: bool) -> list[ast.stmt]:
    with jumpable(e, node) as here:
        test = leave_unless(e, node.condition)
        body = e.round(node.condition, node.body) + body_of(e, node.body)
    return with_jumps(e, here, stepped(e, test, body, [], test_first=not node.first))


@statement(tree.ForLoop)
def for_loop(e: Emitter, node: tree.ForLoop, tail: bool) -> list[ast.stmt]:
    with e.block():
        written = e.statements(node.initial)
        with jumpable(e, node) as here:
            test = leave_unless(e, node.condition) if node.condition is not None else []
            step = e.statements(node.step)
            body = e.round(node.condition, *node.step, node.body) + body_of(e, node.body)
    return written + with_jumps(e, here, stepped(e, test, body, step))


def leave_unless(e: Emitter, condition: tree.Node) -> list[ast.stmt]:
    return [ast.If(negated(e.expr(condition)), [ast.Break()], [])]


def stepped(
    e: Emitter, test: list[ast.stmt], body: list[ast.stmt], step: list[ast.stmt], test_first: bool = True
) -> list[ast.stmt]:
    """A loop on the run's steps. The step is at the start of every round but the first: `continue` works."""
    if not step and test_first:
        return [ast.For(store(e.fresh("t")), e.of_run("steps"), test + body, [])]
    again = e.fresh("t")
    between = step if test_first else test
    start: list[ast.stmt] = [ast.If(load(again), between or [ast.Pass()], []), set_to(again, constant(True))]
    whole = start + (test if test_first else []) + body
    return [set_to(again, constant(False)), ast.For(store(e.fresh("t")), e.of_run("steps"), whole, [])]


# ---------------------------------------------------------------------------- leaving


@statement(tree.Return)
def return_(e: Emitter, node: tree.Return, tail: bool) -> list[ast.stmt]:
    value = e.expr(node.value) if node.value is not None else constant(None)
    return [ast.Return(e.at(node, running("finish", value)) if e.function is e.top else value)]


@statement(tree.Throw)
def throw(e: Emitter, node: tree.Throw, tail: bool) -> list[ast.stmt]:
    return [ast.Expr(e.at(node, running("throw", e.expr(node.value))))]


@statement(tree.Try)
def try_(e: Emitter, node: tree.Try, tail: bool) -> list[ast.stmt]:
    body = body_of(e, node.body, tail)
    handlers = [catch(e, node.catches, tail)] if node.catches else []
    final = body_of(e, node.final) if node.final is not None else []
    if not handlers and not final:
        return body
    return [ast.Try(body, handlers, [], final)]


def catch(e: Emitter, catches: list[tree.Catch], tail: bool) -> ast.ExceptHandler:
    """One Python handler; the script's own catches are tried in order inside it."""
    error, failure = e.fresh("t"), e.fresh("t")
    chain: list[ast.stmt] = [ast.Raise()]
    for clause in reversed(catches):
        types = clause.types or ["Exception"]
        with e.block():
            variable = e.declare(clause.name)
            body = [set_to(variable.python, load(failure)), *body_of(e, clause.body, tail)]
        chain = [ast.If(call("is_caught", load(failure), *[constant(t) for t in types]), body, chain)]
    return ast.ExceptHandler(load("CATCHABLE"), error, [set_to(failure, call("caught", load(error))), *chain])
