"""What a closure or a method of a script may end with: returned values, and last statements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from syncscript.language.syntax import tree
from syncscript.language.syntax.tree.below import children


def results_of(code: tree.Closure | tree.Method) -> Iterator[tree.Node]:
    body = code.body if isinstance(code, tree.Closure) else code.body.body
    yield from last_values(body)
    for statement in body:
        yield from returned(statement)


def last_values(body: Sequence[tree.Node]) -> Iterator[tree.Node]:
    match body[-1] if body else None:
        case tree.ExpressionStatement(expression=value):
            yield value
        case tree.Block(body=inner):
            yield from last_values(inner)
        case tree.If(then=then, otherwise=otherwise):
            yield from last_values([then])
            yield from last_values([otherwise] if otherwise is not None else [])
        case tree.Switch(cases=cases):
            for case in cases:
                yield from last_values(case.body)
        case tree.Try(body=inner, catches=catches):
            yield from last_values([inner])
            for caught in catches:
                yield from last_values([caught.body])


def returned(node: tree.Node) -> Iterator[tree.Node]:
    """Not those of closures and methods inside."""
    if isinstance(node, tree.Closure | tree.Method | tree.ClassDefinition):
        return
    if isinstance(node, tree.Return):
        if node.value is not None:
            yield node.value
        return
    for child in children(node):
        yield from returned(child)
