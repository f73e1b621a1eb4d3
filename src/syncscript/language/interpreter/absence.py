"""Which expressions stand for something the other side may not have sent.

`strict` paths: nothing need be evaluated, the whole is absent when a path is. `soft` paths: the whole is
absent when its value is null and a path is absent. Refuses to look at values; it reads the tree only.
"""

from __future__ import annotations

from syncscript.language.builtins.registry import LOOKUPS
from syncscript.language.interpreter.emitter import Emitter
from syncscript.language.interpreter.scopes import Path
from syncscript.language.syntax import tree

BAGS = ("customFields", "customKeys")


def strict_path(e: Emitter, node: tree.Node) -> Path | None:
    """The replica path that a plain path, a chain of calls on one, or a look-up of one stands for."""
    match node:
        case tree.Property(target=target, name=str(name)):
            inner = bag_path(e, target, name)
            if inner is not None:
                return inner
            if e.root_of(target) == "replica":
                return name, None
            return strict_path(e, target)
        case tree.Property(target=target) | tree.Index(target=target) | tree.Cast(value=target):
            return strict_path(e, target)
        case tree.Name(name=name):
            variable = e.lookup(name)
            return variable.sent_as if variable is not None else None
        case tree.Call(target=tree.Node(), name=str()):
            return strict_call(e, node)
    return None


def bag_path(e: Emitter, target: tree.Node, name: str) -> Path | None:
    if isinstance(target, tree.Property) and target.name in BAGS and e.root_of(target.target) == "replica":
        return str(target.name), name
    return None


def strict_call(e: Emitter, node: tree.Call) -> Path | None:
    if asks_helper(e, node):
        if not asks_for_something(node):
            return None
        paths = [path for a in node.arguments if (path := strict_path(e, a.value)) is not None]
        return paths[0] if paths else None
    return strict_path(e, node.target) if node.target is not None else None


def asks_helper(e: Emitter, node: tree.Call) -> bool:
    return isinstance(node.target, tree.Name) and e.lookup(node.target.name) is None


def asks_for_something(node: tree.Call) -> bool:
    """Whether this call of a helper looks something up: it finds nothing when it is given nothing."""
    return isinstance(node.target, tree.Name) and (node.target.name, node.name) in LOOKUPS


def soft_paths(e: Emitter, node: tree.Node) -> tuple[Path, ...]:
    """The paths whose absence makes a null value absent."""
    path = strict_path(e, node)
    if path is not None:
        return (path,)
    match node:
        case tree.Elvis(value=left, otherwise=right):
            return tuple(dict.fromkeys(soft_paths(e, left) + soft_paths(e, right)))
        case tree.Ternary(condition=test, then=then, otherwise=otherwise):
            return soft_paths(e, test) + soft_paths(e, then) + soft_paths(e, otherwise)
        case tree.Index(keys=[key]):
            return soft_paths(e, key)
        case tree.Call(name="get", arguments=[tree.Argument(value=key), *_]):
            return soft_paths(e, key)
        case tree.Call(target=tree.Node(), arguments=arguments) if asks_helper(e, node):
            asked = arguments if asks_for_something(node) else []
            return tuple(path for argument in asked for path in soft_paths(e, argument.value))
        case tree.Property(target=tree.Node() as target) | tree.Call(target=tree.Node() as target):
            return soft_paths(e, target)
        case tree.Cast(value=value):
            return soft_paths(e, value)
        case tree.Name(name=name):
            variable = e.lookup(name)
            return variable.sent if variable is not None else ()
    return ()
