"""What one round of a loop, or one call of a closure, costs beside its step: told from the tree alone.

A step pays for a small body; a body with more in it costs more steps, so that the budget of steps bounds time
and memory whatever stands in a loop. Refuses to know values.
"""

from __future__ import annotations

from collections.abc import Iterable

from syncscript.language.syntax import tree
from syncscript.language.syntax.tree.below import children

STEP = 32
"""What one step pays for: about 50 nanoseconds or 10 bytes each."""

WEIGHTS: dict[type, int] = {
    tree.Binary: 4,
    tree.Property: 2,
    tree.Index: 4,
    tree.Call: 32,
    tree.MethodPointer: 24,
    tree.GString: 8,
    tree.ListLiteral: 12,
    tree.MapLiteral: 24,
    tree.MapEntry: 4,
    tree.Range: 16,
    tree.New: 40,
    tree.Closure: 40,
    tree.Throw: 32,
    tree.Try: 48,
    tree.Cast: 16,
    tree.TypeTest: 8,
}
APART = (tree.Closure, tree.Method, tree.ClassDefinition)
"""Their bodies are paid for when they run."""


def extra_steps(*parts: tree.Node | None) -> int:
    """Steps that the nodes cost each time beside the one that is counted anyway."""
    return sum(map(weight_of, (part for part in parts if part is not None))) // STEP


def weight_of(node: tree.Node) -> int:
    total, waiting = 0, [node]
    while waiting:
        here = waiting.pop()
        total += WEIGHTS.get(type(here), 1)
        if not isinstance(here, APART):
            waiting.extend(inside(here))
    return total


def inside(node: tree.Node) -> Iterable[tree.Node]:
    """The nodes below that run as often as this one does; the rounds of a loop pay for themselves."""
    match node:
        case tree.ForIn(iterable=iterable):
            return [iterable]
        case tree.ForLoop(initial=initial):
            return initial
        case tree.While():
            return []
    return children(node)
