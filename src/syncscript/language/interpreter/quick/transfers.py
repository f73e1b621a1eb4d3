"""Outgoing rules that only hand on fields: one look-up for each and one new map, with no state of a run.

What they hand on came with the inputs, so no budget can run out and nothing can fail. Refuses every rule in
which anything else happens, and inputs in which a list is missing: those have a run.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from typing import Any

from syncscript.language.inputs import KNOWN
from syncscript.language.interpreter.absence import BAGS
from syncscript.language.interpreter.compiler import function_of
from syncscript.language.interpreter.limits import Limits
from syncscript.language.interpreter.needs import LISTS
from syncscript.language.interpreter.outcome import Finished, Outcome
from syncscript.language.interpreter.python_tree import (
    call,
    choose,
    constant,
    fill_places,
    is_none,
    load,
    named,
    negated,
    store,
)
from syncscript.language.interpreter.quick.emitter import QuickEmitter
from syncscript.language.interpreter.quick.paths import gives_list
from syncscript.language.interpreter.run import Run
from syncscript.language.syntax import tree
from syncscript.model import Json

Transfer = Callable[[Mapping[str, Json]], Outcome | None]


def transfer_of(script: tree.Script, source: str, name: str, kind: str) -> Transfer | None:
    """The whole of a rule's run as one function of its inputs; None for a rule that does more."""
    if kind != "outgoing":
        return None
    e = QuickEmitter(script, source, name, kind)
    fields = [handed_on(e, node) for node in script.body]
    handed = [field for field in fields if field is not None]
    if not handed or len(handed) < len(fields):
        return None
    run = Run(name, kind, {}, Limits(), None)
    run.written = {str(target.name): e.place(target.start) for target, _ in handed}
    finished: Finished = (run, None, {}, str(handed[-1][0].name))
    e.constants.update(Outcome=Outcome, FINISHED=finished, blank=object.__new__, known=KNOWN)
    keys: list[ast.expr | None] = [constant(target.name) for target, _ in handed]
    made = ast.Dict(keys, [value_of(e, value) for _, value in handed])
    module = fill_places(ast.Module([function(made)], []))
    return function_of(compile(module, f"<transfer {name}>", "exec"), e.constants)


def handed_on(e: QuickEmitter, node: tree.Node) -> tuple[tree.Property, tree.Node] | None:
    """Target and value of `replica.x = <a part of the issue or a constant>`."""
    inner = node.expression if isinstance(node, tree.ExpressionStatement) else node
    match inner:
        case tree.Assignment(
            target=tree.Property(target=owner, name=str(name), safe=False, spread=False) as target,
            operator="=",
            value=value,
        ) if e.root_of(owner) == "replica" and name not in BAGS and is_part(e, value):
            return target, value
    return None


def is_part(e: QuickEmitter, node: tree.Node) -> bool:
    match node:
        case tree.Literal(value=value):
            return value is None or isinstance(value, str | bool | int)
        case tree.Property(target=target, name=str(name), spread=False):
            if e.root_of(target) is not None:
                return e.root_of(target) == "issue" and name not in BAGS
            return is_part(e, target) and not gives_list(target)
        case tree.Elvis(value=one, otherwise=other):
            return is_part(e, one) and is_part(e, other)
    return False


def value_of(e: QuickEmitter, node: tree.Node) -> ast.expr:
    made = e.expr(node)
    if not isinstance(node, tree.Property) or node.name not in LISTS or e.root_of(node.target) is None:
        return made
    temp = e.fresh("t")
    return choose(is_none(named(temp, made)), call("unexpected"), load(temp))


def function(made: ast.expr) -> ast.stmt:
    """`def rule(inputs): ...`, which gives None for inputs that it does not fit."""
    issue = ast.Subscript(load("inputs"), constant("issue"), ast.Load())
    names = ast.Compare(ast.Call(attribute("inputs", "keys"), [], []), [ast.LtE()], [load("known")])
    body: list[ast.stmt] = [
        ast.If(negated(names), [ast.Return(constant(None))], []),
        ast.Assign([store("c_issue")], issue),
        ast.If(is_no_map("c_issue"), [ast.Expr(call("unexpected"))], []),
        ast.Assign([store("g_issue")], attribute("c_issue", "get")),
        ast.Assign([store("made")], call("blank", load("Outcome"))),
        set_attribute("issue", load("c_issue")),
        set_attribute("replica", made),
        set_attribute("finished", load("FINISHED")),
        ast.Return(load("made")),
    ]
    arguments: Any = ast.arguments([], [ast.arg("inputs")], None, [], [], None, [])
    unfit = ast.ExceptHandler(load("Exception"), None, [ast.Return(constant(None))])
    return ast.FunctionDef("rule", arguments, [ast.Try(body, [unfit], [], [])], [])


def is_no_map(name: str) -> ast.expr:
    return ast.Compare(call("type", load(name)), [ast.IsNot()], [load("dict")])


def attribute(owner: str, name: str) -> ast.expr:
    return ast.Attribute(load(owner), name, ast.Load())


def set_attribute(name: str, value: ast.expr) -> ast.stmt:
    return ast.Assign([ast.Attribute(load("made"), name, ast.Store())], value)
