"""Quick forms of calls: methods of the script directly, and a table of methods of values by name.

Refuses to know single methods; those register themselves.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import TypeVar

from syncscript.language.builtins.registry import HELPERS
from syncscript.language.interpreter.origins import objects_given
from syncscript.language.interpreter.own_methods import in_places, takes
from syncscript.language.interpreter.paths import dotted_name
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
from syncscript.language.interpreter.quick.emitter import Made, QuickEmitter, form
from syncscript.language.interpreter.quick.inlining import inlined, small_method
from syncscript.language.interpreter.quick.paths import is_table, looked_up_by
from syncscript.language.syntax import tree

Builder = Callable[[ast.expr], ast.expr]
"""From the receiver to the whole call."""
MethodForm = TypeVar("MethodForm", bound=Callable[[QuickEmitter, tree.Call], Builder | None])

METHOD_FORMS: dict[str, Callable[[QuickEmitter, tree.Call], Builder | None]] = {}
FEW = 256


def method_form(*names: str) -> Callable[[MethodForm], MethodForm]:
    def announce(function: MethodForm) -> MethodForm:
        METHOD_FORMS.update(dict.fromkeys(names, function))
        return function

    return announce


@form(tree.Call)
def any_call(e: QuickEmitter, node: tree.Call) -> Made:
    if node.spread or not isinstance(node.name, str):
        return None
    if node.target is None:
        return own_method(e, node)
    if node.name.startswith("merge") and objects_given(node):
        return merge(e, node)
    if not is_value(e, node.target):
        return None
    quick = METHOD_FORMS.get(node.name)
    build = quick(e, node) if quick is not None else None
    if build is None:
        return None
    target = e.expr(node.target)
    if not node.safe:
        return build(target)
    temp = e.fresh("t")
    return choose(is_none(named(temp, target)), constant(None), build(load(temp)))


def merge(e: QuickEmitter, node: tree.Call) -> Made:
    """A merge of the issue's entries with the replica's, without asking which helper is meant."""
    if len(node.arguments) > 3 or any(a.spread or a.name is not None for a in node.arguments):
        return None
    owner, python = getattr(node.target, "name", ""), f"h_{node.name}"
    e.constants[python] = HELPERS[owner][str(node.name)]
    arguments = [e.expr(argument.value) for argument in node.arguments]
    match arguments:
        case [one, two, ast.Call(func=ast.Name("Closure"), args=[edit, least, most, _, assigns])] if (
            node.name == "mergeComments" and takes_just_one(least, most)
        ):
            return running("merged_by", e.position(node), one, two, edit, negated(assigns))
    return running("merged", e.position(node), load(python), *arguments)


def takes_just_one(least: ast.expr, most: ast.expr) -> bool:
    bounds = [getattr(bound, "value", None) for bound in (least, most)]
    return bounds in ([0, 1], [1, 1])


def is_value(e: QuickEmitter, node: tree.Node) -> bool:
    """Neither a helper nor a class."""
    if isinstance(node, tree.Name) and e.lookup(node.name) is None and node.name in (*HELPERS, "this"):
        return False
    return dotted_name(e, node) is None


def own_method(e: QuickEmitter, node: tree.Call) -> Made:
    """A method of the script: its depth is bounded by the text, and it counts itself."""
    wanted = str(node.name)
    if e.lookup(wanted) is not None or e.delegates(wanted):
        return None
    found = e.direct_method(wanted)
    if found is None or not takes(found[0].parameters, len(node.arguments)):
        return None
    body = small_method(e, node)
    if body is not None:
        return inlined(e, node, found[0], body)
    arguments = [e.expr(argument.value) for argument in node.arguments]
    return call(found[1], *in_places(found[0].parameters, arguments))


@method_form("get")
def get(e: QuickEmitter, node: tree.Call) -> Builder | None:
    table = node.target
    if table is None or not is_table(e, table) or len(node.arguments) != 1 or node.arguments[0].spread:
        return None
    return lambda target: looked_up_by(e, table, node.arguments[0].value)


@method_form("size")
def size(e: QuickEmitter, node: tree.Call) -> Builder | None:
    if node.arguments:
        return None

    def build(target: ast.expr) -> ast.expr:
        temp, found = e.fresh("t"), e.fresh("t")
        length = named(found, call("len", named(temp, target)))
        careful = running("call", e.position(node), load(temp), constant("size"))
        return choose(ast.Compare(length, [ast.LtE()], [constant(FEW)]), load(found), careful)

    return build


@method_form("join")
def join(e: QuickEmitter, node: tree.Call) -> Builder | None:
    match node.arguments:
        case [tree.Argument(value=tree.Literal(value=str(between)), name=None, spread=False)]:
            return lambda target: running("join_texts", target, constant(between), e.position(node))
    return None


@method_form("unique", "sort")
def reordered(e: QuickEmitter, node: tree.Call) -> Builder | None:
    """Of a list that the rule has just built: nobody else sees that it is changed."""
    if node.arguments or not builds_list(node.target):
        return None

    def build(target: ast.expr) -> ast.expr:
        match target:
            case ast.Call(func=ast.Name("unique_texts"), args=[_, items, place]) if node.name == "sort":
                return running("sort_unique_texts", items, place, e.position(node))
        return running(f"{node.name}_texts", target, e.position(node))

    return build


def builds_list(node: tree.Node | None) -> bool:
    match node:
        case tree.Call(name="collect" | "findAll"):
            return True
        case tree.Call(name="unique" | "sort", target=target, arguments=[]):
            return builds_list(target)
    return False
