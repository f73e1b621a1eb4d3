"""Which rules are suited for a quick form, and how deep their calls can go.

Refuses rules that catch exceptions (they would catch what makes a quick form give up), call themselves, keep
closures as values, change their inputs, or read dates of the payload.
"""

from __future__ import annotations

from syncscript.language.builtins.registry import FUNCTIONS
from syncscript.language.interpreter.changes import Changes, closures_are_only_called
from syncscript.language.interpreter.needs import Needs
from syncscript.language.interpreter.rule_tree import walk
from syncscript.language.syntax import tree

BINDING = ("withDefault", "asImmutable", "asUnmodifiable")
UNSUITED = (tree.Try, tree.ClassDefinition, tree.MethodPointer)


def deepest_call(nodes: list[tree.Node], changes: Changes, needs: Needs) -> int | None:
    """How many calls there can be inside each other, by the text alone; None for an unsuited rule."""
    if changes.anything or needs.dates or not closures_are_only_called(nodes):
        return None
    methods = [node for node in nodes if isinstance(node, tree.Method)]
    calls = {method.name: called_names(list(walk(method.body))) for method in methods}
    known = {*calls, *FUNCTIONS}
    if not called_names(nodes) <= known or calls_itself(calls):
        return None
    if any(isinstance(node, UNSUITED) or is_loose_call(node) or binds(node) for node in nodes):
        return None
    return 1 + sum(isinstance(node, tree.Closure | tree.Method) for node in nodes)


def called_names(nodes: list[tree.Node]) -> set[str]:
    """Names of bare calls."""
    return {str(n.name) for n in nodes if isinstance(n, tree.Call) and is_bare(n.target)}


def is_bare(target: tree.Node | None) -> bool:
    return target is None or (isinstance(target, tree.Name) and target.name == "this")


def is_loose_call(node: tree.Node) -> bool:
    """A call whose callee is a value, or one of a method whose arguments the text does not count."""
    if not isinstance(node, tree.Call):
        return False
    loose = any(argument.spread or argument.name is not None for argument in node.arguments)
    return not isinstance(node.name, str) or node.name == "call" or (loose and is_bare(node.target))


def binds(node: tree.Node) -> bool:
    """Whether this gives a value a behaviour of its own: a default for missing keys, no changes any more."""
    return isinstance(node, tree.Call) and node.name in BINDING


def calls_itself(calls: dict[str, set[str]]) -> bool:
    """Whether a method can reach itself."""
    reached = {name: set(below) for name, below in calls.items()}
    for _ in calls:
        for below in reached.values():
            below |= {name for other in list(below) for name in reached.get(other, ())}
    return any(name in below for name, below in reached.items())
