"""What a rule writes out as a value, as Python: literals, GStrings, lists and maps.

Here every node of an expression announces the function that writes it. Refuses to know statements and
assignments; names and properties are `paths`, operators are `operations`.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any, TypeVar

from syncscript.language.interpreter.emitter import EXPRESSIONS, Emitter
from syncscript.language.interpreter.python_tree import (
    call,
    constant,
    load,
    running,
)
from syncscript.language.syntax import tree

Emit = TypeVar("Emit", bound=Callable[..., ast.expr])


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
        else:
            parts.append(e.expr(part))
    is_lazy = any(isinstance(part, tree.Closure) for part in node.parts)
    return running("lazy_text" if is_lazy else "join_text", *parts)


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
    plain = isinstance(key, tree.Literal) and type(key.value) in (str, int)
    return e.expr(key) if plain else call("key_of", e.expr(key))
