"""Whether a closure of `mergeComments` leaves only plain data in the comments it is given.

It may assign what a copy takes over, and give the comment back. Refuses closures that do anything else with
the comment: those are looked at when the run is over.
"""

from __future__ import annotations

from collections.abc import Callable

from syncscript.language.interpreter.origins import Origins
from syncscript.language.interpreter.rule_tree import walk
from syncscript.language.interpreter.transfer import SEEN_BY
from syncscript.language.syntax import tree

Leaf = Callable[[tree.Node], bool]


def edits_plainly(closure: tree.Closure, origins: Origins, is_leaf: Leaf) -> bool:
    nodes = list(walk(tree.Block(closure.start, closure.end, closure.body)))
    used = {id(node) for node in nodes if origins.is_copy(node)}
    for node in nodes:
        match node:
            case tree.Property(target=owner) if id(owner) in used:
                used.discard(id(owner))
            case tree.Return(value=value) | tree.ExpressionStatement(expression=value):
                used.discard(id(value))
    if used or not gives_comment(closure, origins, is_leaf):
        return False
    return all(writes_plainly(node, origins, is_leaf) for node in nodes)


def writes_plainly(node: tree.Node, origins: Origins, is_leaf: Leaf) -> bool:
    """The body becomes a text whatever it is."""
    match node:
        case tree.Assignment(target=tree.Property(target=owner, name=name), operator=how, value=value):
            return not origins.is_copy(owner) or name not in SEEN_BY or (how == "=" and is_leaf(value))
        case tree.Return(value=value):
            return value is None or origins.is_copy(value)
        case tree.Step(target=tree.Property(target=owner)):
            return not origins.is_copy(owner)
    return True


def gives_comment(closure: tree.Closure, origins: Origins, is_leaf: Leaf) -> bool:
    """Whether the last statement gives the comment, a text, or nothing that counts."""
    if not closure.body:
        return True
    last = closure.body[-1]
    value = last.expression if isinstance(last, tree.ExpressionStatement) else last
    return isinstance(value, tree.Assignment | tree.Return) or origins.is_copy(value) or is_leaf(value)
