"""Assignments where a comparison was meant: in conditions, and as the answer of a searching closure.

Knows the places that ask something. Leaves in peace what is an idiom: a variable that is given a worked-out
value and asked about at once, `while (line = lines.poll())`. Refuses to judge.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from syncscript.language.syntax import tree

SEARCHING = frozenset({
    "find", "findAll", "any", "every", "findIndexOf", "findLastIndexOf", "findIndexValues", "takeWhile",
    "dropWhile", "removeIf", "removeAll", "retainAll", "count", "split", "anyMatch", "allMatch", "noneMatch",
    "filter",
})  # fmt: skip
"""Methods whose closure answers yes or no."""


def mistaken_assignments(nodes: Iterable[tree.Node]) -> Iterator[tree.Assignment]:
    for node in nodes:
        match node:
            case tree.If(condition=condition) | tree.Ternary(condition=condition):
                yield from asked(condition, alone=True)
            case tree.While(condition=condition):
                yield from asked(condition, alone=False)
            case tree.Call(name=str(name), arguments=[*_, last]) if name in SEARCHING:
                if isinstance(last.value, tree.Closure) and last.value.body:
                    yield from asked(answer_of(last.value.body[-1]), alone=False)


def asked(condition: tree.Node | None, *, alone: bool) -> Iterator[tree.Assignment]:
    """alone: a plain assignment there is never an idiom."""
    match condition:
        case tree.Assignment(operator="="):
            if alone or is_field_or_constant(condition):
                yield condition
        case tree.Binary(operator="&&" | "||", left=left, right=right):
            yield from asked(left, alone=False)
            yield from asked(right, alone=False)
        case tree.Unary(operator="!", operand=operand):
            yield from asked(operand, alone=False)


def answer_of(last: tree.Node) -> tree.Node | None:
    if isinstance(last, tree.ExpressionStatement):
        return last.expression
    return last.value if isinstance(last, tree.Return) else None


def is_field_or_constant(assignment: tree.Assignment) -> bool:
    return not isinstance(assignment.target, tree.Name) or isinstance(assignment.value, tree.Literal)
