"""Short words for the nodes of Python's own tree that the compiler writes.

Refuses to know places; the emitter gives those.
"""

from __future__ import annotations

import ast
from typing import Any

Path = tuple[str, str | None]
"""A field of the replica, and the entry of it for customFields and customKeys."""


# ---------------------------------------------------------------------------- python's tree

LOAD, STORE = ast.Load(), ast.Store()
PLACE = ("lineno", "col_offset", "end_lineno", "end_col_offset")
WITHOUT_PLACE = frozenset({str, int, bool, type(None), ast.Load, ast.Store})


def load(name: str) -> ast.expr:
    return ast.Name(name, LOAD)


def store(name: str) -> ast.Name:
    return ast.Name(name, STORE)


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
    waiting: list[tuple[ast.AST, dict[str, int]]] = [(module, dict.fromkeys(PLACE, 1))]
    while waiting:
        part, place = waiting.pop()
        known = part.__dict__
        if "lineno" in known:
            place = {name: known[name] for name in PLACE}
        for value in known.values():
            kind = type(value)
            if kind is list:
                waiting += [(item, place) for item in value if isinstance(item, ast.AST)]
            elif kind not in WITHOUT_PLACE and isinstance(value, ast.AST):
                waiting.append((value, place))
        known.update(place)
    return module
