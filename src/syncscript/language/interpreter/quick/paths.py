"""Quick forms of paths: a property is a look-up in a map.

A value that is no map has no such look-up, so Python itself ends the attempt. Refuses lists.
"""

from __future__ import annotations

import ast

from syncscript.language.interpreter.emitter import STATEMENTS
from syncscript.language.interpreter.needs import DATE_FIELDS, LISTS
from syncscript.language.interpreter.paths import dotted_name, is_bag
from syncscript.language.interpreter.python_tree import call, choose, constant, is_none, load, named, running
from syncscript.language.interpreter.quick.emitter import Made, QuickEmitter, form, statement_form
from syncscript.language.syntax import tree

OBJECTS = ("issue", "replica")


def looked_up(target: ast.expr, key: ast.expr) -> ast.expr:
    return ast.Call(ast.Attribute(target, "get", ast.Load()), [key], [])


def looked_up_by(e: QuickEmitter, table: tree.Node, key: tree.Node) -> ast.expr:
    """A key that is a text is its own key; what others are the careful form knows."""
    if isinstance(key, tree.Literal) and type(key.value) in (str, int):
        return looked_up(e.expr(table), e.expr(key))
    target, temp = e.expr(table), e.fresh("t")
    is_text = ast.Compare(call("type", named(temp, e.expr(key))), [ast.Is()], [load("str")])
    return choose(is_text, looked_up(target, load(temp)), running("at", e.expr(table), load(temp)))


def gives_list(node: tree.Node) -> bool:
    """A property of a list is read from each element, and a date is no map: left to the careful form."""
    return isinstance(node, tree.Property) and (node.name in LISTS or node.spread or node.name in DATE_FIELDS)


@form(tree.Property)
def path(e: QuickEmitter, node: tree.Property) -> Made:
    bag = is_bag(e, node) or is_bag(e, node.target)
    if e.finds_more or node.spread or bag or not isinstance(node.name, str) or gives_list(node.target):
        return None
    if e.root_of(node.target) in OBJECTS:
        return call_of(e.getter(str(e.root_of(node.target))), constant(node.name))
    if dotted_name(e, node.target) is not None:
        return None
    target = e.expr(node.target)
    if not node.safe:
        return looked_up(target, constant(node.name))
    if isinstance(target, ast.Name):
        return choose(is_none(target), constant(None), looked_up(load(target.id), constant(node.name)))
    temp = e.fresh("t")
    return choose(
        is_none(named(temp, target)), constant(None), looked_up(load(temp), constant(node.name))
    )


def call_of(function: ast.expr, *arguments: ast.expr) -> ast.expr:
    return ast.Call(function, list(arguments), [])


# ---------------------------------------------------------------------------- tables of values


@statement_form(tree.Declaration)
def declaration(e: QuickEmitter, node: tree.Declaration, tail: bool) -> list[ast.stmt]:
    """Remembers which variables hold a map for good."""
    made = STATEMENTS[tree.Declaration](e, node, tail)
    if len(node.declarators) == 1 and node.declarators[0].name in e.tables and not tail:
        variable = e.lookup(node.declarators[0].name)
        assert variable is not None
        e.constants[variable.python] = e.tables[node.declarators[0].name]
        made = []
    for declarator in node.declarators:
        variable, value = e.lookup(declarator.name), declarator.value
        if variable is None or value is None or node.type is not None or declarator.name in e.reassigned:
            continue
        e.plainness.declare(variable.python, value)
        if isinstance(value, tree.MapLiteral):
            e.maps.add(variable.python)
    return made


def is_table(e: QuickEmitter, node: tree.Node | None) -> bool:
    variable = e.lookup(node.name) if isinstance(node, tree.Name) else None
    return variable is not None and variable.python in e.maps


@form(tree.Index)
def index(e: QuickEmitter, node: tree.Index) -> Made:
    if not is_table(e, node.target) or len(node.keys) != 1:
        return None
    return looked_up_by(e, node.target, node.keys[0])
