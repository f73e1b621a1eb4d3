"""One field flowing into another: plain copies, constants, value tables, and their Python.

A mapping line becomes a FieldFlow for the direction at hand. What becomes of its value at run is for
mapping_values.py.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass, field, fields, replace
from typing import Any

from syncscript.language.interpreter.absence import strict_path
from syncscript.language.interpreter.assignments import written_field
from syncscript.language.interpreter.emitter import Emitter
from syncscript.language.interpreter.expressions import expression
from syncscript.language.interpreter.invocations import any_absent
from syncscript.language.interpreter.python_tree import choose, constant, load, named, running
from syncscript.language.interpreter.targets import assign
from syncscript.language.interpreter.text import text
from syncscript.language.interpreter.values import Value
from syncscript.language.syntax import tree

MERGED = ("comments", "attachments", "workLogs")


@dataclass(slots=True)
class FieldFlow(tree.Node):
    """target = value, through a table perhaps. rows: from a value to what it becomes."""

    target: tree.Node
    value: tree.Node
    table: Conversion | None = None


@dataclass(frozen=True, slots=True)
class Conversion:
    """A value table for one direction. otherwise: error, skip, or a one-element tuple with a literal; starts:
    where the row of a value stands in the source."""

    rows: dict[str, Value]
    otherwise: str | tuple[Value]
    starts: dict[str, int] = field(default_factory=dict)


def flow_of(script: tree.Script, side: str, other: str) -> tree.Script:
    """The script with its mapping lines as they run into this side, wherever they stand."""
    return replace(script, body=[everywhere(node, side) for node in script.body])


def everywhere(node: tree.Node, side: str) -> tree.Node:
    """The statement with all mapping lines in it directed."""
    changed = directed(node, side)
    if changed is not node or not isinstance(node, tree.If | tree.Block | tree.ForIn | tree.While | tree.Try):
        return changed

    def inside(value: Any) -> Any:
        if isinstance(value, list):
            return [inside(item) for item in value]
        return everywhere(value, side) if isinstance(value, tree.Node) else value

    return replace(node, **{f.name: inside(getattr(node, f.name)) for f in fields(node)})


def directed(node: tree.Node, side: str) -> tree.Node:
    match node:
        case tree.Mapping(left=left, right=right, table=table):
            from syncscript.language.mapping_sides import root_side

            target, value = (left, right) if root_side(left) == side else (right, left)
            table_here = conversion(table, into_left=target is left) if table is not None else None
            return FieldFlow(node.start, node.end, target, value, table_here)
        case tree.ExpressionStatement(expression=tree.Assignment(operator="=", target=target, value=value)):
            from syncscript.language.mapping_sides import root_side

            return FieldFlow(node.start, node.end, target, value) if root_side(target) is not None else node
    return node


def conversion(table: tree.Table, into_left: bool) -> Conversion:
    """The rows that go in this direction. Without `else`, a value without a row is an error."""
    rows: dict[str, Value] = {}
    starts: dict[str, int] = {}
    for row in table.rows:
        if row.operator == ("->" if into_left else "<-"):
            continue
        here, there = (row.left, row.right) if into_left else (row.right, row.left)
        name = text(literal(there))
        rows[name], starts[name] = literal(here), row.start
    if isinstance(table.otherwise, tree.Literal):
        return Conversion(rows, (table.otherwise.value,), starts)
    return Conversion(rows, table.otherwise or "error", starts)


def literal(node: tree.Node) -> Value:
    return node.value if isinstance(node, tree.Literal) else None


# ---------------------------------------------------------------------------- compiling a flow


@expression(FieldFlow)
def field_flow(e: Emitter, node: FieldFlow) -> ast.expr:
    field = written_field(e, node.target)
    if field is None:
        return assign(e, node.target, e.expr(node.value))
    path = strict_path(e, node.value)
    table = e.fresh("k")
    e.constants[table] = node.table
    if path == (field, None) and field in MERGED:
        return assign(e, node.target, running("merged_field", constant(field)))
    temp = e.fresh("t")
    made = running("flowing", e.position(node), constant(field), e.expr(node.value), load(table))
    skipped = ast.Compare(named(temp, made), [ast.Is()], [load("UNSET")])
    left = running("leave_absent", constant(field))
    whole = choose(skipped, left, assign(e, node.target, load(temp)))
    return choose(any_absent((path,)), left, whole) if path is not None else whole
