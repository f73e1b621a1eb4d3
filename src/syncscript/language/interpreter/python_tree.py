"""Short words for the nodes of Python's own tree that the compiler writes.

Refuses to know places; the emitter gives those.
"""

from __future__ import annotations

import ast
from typing import Any

Path = tuple[str, str | None]
"""A field of the replica, and the entry of it for customFields and customKeys."""


# ---------------------------------------------------------------------------- python's tree


def load(name: str) -> ast.expr:
    return ast.Name(name, ast.Load())


def store(name: str) -> ast.Name:
    return ast.Name(name, ast.Store())


def constant(value: Any) -> ast.expr:
    return ast.Constant(value)


def call(function: str, *arguments: ast.expr) -> ast.expr:
    return ast.Call(load(function), list(arguments), [])


def running(function: str, *arguments: ast.expr) -> ast.expr:
    """A call of a runtime function that takes the run first."""
    return call(function, load("run"), *arguments)


def named(name: str, value: ast.expr) -> ast.expr:
    return ast.NamedExpr(store(name), value)


def first_of(*parts: ast.expr, which: int = 0) -> ast.expr:
    """All parts evaluated in order; the value of one of them."""
    return ast.Subscript(ast.Tuple(list(parts), ast.Load()), ast.Constant(which), ast.Load())


def is_none(value: ast.expr) -> ast.expr:
    return ast.Compare(value, [ast.Is()], [ast.Constant(None)])


def choose(test: ast.expr, then: ast.expr, otherwise: ast.expr) -> ast.expr:
    return ast.IfExp(test, then, otherwise)


def negated(value: ast.expr) -> ast.expr:
    return ast.UnaryOp(ast.Not(), value)


def fill_places(module: ast.Module) -> ast.Module:
    """Each part that has no place of its own stands where the part around it stands."""
    waiting: list[tuple[ast.AST, tuple[int, int, int, int]]] = [(module, (1, 0, 1, 0))]
    while waiting:
        part, place = waiting.pop()
        known = part.__dict__
        below = list(known.values())
        if part._attributes:
            if "lineno" in known:
                place = known["lineno"], known["col_offset"], known["end_lineno"], known["end_col_offset"]
            else:
                known["lineno"], known["col_offset"], known["end_lineno"], known["end_col_offset"] = place
        for value in below:
            kind = type(value)
            if kind is list:
                waiting += [(item, place) for item in value if isinstance(item, ast.AST)]
            elif kind is not ast.Load and isinstance(value, ast.AST):
                waiting.append((value, place))
    return module
