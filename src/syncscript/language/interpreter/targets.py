"""What is assigned to: variables, properties, elements, custom fields and members of the class around.

The value is evaluated before its target is opened. Refuses to read what stood there: compound assignments do.
"""

from __future__ import annotations

import ast

from syncscript.language.interpreter.absence import BAGS
from syncscript.language.interpreter.emitter import Emitter
from syncscript.language.interpreter.homes import assign_at_home, assign_in_with, home_around
from syncscript.language.interpreter.out_of_reach import MEMBERS
from syncscript.language.interpreter.paths import (
    index_key,
    is_bag,
    is_this,
    opened_bag,
    property_name,
    script_name,
)
from syncscript.language.interpreter.python_tree import (
    constant,
    first_of,
    load,
    named,
    running,
)
from syncscript.language.interpreter.scopes import ROOTS
from syncscript.language.syntax import tree


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
    if delegates := e.delegates_first(target.name):
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
