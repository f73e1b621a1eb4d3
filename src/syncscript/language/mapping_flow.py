"""One field flowing into another: plain copies, constants, value tables, and what is done to fit.

A mapping line becomes a FieldFlow for the direction at hand. Values are coerced where the meaning is plain:
a text to one label, comments to their bodies, a name to a status. Refuses to know a tracker's limits.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass, field, fields, replace
from typing import Any

from syncscript.language.interpreter.absence import strict_path
from syncscript.language.interpreter.assignments import written_field
from syncscript.language.interpreter.emitter import Emitter
from syncscript.language.interpreter.expressions import expression
from syncscript.language.interpreter.faults import Fault
from syncscript.language.interpreter.invocations import any_absent
from syncscript.language.interpreter.nearness import did_you_mean
from syncscript.language.interpreter.python_tree import choose, constant, load, named, running
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.runtime import NAMESPACE
from syncscript.language.interpreter.targets import assign
from syncscript.language.interpreter.text import inspect, text
from syncscript.language.interpreter.transfer import copied_comment
from syncscript.language.interpreter.values import UNSET, Value
from syncscript.language.syntax import tree

SETS = {"labels": "label", "components": "name", "fixVersions": "name", "affectedVersions": "name"}
NAMED = ("status", "priority", "resolution", "type")
MERGED = ("comments", "attachments", "workLogs")
TEXTS = ("summary", "description", "environment")
NAMES = ("name", "label", "value", "displayName", "body", "key", "id")


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


def merged_field(run: Run, field: str) -> Value:
    """Comments, attachments and worklogs that flow into themselves are merged."""
    from syncscript.language.builtins import attachment_helper, comment_helper, work_log_helper

    merge = {
        "comments": comment_helper.merge_comments,
        "attachments": attachment_helper.merge_attachments,
        "workLogs": work_log_helper.merge_work_logs,
    }[field]
    return merge(run, run.issue, run.replica)


def flowing(run: Run, position: tuple[int, int], field: str, value: Value, table: Conversion | None) -> Value:
    """The value as the field takes it; UNSET where a table says skip."""
    run.position = position
    if table is not None:
        value = converted(run, value, table)
    return UNSET if value is UNSET else fitted(field, value)


def converted(run: Run, value: Value, table: Conversion) -> Value:
    """Through the table; a list element by element. Null stays null unless it has a row."""
    if isinstance(value, list):
        made = [converted(run, item, table) for item in value]
        return [item for item in made if item is not UNSET]
    name = name_of(value)
    if name is not None and text(name) in table.rows:
        return table.rows[text(name)]
    if name is None:
        return None
    if table.otherwise == "skip":
        run.tell("note", f"{inspect(name)} has no row in this table: left alone")
        return UNSET
    if isinstance(table.otherwise, tuple):
        return table.otherwise[0]
    near = did_you_mean(text(name), table.rows)
    raise Fault(
        f"{inspect(name)} has no row in this table.",
        (near + " or " if near else "") + "add a row for it, or end the table with `else skip` or a default",
        code="R400",
    )


def name_of(value: Value) -> Value:
    """What a table calls a value: the name of an object, else the value itself."""
    if type(value) is not dict:
        return value
    return next((value[n] for n in NAMES if value.get(n) is not None), None)


# ---------------------------------------------------------------------------- fitting


def fitted(field: str, value: Value) -> Value:
    """The value in the shape that the field has."""
    if field in SETS:
        return (
            None
            if value is None
            else [element(SETS[field], item) for item in as_items(value) if item is not None]
        )
    if field in NAMED and type(value) is str:
        return {"name": value}
    if field in TEXTS and value is not None:
        return readable(value)
    if field == "comments" and isinstance(value, list):
        return [comment_of(item) for item in value]
    return value


def comment_of(item: Value) -> dict[str, Value]:
    """What becomes a comment: a copy of one, or a text."""
    if type(item) is dict and "body" in item:
        return copied_comment(item, text(item["body"]))
    return {"body": text(name_of(item))}


def as_items(value: Value) -> list[Value]:
    return value if isinstance(value, list) else [value]


def element(key: str, item: Value) -> Value:
    if type(item) is dict and key in item:
        return item
    return {key: text(name_of(item))}


def readable(value: Value) -> Value:
    """A text of a list or object: names and bodies, comma or line between them."""
    if isinstance(value, list):
        between = "\n" if any(type(item) is dict and "body" in item for item in value) else ", "
        return between.join([text(name_of(item)) for item in value if item is not None])
    return text(name_of(value))


NAMESPACE["flowing"] = flowing
NAMESPACE["merged_field"] = merged_field
