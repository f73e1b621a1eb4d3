"""Names, properties and indexes of the language as Python expressions.

What a bare name is gets settled here: a variable, a member of the class around, an input, a class. Reading
a property of a map goes the short way; everything else goes through the runtime's functions. Refuses to
write: that is `assignments`.
"""

from __future__ import annotations

import ast

from syncscript.language.builtins.registry import CONSTANTS, HELPERS, STATICS
from syncscript.language.interpreter.absence import BAGS
from syncscript.language.interpreter.builtin_calls import helper_property
from syncscript.language.interpreter.casts import is_class
from syncscript.language.interpreter.class_names import ANCESTORS, PACKAGE_OF
from syncscript.language.interpreter.emitter import Emitter
from syncscript.language.interpreter.expressions import expression
from syncscript.language.interpreter.homes import home_around, name_at_home, name_in_with
from syncscript.language.interpreter.out_of_reach import ADVICE, MEMBERS
from syncscript.language.interpreter.python_tree import (
    call,
    choose,
    constant,
    is_none,
    load,
    named,
    running,
)
from syncscript.language.interpreter.scopes import INPUTS, ROOTS
from syncscript.language.syntax import tree

PACKAGES = ("java", "javax", "groovy", "org", "com")
"""What the names of classes begin with that are written in full."""


@expression(tree.Name)
def name(e: Emitter, node: tree.Name) -> ast.expr:
    home = home_around(e, node.name) if e.homes else None
    if home is not None:
        return name_at_home(e, home, node.name, lambda: settled_name(e, node))
    if delegates := e.delegates_first(node.name):
        return name_in_with(e, delegates, node.name, lambda: settled_name(e, node))
    return settled_name(e, node)


def settled_name(e: Emitter, node: tree.Name) -> ast.expr:
    """What the text alone says that the name is."""
    variable = e.lookup(node.name)
    if variable is not None:
        e.reach(node.name, variable, writes=False)
        return load(variable.python)
    this = e.member(node.name)
    if this is not None:
        return load(this) if node.name == "this" else read_member(e, this, node.name)
    if node.name == "this" and e.class_around() is None:
        return running("script_itself")
    if node.name in e.classes:
        return load(e.classes[node.name].python)
    if node.name in ROOTS:
        return e.use_context(ROOTS[node.name])
    if node.name in INPUTS:
        return e.use_context(node.name)
    if node.name in HELPERS:
        return call("Helper", constant(node.name))
    if is_class(node.name) or node.name in ANCESTORS or node.name == "Object":
        return call("ClassName", constant(node.name))
    if node.name in e.methods and e.sees_script():
        return script_method_value(e, node.name)
    if node.name in STATICS:
        return call("ClassName", constant(node.name))
    if node.name in e.static_names:
        owner, member = e.static_names[node.name]
        return running("class_constant", constant(owner), constant(member))
    delegates = e.delegates(node.name)
    if delegates:
        return name_in_with(e, delegates, node.name, None)
    around = e.class_around()
    if around is not None and around.scope.is_open():
        return running("get", load(around.this), constant(node.name))
    getter = "get" + node.name[:1].upper() + node.name[1:]
    if getter in e.methods and e.sees_script():
        return e.expr(tree.Call(node.start, node.end, None, getter, []))
    e.unknown(node, node.name, {*e.visible(), *HELPERS})
    return constant(None)


def read_member(e: Emitter, this: str, wanted: str) -> ast.expr:
    """A property of the object by its bare name; a field of the class itself goes past its getter."""
    scope = e.class_of(this)
    function = "own" if scope is not None and scope.owns(wanted) else "get"
    return running(function, load(this), constant(wanted))


def script_method_value(e: Emitter, wanted: str) -> ast.expr:
    method, python = e.methods[wanted][0]
    least = sum(p.default is None and not p.varargs for p in method.parameters)
    return call("Closure", load(python), constant(least), constant(len(method.parameters)))


def property_name(e: Emitter, node: tree.Property) -> ast.expr:
    return constant(node.name) if isinstance(node.name, str) else running("join_text", e.expr(node.name))


def is_bag(e: Emitter, node: tree.Node) -> bool:
    """Whether this is `issue.customFields` or `replica.customKeys`, by whatever name the object goes."""
    if not isinstance(node, tree.Property) or node.name not in BAGS or node.spread:
        return False
    return not node.safe or e.root_of(node.target) is not None


def opened_bag(e: Emitter, node: tree.Node) -> ast.expr:
    """The value; a missing `issue.customFields` or `replica.customKeys` is made."""
    if is_bag(e, node) and isinstance(node, tree.Property):
        return running("open_bag", e.expr(node.target), constant(node.name), e.position(node))
    return e.expr(node)


def is_this(e: Emitter, node: tree.Node) -> bool:
    """Whether this is `this` inside of a class."""
    return isinstance(node, tree.Name) and node.name == "this" and e.member("this") is not None


def script_name(e: Emitter, node: tree.Node) -> tree.Name | None:
    """`x` of `this.x` where `this` is the script itself; None for all else."""
    if type(node) is not tree.Property or type(node.target) is not tree.Name or node.target.name != "this":
        return None
    is_own = isinstance(node.name, str) and not e.class_around()
    return tree.Name(node.start, node.end, str(node.name)) if is_own else None


