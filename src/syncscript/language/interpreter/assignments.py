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
from syncscript.language.interpreter.homes import assign_at_home, assign_in_with, home_around
from syncscript.language.interpreter.invocations import any_absent
from syncscript.language.interpreter.operations import combined
from syncscript.language.interpreter.out_of_reach import MEMBERS
from syncscript.language.interpreter.paths import (
    index_key,
    is_bag,
    is_this,
    opened_bag,
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
from syncscript.language.interpreter.scopes import ROOTS
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


# ---------------------------------------------------------------------------- targets


def assign(e: Emitter, target: tree.Node, value: ast.expr) -> ast.expr:
    """The value is evaluated before the target, where one could tell."""
    if isinstance(value, ast.Constant) or is_settled(e, target):
        return assign_in_place(e, target, value)
    temp = e.fresh("t")
    return first_of(named(temp, value), assign_in_place(e, target, load(temp)), which=1)


def is_settled(e: Emitter, target: tree.Node) -> bool:
    """Whether nothing is looked up or made for the target before it is assigned."""
    match target:
        case tree.Property(target=owner, name=str()):
            return e.root_of(owner) is not None
    return not isinstance(target, tree.Property | tree.Index)


def assign_in_place(e: Emitter, target: tree.Node, value: ast.expr) -> ast.expr:
    match target:
        case tree.Name():
            return assign_name(e, target, value)
        case tree.Property(name=str(wanted)) if wanted in MEMBERS:
            e.refuse(target, wanted)
            return constant(None)
        case tree.Property():
            own = script_name(e, target)
            return assign_property(e, target, value) if own is None else assign_settled(e, own, value)
        case tree.Index():
            made = running(
                "put_at", open_target(e, target.target), index_key(e, target), value, e.position(target)
            )
            return with_touch(e, target.target, made)
    e.report("SEM107", target, "This cannot be assigned to.", "assign to a variable, property or element")
    return constant(None)


def assign_name(e: Emitter, target: tree.Name, value: ast.expr) -> ast.expr:
    home = home_around(e, target.name) if e.homes else None
    if home is not None:
        return assign_at_home(e, home, target, value, lambda given: assign_settled(e, target, given))
    if target.name in e.bindings and (delegates := e.delegates(target.name)):
        return assign_in_with(e, delegates, target, value, lambda given: assign_settled(e, target, given))
    return assign_settled(e, target, value)


def assign_settled(e: Emitter, target: tree.Name, value: ast.expr) -> ast.expr:
    """To what the text alone says that the name is."""
    this = e.member(target.name)
    if this is not None:
        return put_member(e, this, target.name, value, target)
    variable = e.lookup(target.name)
    if variable is None and target.name in ROOTS:
        e.report(
            "SEM109",
            target,
            f"{target.name} cannot be replaced.",
            f"assign its fields: {target.name}.x = ...",
        )
        return constant(None)
    delegates = e.delegates(target.name) if variable is None else []
    if delegates:
        return running("put", load(delegates[0]), constant(target.name), value, e.position(target))
    if variable is None and not e.sees_script():
        return assign_unknown(e, target, value)
    if variable is None:
        variable = e.bind(target.name)
    e.reach(target.name, variable, writes=True)
    if variable.final:
        e.report("SEM116", target, f"{target.name} is final and keeps its value.", "leave out `final`")
    if variable.type is not None:
        value = running("declared", value, constant(variable.type))
    return named(variable.python, value)


def put_member(e: Emitter, this: str, wanted: str, value: ast.expr, target: tree.Node) -> ast.expr:
    """A property of the object around; a field of the class itself goes past its setter."""
    scope = e.class_of(this)
    if scope is not None and scope.owns(wanted):
        return running("put_own", load(this), constant(wanted), value)
    return running("put", load(this), constant(wanted), value, e.position(target))


def assign_unknown(e: Emitter, target: tree.Name, value: ast.expr) -> ast.expr:
    """Inside a class there are no variables of the script."""
    around = e.class_around()
    if around is None or not around.scope.is_open():
        e.unknown(target, target.name, e.visible())
        return constant(None)
    return running("put", load(around.this), constant(target.name), value, e.position(target))


def assign_property(e: Emitter, target: tree.Property, value: ast.expr) -> ast.expr:
    if is_this(e, target.target) and isinstance(target.name, str):
        return put_member(e, str(e.member("this")), target.name, value, target)
    if is_bag(e, target.target) and isinstance(target.target, tree.Property):
        return assign_in_bag(e, target, target.target, value)
    function = "put_safe" if target.safe else "put"
    made = running(
        function, open_target(e, target.target), property_name(e, target), value, e.position(target)
    )
    return with_touch(e, target.target, made)


def assign_in_bag(e: Emitter, target: tree.Property, bag: tree.Property, value: ast.expr) -> ast.expr:
    if bag.name == BAGS[0]:
        return running(
            "set_custom_field", e.expr(bag.target), property_name(e, target), value, e.position(target)
        )
    opened = running("open_bag", e.expr(bag.target), constant(bag.name), e.position(target))
    made = running("put", opened, property_name(e, target), value, e.position(target))
    return with_touch(e, bag, made)


def open_target(e: Emitter, node: tree.Node) -> ast.expr:
    """The object in front of the assigned property; missing bags and custom fields are made."""
    if isinstance(node, tree.Property) and is_bag(e, node.target) and isinstance(node.target, tree.Property):
        bag = node.target
        if bag.name == BAGS[0]:
            return running("open_custom_field", e.expr(bag.target), property_name(e, node), e.position(node))
    return opened_bag(e, node)


def with_touch(e: Emitter, below: tree.Node, made: ast.expr) -> ast.expr:
    """Also remember the top field of the written object, when the target lies below one."""
    step = below
    while isinstance(step, tree.Property | tree.Index):
        root = e.root_of(step.target)
        if root in ("issue", "replica") and isinstance(step, tree.Property) and isinstance(step.name, str):
            if step.name == BAGS[0]:
                return made
            mark = running("touch", e.expr(step.target), constant(step.name), e.position(step))
            return first_of(made, mark)
        step = step.target
    return made


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
