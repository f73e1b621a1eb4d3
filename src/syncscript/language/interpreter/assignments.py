"""Assignments: to variables, properties, elements and custom fields; compound ones and steps.

Targets are evaluated once. What the other side did not send is left absent. Refuses to change the names
of the context: `issue` and `replica` are filled, not replaced.
"""

from __future__ import annotations

import ast
from collections.abc import Callable

from syncscript.language.interpreter.absence import BAGS, soft_paths, strict_path
from syncscript.language.interpreter.emitter import Emitter
from syncscript.language.interpreter.expressions import expression
from syncscript.language.interpreter.invocations import any_absent
from syncscript.language.interpreter.operations import combined
from syncscript.language.interpreter.paths import (
    index_key,
    is_bag,
    property_name,
    read_property,
    script_name,
    settled_name,
)
from syncscript.language.interpreter.python_tree import (
    choose,
    constant,
    first_of,
    is_none,
    load,
    named,
    running,
)
from syncscript.language.interpreter.targets import (
    assign,
    assign_name,
    assign_property,
    assign_settled,
    open_target,
    with_touch,
)
from syncscript.language.syntax import tree

Change = Callable[[ast.expr], ast.expr]
"""From an expression for the old value to one for the new."""


@expression(tree.Assignment)
def assignment(e: Emitter, node: tree.Assignment) -> ast.expr:
    if node.operator == "=":
        field = written_field(e, node.target)
        if field is not None and e.kind == "incoming":
            return guarded(e, node, field)
        return assign(e, node.target, e.expr(node.value))
    return change(e, node.target, lambda old: changed_value(e, node, old))


def changed_value(e: Emitter, node: tree.Assignment, old: ast.expr) -> ast.expr:
    if node.operator == "?=":
        return ast.BoolOp(ast.Or(), [old, e.expr(node.value)])
    return combined(e, node, node.operator[:-1], old, e.expr(node.value))


def written_field(e: Emitter, target: tree.Node) -> str | None:
    """`summary` for issue.summary, `customFields.X` for issue.customFields.X and its .value."""
    if not isinstance(target, tree.Property) or not isinstance(target.name, str):
        return None
    if e.root_of(target.target) == "issue":
        return target.name
    inner = target.target
    if target.name == "value" and isinstance(inner, tree.Property):
        return custom_name(e, inner)
    return custom_name(e, target)


def custom_name(e: Emitter, node: tree.Property) -> str | None:
    target = node.target
    if isinstance(target, tree.Property) and target.name == BAGS[0] and e.root_of(target.target) == "issue":
        return f"{BAGS[0]}.{node.name}" if isinstance(node.name, str) else None
    return None


def guarded(e: Emitter, node: tree.Assignment, field: str) -> ast.expr:
    """An assignment to the issue that leaves the field absent when its value was not sent."""
    left = running("leave_absent", constant(field))
    path = strict_path(e, node.value)
    if path is not None:
        return choose(any_absent((path,)), left, assign(e, node.target, e.expr(node.value)))
    paths = soft_paths(e, node.value)
    if not paths:
        return assign(e, node.target, e.expr(node.value))
    temp = e.fresh("t")
    missing = ast.BoolOp(ast.And(), [is_none(named(temp, e.expr(node.value))), any_absent(paths)])
    return choose(missing, left, assign(e, node.target, load(temp)))


# ---------------------------------------------------------------------------- read, change, write


def change(e: Emitter, target: tree.Node, new: Change, old_wanted: bool = False) -> ast.expr:
    """`target op= value`. old_wanted: the expression's value is the old one, as in `x++`."""
    own = script_name(e, target)
    if own is not None:
        old = settled_name(e, own)
        return keep_old(e, old, lambda kept: assign_settled(e, own, new(kept)), old_wanted)
    match target:
        case tree.Name():
            old = e.expr(target)
            return keep_old(e, old, lambda kept: assign_name(e, target, new(kept)), old_wanted)
        case tree.Property():
            return change_property(e, target, new, old_wanted)
        case tree.Index():
            return change_element(e, target, new, old_wanted)
    e.report("SEM107", target, "This cannot be assigned to.", "assign to a variable, property or element")
    return constant(None)


def keep_old(e: Emitter, old: ast.expr, write: Change, wanted: bool) -> ast.expr:
    if not wanted:
        return write(old)
    temp = e.fresh("t")
    return first_of(named(temp, old), write(load(temp)))


def change_property(e: Emitter, target: tree.Property, new: Change, old_wanted: bool) -> ast.expr:
    if is_bag(e, target.target):
        old = e.expr(target)
        return keep_old(e, old, lambda kept: assign_property(e, target, new(kept)), old_wanted)
    temp = e.fresh("t")
    bind = named(temp, open_target(e, target.target))
    old = read_property(e, load(temp), property_name(e, target), target.safe)

    def write(kept: ast.expr) -> ast.expr:
        return running(
            "put_safe" if target.safe else "put",
            load(temp),
            property_name(e, target),
            new(kept),
            e.position(target),
        )

    made = first_of(bind, keep_old(e, old, write, old_wanted), which=1)
    if target.safe:
        made = choose(is_none(bind), constant(None), keep_old(e, old, write, old_wanted))
    return with_touch(e, target.target, made)


def change_element(e: Emitter, target: tree.Index, new: Change, old_wanted: bool) -> ast.expr:
    temp, key = e.fresh("t"), e.fresh("t")
    binds = [named(temp, open_target(e, target.target)), named(key, index_key(e, target))]
    old = running("at", load(temp), load(key))

    def write(kept: ast.expr) -> ast.expr:
        return running("put_at", load(temp), load(key), new(kept), e.position(target))

    made = first_of(*binds, keep_old(e, old, write, old_wanted), which=2)
    return with_touch(e, target.target, made)


@expression(tree.Step)
def step(e: Emitter, node: tree.Step) -> ast.expr:
    by = 1 if node.operator == "++" else -1
    own = {"next", "previous"}
    operated = any(scope.has_method(name) for scope in e.classes.values() for name in own)
    function = "operated_step" if operated else "stepped"
    return change(
        e, node.target, lambda old: running(function, old, constant(by)), old_wanted=not node.prefix
    )
