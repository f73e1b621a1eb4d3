"""Quick forms of assignments to fields and custom fields of the written object, as statements.

What the other side did not send is left absent as in the careful form, by the same rules.
"""

from __future__ import annotations

import ast
from collections.abc import Callable

from syncscript.language.interpreter.absence import BAGS, soft_paths, strict_path
from syncscript.language.interpreter.assignments import changed_value, written_field
from syncscript.language.interpreter.custom_fields import may_be_identifier
from syncscript.language.interpreter.invocations import any_absent
from syncscript.language.interpreter.python_tree import (
    call,
    choose,
    constant,
    is_none,
    load,
    named,
    running,
    store,
)
from syncscript.language.interpreter.quick.emitter import QuickEmitter, statement_form
from syncscript.language.interpreter.quick.list_sums import grows_lists, sum_of_lists
from syncscript.language.interpreter.run import CHANGED
from syncscript.language.interpreter.scopes import Path
from syncscript.language.syntax import tree

Write = Callable[[ast.expr], list[ast.stmt]]
"""From the value to the statements that write it."""


@statement_form(tree.Assignment)
def assignment(e: QuickEmitter, node: tree.Assignment, tail: bool) -> list[ast.stmt] | None:
    write = writer(e, node.target, tail)
    if write is None:
        return None
    if is_in_copy(e, node.target):
        return write(e.expr(node.value)) if node.operator == "=" else None
    if node.operator == "=":
        made = guarded(e, node, write, tail)
        e.plainness.write(field_name(node.target), node.value)
        return made
    field = node.target
    if not isinstance(field, tree.Property) or e.root_of(field.target) is None:
        return None
    old = ast.Call(e.getter(written_root(e)), [constant(field.name)], [])
    grows = node.operator == "+=" and grows_lists(node.value)
    made = write(sum_of_lists(e, old, node.value) if grows else changed_value(e, node, old))
    e.plainness.write(str(field.name), node.value, adds=True)
    return made


def is_in_copy(e: QuickEmitter, target: tree.Node) -> bool:
    return isinstance(target, tree.Property) and e.is_copy(target.target)


def field_name(target: tree.Node) -> str:
    """The field, or the custom field in front of `.value`."""
    assert isinstance(target, tree.Property)
    inner = target.target
    return str(inner.name if isinstance(inner, tree.Property) else target.name)


def written_root(e: QuickEmitter) -> str:
    return "issue" if e.kind == "incoming" else "replica"


def writer(e: QuickEmitter, target: tree.Node, tail: bool) -> Write | None:
    """How this target is written, when it is a field or the value of a custom field of the written object.

    tail: the value is then the rule's result.
    """
    match target:
        case tree.Property(target=owner, name=str(name), safe=False, spread=False):
            if e.root_of(owner) == written_root(e) and name not in BAGS:
                return lambda value: write_field(e, target, name, value, tail)
            if name == "value" and is_custom(e, owner):
                return lambda value: write_custom(e, owner, value, tail)
            if e.is_copy(owner):
                copy = e.expr(owner)
                return lambda value: [charged(e), set_item(copy, name, value), *result_of(copy, name, tail)]
    return None


def is_custom(e: QuickEmitter, node: tree.Node) -> bool:
    match node:
        case tree.Property(
            target=tree.Property(target=owner, name="customFields", safe=False, spread=False),
            name=str(),
            safe=False,
            spread=False,
        ):
            return e.root_of(owner) == written_root(e)
    return False


def set_item(owner: ast.expr, name: str, value: ast.expr) -> ast.stmt:
    return ast.Assign([ast.Subscript(owner, constant(name), ast.Store())], value)


def write_field(
    e: QuickEmitter, target: tree.Node, name: str, value: ast.expr, tail: bool
) -> list[ast.stmt]:
    made = [
        set_item(e.use_context(written_root(e)), name, value),
        set_item(e.of_run("written"), name, e.position(target)),
    ]
    if e.assigned[name] > 1:
        pop = ast.Attribute(e.of_run("absent"), "pop", ast.Load())
        made.append(ast.Expr(ast.Call(pop, [constant(name), constant(None)], [])))
    return [*made, *result_of(e.use_context(written_root(e)), name, tail)]


