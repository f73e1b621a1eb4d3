"""Which rules are suited for a quick form, and how deep their calls can go.

Refuses rules that call themselves, put closures into maps or lists, define classes, or may change anything of
their inputs.
"""

from __future__ import annotations

from collections.abc import Iterator

from syncscript.language.builtins.registry import FUNCTIONS
from syncscript.language.interpreter.changes import Changes
from syncscript.language.interpreter.kept_closures import closures_are_only_called, named_closures
from syncscript.language.interpreter.quick.tries import swallows
from syncscript.language.interpreter.rule_tree import walk
from syncscript.language.syntax import tree

BINDING = ("withDefault", "asImmutable", "asUnmodifiable")
UNSUITED = tree.ClassDefinition | tree.MethodPointer


def deepest_call(nodes: list[tree.Node], changes: Changes) -> int | None:
    """How many calls there can be inside each other, by the text alone; None for an unsuited rule."""
    if changes.anything or not closures_are_only_called(nodes):
        return None
    calls: dict[str, set[str]] = {}
    for name, body in named_bodies(nodes):
        calls.setdefault(name, set()).update(called_names(list(walk(body))))
    known = {*calls, *FUNCTIONS}
    if not called_names(nodes) <= known or calls_itself(calls):
        return None
    if any(map(is_unsuited, nodes)):
        return None
    return 1 + sum(isinstance(node, tree.Closure | tree.Method) for node in nodes)


def is_unsuited(node: tree.Node) -> bool:
    return isinstance(node, UNSUITED) or is_loose_call(node) or binds(node) or swallows(node)


def named_bodies(nodes: list[tree.Node]) -> Iterator[tuple[str, tree.Node]]:
    """The methods of the script, and the closures that its variables hold for good."""
    for node in nodes:
        if isinstance(node, tree.Method):
            yield node.name, node.body
    yield from named_closures(nodes).items()


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
