"""Quick form of `+` where a list grows by what the rule has just built: a map, a list, or a `collect`.

Charged as the careful form charges; whatever is not a plain list goes there.
"""

from __future__ import annotations

import ast

from syncscript.language.interpreter.limits import PLACE
from syncscript.language.interpreter.python_tree import call, choose, constant, first_of, load, named, running
from syncscript.language.interpreter.quick.emitter import QuickEmitter
from syncscript.language.syntax import tree


def grows_lists(right: tree.Node) -> bool:
    """Whether this is something new that a list grows by."""
    if isinstance(right, tree.Call):
        return right.name == "collect" and not right.spread
    return isinstance(right, tree.MapLiteral | tree.ListLiteral)


def sum_of_lists(e: QuickEmitter, left: ast.expr, right: tree.Node) -> ast.expr:
    """`left + right`"""
    is_map = isinstance(right, tree.MapLiteral)
    before, more = e.fresh("t"), e.fresh("t")
    added: ast.expr = ast.List([load(more)], ast.Load()) if is_map else load(more)
    size = call("len", load(before))
    places = constant(1) if is_map else call("len", load(more))
    charged = e.counted(ast.BinOp(ast.BinOp(size, ast.Add(), places), ast.Mult(), constant(PLACE)))
    test = ast.BoolOp(ast.And(), [is_a(before, "list"), is_a(more, "dict" if is_map else "list"), charged])
    made = choose(test, ast.BinOp(load(before), ast.Add(), added), running("plus", load(before), load(more)))
    return first_of(named(before, left), named(more, e.expr(right)), made, which=2)


def is_a(name: str, kind: str) -> ast.expr:
    return ast.Compare(call("type", load(name)), [ast.Is()], [load(kind)])
