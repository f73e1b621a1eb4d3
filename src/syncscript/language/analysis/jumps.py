"""Where a run leaves a stretch of code for good: statements behind which nothing more can run.

Refuses to evaluate conditions other than `true`.
"""

from __future__ import annotations

from collections.abc import Iterator

from syncscript.language.syntax import tree
from syncscript.language.syntax.tree.below import children

LEAVING = (tree.Return, tree.Throw, tree.Break, tree.Continue)
HOISTED = (tree.Method, tree.ClassDefinition, tree.Import)
"""What counts wherever it stands."""
LOOPS = (tree.While, tree.ForIn, tree.ForLoop, tree.Switch)
APART = (tree.Closure, tree.Method, tree.ClassDefinition)


def leaves(statement: tree.Node) -> bool:
    """Whether what stands behind this statement in the same block cannot be reached from it."""
    match statement:
        case tree.Return() | tree.Throw() | tree.Break() | tree.Continue():
            return True
        case tree.Block(body=body):
            return any(map(leaves, body))
        case tree.If(then=then, otherwise=otherwise):
            return otherwise is not None and leaves(then) and leaves(otherwise)
        case tree.Try(body=body, catches=catches, final=final):
            if final is not None and leaves(final):
                return True
            return leaves(body) and all(leaves(each.body) for each in catches)
        case tree.While(condition=tree.Literal(value=True), body=body):
            return not any(isinstance(each, tree.Break) for each in own_jumps(body))
        case tree.ExpressionStatement(expression=expression):
            return always_fails(expression)
    return False


def always_fails(expression: tree.Node) -> bool:
    """`debug.error(...)` shows a value by failing."""
    match expression:
        case tree.Call(target=tree.Name(name="debug"), name="error"):
            return True
    return False


def own_jumps(node: tree.Node) -> Iterator[tree.Node]:
    """The jumps below a loop's body that may leave this loop: those with a label, or of no loop inside."""
    if isinstance(node, tree.Break | tree.Continue | tree.Return | tree.Throw):
        yield node
    for child in children(node):
        if isinstance(child, APART):
            continue
        inner = isinstance(child, LOOPS)
        yield from (each for each in own_jumps(child) if not inner or getattr(each, "label", None))


def bodies(node: tree.Node) -> Iterator[list[tree.Node]]:
    """The runs of statements directly in a node."""
    if isinstance(node, tree.Script | tree.Block | tree.Closure | tree.Case):
        yield node.body
