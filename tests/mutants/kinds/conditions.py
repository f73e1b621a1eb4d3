"""Mistakes in conditions and guards."""

from __future__ import annotations

from collections.abc import Iterator

from syncscript.language.syntax import tree
from tests.mutants.mutant import Edit, Ground, mutation

OPPOSITE = {
    "==": "!=", "!=": "==", "&&": "||", "||": "&&", "in": "!in", "!in": "in", "<": ">=", ">": "<=",
    "<=": ">", ">=": "<",
}  # fmt: skip


@mutation("guard dropped")
def guard_dropped(node: tree.Node, ground: Ground) -> Iterator[Edit]:
    if isinstance(node, tree.Property | tree.Call) and node.safe and node.target is not None:
        at = ground.text.index("?.", node.target.end)
        yield Edit(at, at + 2, ".")


@mutation("condition dropped")
def condition_dropped(node: tree.Node, ground: Ground) -> Iterator[Edit]:
    if isinstance(node, tree.If):
        yield Edit(node.condition.start, node.condition.end, "true")
    if isinstance(node, tree.Binary) and node.operator in ("&&", "||"):
        yield Edit(node.start, node.end, ground.of(node.left))
        yield Edit(node.start, node.end, ground.of(node.right))


@mutation("condition turned round")
def turned_round(node: tree.Node, ground: Ground) -> Iterator[Edit]:
    if isinstance(node, tree.If):
        yield Edit(node.condition.start, node.condition.end, f"!({ground.of(node.condition)})")
    if isinstance(node, tree.Ternary):
        then, otherwise = node.then, node.otherwise
        also = (Edit(otherwise.start, otherwise.end, ground.of(then)),)
        yield Edit(then.start, then.end, ground.of(otherwise), also)
    if isinstance(node, tree.Unary) and node.operator == "!":
        yield Edit(node.start, node.end, ground.of(node.operand))


@mutation("operator changed")
def operator_changed(node: tree.Node, ground: Ground) -> Iterator[Edit]:
    if isinstance(node, tree.Binary) and node.operator in OPPOSITE:
        at = ground.text.index(node.operator, node.left.end)
        yield Edit(at, at + len(node.operator), OPPOSITE[node.operator])


@mutation("comparison assigns")
def comparison_assigns(node: tree.Node, ground: Ground) -> Iterator[Edit]:
    if isinstance(node, tree.Binary) and node.operator == "==":
        at = ground.text.index("==", node.left.end)
        yield Edit(at, at + 2, "=")