def result_of(owner: ast.expr, name: str, tail: bool) -> list[ast.stmt]:
    return [ast.Return(ast.Subscript(owner, constant(name), ast.Load()))] if tail else []


def write_custom(e: QuickEmitter, field: tree.Node, value: ast.expr, tail: bool) -> list[ast.stmt]:
    assert isinstance(field, tree.Property)
    name, entry, fields, given = str(field.name), e.fresh("t"), e.fresh("t"), e.fresh("t")
    bag = named(fields, ast.Call(e.getter(written_root(e)), [constant("customFields")], []))
    there = ast.Call(ast.Attribute(load(fields), "get", ast.Load()), [constant(name)], [])
    opened = running("open_custom_field", e.use_context(written_root(e)), constant(name), e.position(field))
    careful: list[ast.stmt] = [ast.Assign([store(entry)], opened)]
    if not may_be_identifier(name):
        careful = [ast.If(lacks(fields, name), new_entry(e, field, entry, fields), careful)]
    made = [
        ast.Assign([store(given)], value),
        ast.Assign([store(entry)], choose(is_map(bag), there, constant(None))),
        ast.If(is_map(load(entry)), [noted(e, field)], careful),
        *put_value(e, load(entry), load(given), field),
    ]
    return [*made, *result_of(load(entry), "value", tail)]


def lacks(fields: str, name: str) -> ast.expr:
    absent = ast.Compare(constant(name), [ast.NotIn()], [load(fields)])
    return ast.BoolOp(ast.And(), [is_map(load(fields)), absent])


def new_entry(e: QuickEmitter, field: tree.Property, entry: str, fields: str) -> list[ast.stmt]:
    """A custom field that the issue does not have yet."""
    name = constant(field.name)
    made = ast.Dict([constant("name"), constant("value")], [name, constant(None)])
    under = ast.Subscript(load(fields), name, ast.Store())
    return [noted(e, field), ast.Assign([store(entry), under], made)]


def noted(e: QuickEmitter, field: tree.Property) -> ast.stmt:
    """Where the custom field was written."""
    return set_item(e.of_run("customs"), str(field.name), e.position(field))


def put_value(e: QuickEmitter, entry: ast.expr, value: ast.expr, field: tree.Property) -> list[ast.stmt]:
    """What a change costs at the end depends on what was copied, or woken: then it is remembered."""
    if e.remembers:
        return [ast.Expr(running("put", entry, constant("value"), value, e.position(field)))]
    return [charged(e), set_item(entry, "value", value)]


def charged(e: QuickEmitter) -> ast.stmt:
    """What the careful form charges for remembering that a map has changed; at the end of the run it is asked
    whether all charges fit."""
    e.grows = True
    return ast.Expr(e.added("grown", constant(CHANGED)))


def is_map(value: ast.expr) -> ast.expr:
    return ast.Compare(call("type", value), [ast.Is()], [load("dict")])


# ---------------------------------------------------------------------------- what was not sent


def guarded(e: QuickEmitter, node: tree.Assignment, write: Write, tail: bool) -> list[ast.stmt]:
    field = written_field(e, node.target) if e.kind == "incoming" else None
    if field is None:
        return write(e.expr(node.value))
    left = running("leave_absent", constant(field))
    leave: list[ast.stmt] = [ast.Return(left) if tail else ast.Expr(left)]
    path = strict_path(e, node.value)
    if path is not None:
        return [ast.If(missing(e, (path,)), leave, write(e.expr(node.value)))]
    paths = soft_paths(e, node.value)
    if not paths:
        return write(e.expr(node.value))
    temp = e.fresh("t")
    is_missing = ast.BoolOp(ast.And(), [is_none(load(temp)), missing(e, paths)])
    return [
        ast.Assign([store(temp)], e.expr(node.value)),
        ast.If(is_missing, leave, write(load(temp))),
    ]


def missing(e: QuickEmitter, paths: tuple[Path, ...]) -> ast.expr:
    """Whether one of these was not sent."""
    if any(inner is not None for _, inner in paths):
        return any_absent(paths)
    replica = e.use_context("replica")
    tests: list[ast.expr] = [ast.Compare(constant(field), [ast.NotIn()], [replica]) for field, _ in paths]
    return tests[0] if len(tests) == 1 else ast.BoolOp(ast.Or(), tests)


