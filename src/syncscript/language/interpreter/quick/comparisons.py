"""Quick forms of comparisons: whole numbers by their order, texts by themselves, the rest carefully."""

from __future__ import annotations

import ast
from collections.abc import Callable
from functools import partial

from syncscript.language.interpreter.comparing import SHORT
from syncscript.language.interpreter.operations import WITHOUT_RUN
from syncscript.language.interpreter.python_tree import call, choose, constant, load, named, negated, running
from syncscript.language.interpreter.quick.emitter import Made, QuickEmitter, form
from syncscript.language.interpreter.quick.list_sums import grows_lists, sum_of_lists
from syncscript.language.interpreter.quick.texts import sum_of_texts
from syncscript.language.interpreter.quick.whole_numbers import is_whole
from syncscript.language.syntax import tree

ORDERS: dict[str, type[ast.cmpop]] = {"<": ast.Lt, "<=": ast.LtE, ">": ast.Gt, ">=": ast.GtE}
Careful = Callable[[ast.expr, ast.expr], ast.expr]


@form(tree.Binary)
def binary(e: QuickEmitter, node: tree.Binary) -> Made:
    if node.operator in ORDERS:
        careful = partial(call, WITHOUT_RUN[node.operator])
        return both_are(e, node, "int", ORDERS[node.operator](), careful)
    if node.operator == "+":
        return sum_of_texts(e, node) or grown_list(e, node)
    if node.operator in ("in", "!in"):
        found = found_in(e, node)
        return negated(found) if found is not None and node.operator == "!in" else found
    if node.operator in ("==", "!=") and not literal_side(node):
        same = both_are(e, node, "str", ast.Eq(), partial(running, "same"))
        return same if node.operator == "==" else negated(same)
    return None


def grown_list(e: QuickEmitter, node: tree.Binary) -> Made:
    return sum_of_lists(e, e.expr(node.left), node.right) if grows_lists(node.right) else None


def literal_side(node: tree.Binary) -> bool:
    return isinstance(node.left, tree.Literal) or isinstance(node.right, tree.Literal)


def both_are(e: QuickEmitter, node: tree.Binary, kind: str, order: ast.cmpop, careful: Careful) -> ast.expr:
    """Python's own comparison when both sides are of one kind."""
    if kind == "int" and is_whole(node.left, e.whole) and is_whole(node.right, e.whole):
        return ast.Compare(e.expr(node.left), [order], [e.expr(node.right)])
    left, right = e.fresh("t"), e.fresh("t")
    left_kind = call("type", named(left, e.expr(node.left)))
    right_kind = call("type", named(right, e.expr(node.right)))
    test = ast.Compare(left_kind, [ast.Is(), ast.Is()], [right_kind, load(kind)])
    quick = ast.Compare(load(left), [order], [load(right)])
    return choose(test, quick, careful(load(left), load(right)))


def found_in(e: QuickEmitter, node: tree.Binary) -> Made:
    """A text in a short list, which is a variable or a literal of texts."""
    words = literal_words(node.right)
    if isinstance(node.right, tree.Name) and isinstance(table := e.tables.get(node.right.name), list):
        words = tuple(table) if len(table) < SHORT else None
    is_name = isinstance(node.right, tree.Name) and e.lookup(node.right.name) is not None
    if words is None and not is_name:
        return None
    left = e.fresh("t")
    is_text = ast.Compare(call("type", named(left, e.expr(node.left))), [ast.Is()], [load("str")])
    items = e.expr(node.right)
    careful = running("found_in", load(left), items)
    if words is not None:
        quick = ast.Compare(load(left), [ast.In()], [constant(words)])
        return choose(is_text, quick, careful)
    is_list = ast.Compare(call("type", items), [ast.Is()], [load("list")])
    is_short = ast.Compare(call("len", items), [ast.Lt()], [constant(SHORT)])
    quick = ast.Compare(load(left), [ast.In()], [items])
    return choose(ast.BoolOp(ast.And(), [is_text, is_list, is_short]), quick, careful)


def literal_words(node: tree.Node) -> tuple[str, ...] | None:
    if not isinstance(node, tree.ListLiteral) or not 0 < len(node.items) < SHORT:
        return None
    words = [item.value for item in node.items if isinstance(item, tree.Literal)]
    texts = [word for word in words if isinstance(word, str)]
    return tuple(texts) if len(texts) == len(node.items) else None