@expression(tree.Property)
def path(e: Emitter, node: tree.Property) -> ast.expr:
    own = script_name(e, node)
    if own is not None:
        return settled_name(e, own)
    owner = dotted_name(e, node.target)
    fixed = constant_of(e, node, owner)
    if fixed is not None:
        return fixed
    if node.name in MEMBERS and e.refuse(node, str(node.name)):
        return constant(None)
    if owner is not None and PACKAGE_OF.get(str(node.name)) == owner:
        return call("ClassName", constant(node.name))
    if owner is not None and f"{owner.rsplit('.', 1)[-1]}.{node.name}" in ADVICE:
        e.refuse(node, f"{owner}.{node.name}")
        return constant(None)
    helper = node.target.name if isinstance(node.target, tree.Name) else ""
    if helper in HELPERS and not e.knows(helper) and isinstance(node.name, str) and node.name != "class":
        return helper_property(e, node, helper)
    if is_bag(e, node):
        return running("bag", e.expr(node.target), constant(node.name))
    if is_this(e, node.target) and isinstance(node.name, str):
        return read_member(e, str(e.member("this")), node.name)
    if node.name in e.classes and isinstance(node.target, tree.Name) and node.target.name in e.classes:
        return load(e.classes[str(node.name)].python)
    target, wanted = e.expr(node.target), property_name(e, node)
    if node.spread:
        return running("get_spread", target, wanted)
    if is_bag(e, node.target) and isinstance(node.target, tree.Property) and node.target.name == BAGS[0]:
        return running("custom_field", target, wanted)
    return read_property(e, target, wanted, node.safe or reads_own_field(e, node))


def reads_own_field(e: Emitter, node: tree.Property) -> bool:
    """Whether this is `issue.customFields."X".value` of an incoming rule: a field that it may write is there,
    and empty, before the issue has it."""
    match node:
        case tree.Property(
            name="value", target=tree.Property(target=tree.Property(target=root, name="customFields"))
        ):
            return e.kind == "incoming" and e.root_of(root) == "issue"
    return False


def read_property(e: Emitter, target: ast.expr, wanted: ast.expr, safe: bool) -> ast.expr:
    """The short way for maps, `get` for the rest. The target is bound once; issue and replica are maps."""
    if e.finds_more or not isinstance(wanted, ast.Constant):
        return running("get_safe" if safe else "get", target, wanted)
    if isinstance(target, ast.Name) and target.id in ("c_issue", "c_replica"):
        return ast.Call(ast.Attribute(target, "get", ast.Load()), [wanted], [])
    if isinstance(target, ast.Name):
        temp, bound = target.id, target
    else:
        temp = e.fresh("t")
        bound = named(temp, target)  # type: ignore[assignment]
    short = ast.Call(ast.Attribute(load(temp), "get", ast.Load()), [wanted], [])
    is_map = ast.Compare(call("type", load(temp) if safe else bound), [ast.Is()], [load("dict")])
    read = choose(is_map, short, running("get", load(temp), wanted))
    return choose(is_none(bound), constant(None), read) if safe else read


def class_constant(e: Emitter, node: tree.Property) -> ast.expr | None:
    return constant_of(e, node, dotted_name(e, node.target))


def constant_of(e: Emitter, node: tree.Property, dotted: str | None) -> ast.expr | None:
    """dotted: the name of the class, where its owner is one."""
    if dotted is None:
        return None
    owner = dotted.rsplit(".", 1)[-1]
    if isinstance(node.name, str) and node.name in CONSTANTS.get(owner, {}):
        return running("class_constant", constant(owner), constant(node.name))
    getter = f"get{node.name[:1].upper()}{node.name[1:]}" if isinstance(node.name, str) else ""
    if getter in STATICS.get(owner, {}):
        return running("call_static", e.position(node), constant(owner), constant(getter))
    return None


def dotted_name(e: Emitter, node: tree.Node) -> str | None:
    """`java.net.URLEncoder` when the path is no variable's."""
    if isinstance(node, tree.Name):
        return None if stands_for_value(e, node.name) else node.name
    if isinstance(node, tree.Property) and isinstance(node.name, str) and not node.safe and not node.spread:
        front = dotted_name(e, node.target)
        return None if front is None else f"{front}.{node.name}"
    return None


def stands_for_value(e: Emitter, name: str) -> bool:
    """Whether a bare name is something of the script's, and no package and no class."""
    if name in ROOTS or name in INPUTS or name in e.classes or name == "super" or name in HELPERS:
        return True
    return e.knows(name) or is_asked_for(e, name)


def is_asked_for(e: Emitter, name: str) -> bool:
    """Whether this may be a property of a delegate, being no class and no package."""
    if is_class(name) or name in STATICS or name in PACKAGES:
        return False
    return bool(e.delegates(name)) or (e.homes and home_around(e, name) is not None)


@expression(tree.Index)
def index(e: Emitter, node: tree.Index) -> ast.expr:
    if is_bag(e, node.target) and len(node.keys) == 1 and node.target.name == BAGS[0]:  # type: ignore[attr-defined]
        return running("custom_field", e.expr(node.target), e.expr(node.keys[0]))
    return running("at_safe" if node.safe else "at", e.expr(node.target), index_key(e, node))


def index_key(e: Emitter, node: tree.Index) -> ast.expr:
    keys = [e.expr(key) for key in node.keys]
    return keys[0] if len(keys) == 1 else ast.List(keys, ast.Load())
