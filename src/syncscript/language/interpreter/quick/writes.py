"""Quick forms of assignments to fields and custom fields of the written object, as statements.

What the other side did not send is left absent as in the careful form, by the same rules.
"""

from __future__ import annotations

import ast
from collections.abc import Callable

from syncscript.language.interpreter.absence import BAGS, soft_paths, strict_path
from syncscript.language.interpreter.assignments import changed_value, written_field
from syncscript.language.interpreter.emitter import Path
from syncscript.language.interpreter.invocations import any_absent
from syncscript.language.interpreter.python_tree import constant, is_none, load, running, store
from syncscript.language.interpreter.quick.emitter import QuickEmitter, statement_form
from syncscript.language.syntax import tree

Write = Callable[[ast.expr], list[ast.stmt]]
"""From the value to the statements that write it."""


@statement_form(tree.Assignment)
def assignment(e: QuickEmitter, node: tree.Assignment, tail: bool) -> list[ast.stmt] | None:
    write = writer(e, node.target)
    if write is None or tail:
        return None
    if node.operator == "=":
        return guarded(e, node, write)
    field = node.target
    if not isinstance(field, tree.Property) or e.root_of(field.target) is None:
        return None
    old = ast.Call(e.getter(written_root(e)), [constant(field.name)], [])
    return write(changed_value(e, node, old))


def written_root(e: QuickEmitter) -> str:
    return "issue" if e.kind == "incoming" else "replica"


def writer(e: QuickEmitter, target: tree.Node) -> Write | None:
    """How this target is written, when it is a field or the value of a custom field of the written object."""
    match target:
        case tree.Property(target=owner, name=str(name), safe=False, spread=False):
            if e.root_of(owner) == written_root(e) and name not in BAGS:
                return lambda value: write_field(e, target, name, value)
            if name == "value" and is_custom(e, owner):
                return lambda value: write_custom(e, owner, value)
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


def write_field(e: QuickEmitter, target: tree.Node, name: str, value: ast.expr) -> list[ast.stmt]:
    made = [
        set_item(e.use_context(written_root(e)), name, value),
        set_item(load("written"), name, e.position(target)),
    ]
    if e.assigned[name] > 1:
        made.append(ast.Expr(running("assigned", constant(name))))
    return made


def write_custom(e: QuickEmitter, field: tree.Node, value: ast.expr) -> list[ast.stmt]:
    assert isinstance(field, tree.Property)
    entry, owner = e.fresh("t"), e.use_context(written_root(e))
    opened = running("open_custom_field", owner, constant(field.name), e.position(field))
    return [ast.Assign([store(entry)], opened), set_item(load(entry), "value", value)]


# ---------------------------------------------------------------------------- what was not sent


def guarded(e: QuickEmitter, node: tree.Assignment, write: Write) -> list[ast.stmt]:
    field = written_field(e, node.target) if e.kind == "incoming" else None
    if field is None:
        return write(e.expr(node.value))
    leave: list[ast.stmt] = [ast.Expr(running("leave_absent", constant(field)))]
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


