"""Quick forms of methods that call a closure for each item of a list: comprehensions and loops.

All rounds are charged before the first. Refuses closures that do more than tell a value, except in `each`
as a statement.
"""

from __future__ import annotations

import ast

from syncscript.language.interpreter.jumps import jumpable
from syncscript.language.interpreter.limits import PLACE
from syncscript.language.interpreter.python_tree import (
    call,
    choose,
    constant,
    first_of,
    load,
    named,
    running,
    store,
)
from syncscript.language.interpreter.quick.emitter import QuickEmitter, statement_form
from syncscript.language.interpreter.quick.inlining import certain, small_method
from syncscript.language.interpreter.quick.methods import FEW, Builder, is_value, method_form
from syncscript.language.interpreter.rule_tree import walk
from syncscript.language.interpreter.statements import body_of
from syncscript.language.interpreter.weight import extra_steps
from syncscript.language.syntax import tree
from syncscript.language.syntax.tree.below import children

HARMLESS = ("toLowerCase", "toUpperCase", "trim", "replace", "size", "get")
COMPREHENSIONS = ("collect", "findAll")
ACTING = (
    tree.Assignment, tree.Step, tree.MultipleAssignment, tree.Return, tree.If, tree.ForIn, tree.ForLoop,
    tree.While, tree.Switch, tree.Throw, tree.Declaration, tree.MultipleDeclaration, tree.Labelled,
)  # fmt: skip
"""What no closure holds that only tells a value."""


LEAVING = tree.Return | tree.Break | tree.Continue


def only_closure(node: tree.Call) -> tree.Closure | None:
    """The one argument, when it is a closure of at most one plain parameter."""
    match node.arguments:
        case [tree.Argument(value=tree.Closure() as closure, name=None, spread=False)]:
            parameters = closure.parameters
            if parameters is None or (len(parameters) == 1 and is_plain(parameters[0])):
                return closure
    return None


def is_plain(parameter: tree.Parameter) -> bool:
    return parameter.type is None and parameter.default is None and not parameter.varargs


def parameter_of(closure: tree.Closure) -> str:
    return closure.parameters[0].name if closure.parameters else "it"


def told_value(closure: tree.Closure) -> tree.Node | None:
    """The expression that is all of the closure, when it changes nothing and holds no lasting closure."""
    match closure.body:
        case [tree.ExpressionStatement(expression=value)]:
            pass
        case [tree.Node() as value]:
            pass
        case _:
            return None
    below = list(walk(value))
    kept = {id(node) for node in below if isinstance(node, tree.Closure | tree.Block)}
    for node in below:
        if isinstance(node, ACTING):
            return None
        if isinstance(node, tree.Call) and node.name in COMPREHENSIONS and not node.spread:
            inner = only_closure(node)
            kept -= {id(inner)} if inner is not None and node.target is not None else set()
    return None if kept else value


@method_form(*COMPREHENSIONS)
def over_items(e: QuickEmitter, node: tree.Call) -> Builder | None:
    closure = only_closure(node)
    value = told_value(closure) if closure is not None else None
    if closure is None or value is None:
        return None
    return lambda target: comprehension(e, node, target, closure, value)


def comprehension(
    e: QuickEmitter, node: tree.Call, items: ast.expr, closure: tree.Closure, value: tree.Node
) -> ast.expr:
    source, keeps = e.fresh("t"), node.name == "findAll"
    with e.block():
        item = e.declare(parameter_of(closure)).python
        e.plainness.item(item, node.target)
        counted = {id(part) for part in certain(value) if small_method(e, part) is not None}
        e.prepaid |= counted
        made = e.expr(value)
        if e.plainness.is_tree(value):
            e.plainness.collected.add(id(node))
    rounds = ast.comprehension(store(item), load(source), [truth_of(made)] if keeps else [], 0)
    result = ast.ListComp(load(item) if keeps else made, [rounds])
    extra = extra_steps(*children(closure)) + len(counted)
    visiting = visited_items(e, items, extra, changes=any(may_change(e, part) for part in walk(value)))
    return first_of(named(source, visiting), result, which=1)


