"""Where a rule keeps closures, as far as its text tells: nowhere, in variables, or anywhere.

A closure that a map holds would answer to any name there, so what a call does is known only without one.
Refuses to know what closures do.
"""

from __future__ import annotations

from collections import Counter

from syncscript.language.syntax import tree

FRESH = {
    "collect", "collectMany", "collectEntries", "collectNested", "findAll", "findResults", "grep", "groupBy",
    "countBy", "flatten", "plus", "minus", "multiply", "intersect", "split", "tokenize", "take", "drop",
    "takeWhile", "dropWhile", "withIndex", "indexed", "transpose", "toSorted", "toUnique", "toList", "toSet",
    "sort", "unique", "reverse", "subMap", "clone",
}  # fmt: skip
"""Methods whose result is a new list or map. Those that may give back their receiver change it too."""
CALLED = FRESH | {
    "each", "eachWithIndex", "any", "every", "find", "inject", "sum", "min", "max", "count", "findIndexOf",
    "findResult", "removeAll", "retainAll", "times", "mergeComments", "mergeAttachments", "mergeWorkLogs",
}  # fmt: skip
"""Methods that call the closure they are given, and keep it nowhere."""


def closures_are_only_called(nodes: list[tree.Node]) -> bool:
    """Whether no map can hold a closure, which would answer to any name there."""
    named = named_closures(nodes)
    closures = {id(node) for node in nodes if isinstance(node, tree.Closure)}
    closures -= {id(closure) for closure in named.values()}
    methods = {node.name for node in nodes if isinstance(node, tree.Method)}
    for node in nodes:
        match node:
            case tree.Call(arguments=[*_, tree.Argument(value=tree.Closure() as last)]):
                closures -= {id(last)} if only_calls(node) else set()
            case tree.MethodPointer():
                return False
            case tree.Name(name=name) if name in methods:
                return False
    return not closures


def named_closures(nodes: list[tree.Node]) -> dict[str, tree.Closure]:
    """Closures in variables of their own that are only called, or given to a method that only calls them."""
    closures: dict[str, tree.Closure] = {}
    told: Counter[str] = Counter()
    lent: Counter[str] = Counter()
    for node in nodes:
        match node:
            case tree.Declarator(name=name, value=value):
                told[name] += 1
                closures.update({name: value} if isinstance(value, tree.Closure) else {})
            case tree.Name(name=name) | tree.Parameter(name=name) | tree.Catch(name=name):
                told[name] += 1
            case tree.Call(arguments=[*_, tree.Argument(value=tree.Name(name=name))]):
                lent[name] += only_calls(node)
    return {name: closure for name, closure in closures.items() if told[name] == 1 + lent[name]}


def only_calls(node: tree.Call) -> bool:
    """Whether a builtin method is meant that calls a closure and keeps it nowhere."""
    own = node.target is None or (isinstance(node.target, tree.Name) and node.target.name == "this")
    return node.name in CALLED and not own