def may_change(e: QuickEmitter, node: tree.Node) -> bool:
    """Whether this may change the list that is gone over."""
    if isinstance(node, tree.Call):
        return node.name not in HARMLESS and small_method(e, node) is None
    return isinstance(node, tree.New | tree.MethodPointer)


def truth_of(condition: ast.expr) -> ast.expr:
    """The condition without a pair of `not` around it, where only its truth counts."""
    match condition:
        case ast.UnaryOp(op=ast.Not(), operand=ast.UnaryOp(op=ast.Not(), operand=inner)):
            return truth_of(inner)
    return condition


def visited_items(e: QuickEmitter, items: ast.expr, extra: int, changes: bool) -> ast.expr:
    """What a comprehension goes over. Few items are charged here; `rounds` takes what is not a short list.

    extra: steps that each call costs beside its own; changes: the list may change on the way.
    """
    given, size = e.fresh("t"), e.fresh("t")
    short = is_short_list(given, size, items)
    fits = e.counted(ast.BinOp(load(size), ast.Mult(), constant(PLACE)))
    test = ast.BoolOp(ast.And(), [*short, fits, paid_rounds(e, size, extra)])
    visited = copy_of(given) if changes else load(given)
    return choose(test, visited, running("rounds", load(given), constant(extra)))


def passed_items(e: QuickEmitter, items: ast.expr, extra: int) -> ast.expr:
    """What a loop goes over; `passed` takes what is not a short list."""
    given, size = e.fresh("t"), e.fresh("t")
    test = ast.BoolOp(ast.And(), [*is_short_list(given, size, items), paid_rounds(e, size, extra)])
    return choose(test, copy_of(given), running("passed", load(given), constant(extra)))


def is_short_list(given: str, size: str, items: ast.expr) -> list[ast.expr]:
    """Binds the items and their number."""
    is_list = ast.Compare(call("type", named(given, items)), [ast.Is()], [load("list")])
    return [is_list, ast.Compare(named(size, call("len", load(given))), [ast.LtE()], [constant(FEW)])]


def paid_rounds(e: QuickEmitter, size: str, extra: int) -> ast.expr:
    steps = load(size) if not extra else ast.BinOp(load(size), ast.Mult(), constant(1 + extra))
    return ast.Compare(e.spent(steps), [ast.LtE()], [load("allowed")])


def copy_of(items: str) -> ast.expr:
    return ast.Call(ast.Attribute(load(items), "copy", ast.Load()), [], [])


@statement_form(tree.ForIn)
def for_in(e: QuickEmitter, node: tree.ForIn, tail: bool) -> list[ast.stmt] | None:
    """`for (x in items)` whose rounds all come to their end."""
    if any(isinstance(part, LEAVING) for part in walk(node.body)):
        return None
    items = passed_items(e, e.expr(node.iterable), extra_steps(node.body))
    with e.block():
        variable = e.declare(node.parameter.name)
        variable.looped = False
        with jumpable(e, node):
            body = body_of(e, node.body)
    return [ast.For(store(variable.python), items, body or [ast.Pass()], [])]


@statement_form(tree.Call)
def each(e: QuickEmitter, node: tree.Call, tail: bool) -> list[ast.stmt] | None:
    """`items.each { ... }` as a statement of its own."""
    if node.name != "each" or tail or node.safe or node.spread or node.target is None:
        return None
    closure = only_closure(node)
    if closure is None or not is_value(e, node.target) or not closure.body:
        return None
    below = [node for part in closure.body for node in walk(part)]
    if any(isinstance(node, LEAVING) for node in below):
        return None
    items = running("visited", e.expr(node.target))
    with e.block(), jumpable(e, node):
        variable = e.declare(parameter_of(closure))
        e.plainness.item(variable.python, node.target)
        with e.block():
            body = e.statements(closure.body)
    return [ast.For(store(variable.python), items, [*e.entry(closure), *body] or [ast.Pass()], [])]
