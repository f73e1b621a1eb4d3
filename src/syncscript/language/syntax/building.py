"""What all builders of tree nodes share.

A builder makes the node of one grammar rule and has that rule's name. Its module announces it with
`@builds`; the loader finds the modules by their name, `build_*.py`. Refuses to know any rule.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeGuard, TypeVar

from syncscript.language.syntax import tree
from syncscript.language.syntax.lexing import Problem, Token

BUILDERS: dict[str, Callable[..., Any]] = {}
_Builder = TypeVar("_Builder", bound=Callable[..., Any])


@dataclass(slots=True)
class Building:
    """The text that is parsed, and the mistakes that only the finished node shows."""

    text: str
    problems: list[Problem] = field(default_factory=list)

    def report(self, key: str, start: int, end: int, detail: str = "", more: str = "") -> None:
        self.problems.append(Problem(key, start, end, detail, more))


def builds(function: _Builder) -> _Builder:
    """Announces a builder: (building, kept values, start, end) -> node."""
    BUILDERS[function.__name__] = function
    return function


def is_token(value: Any) -> TypeGuard[Token]:
    return type(value) is tuple


def kinds_of(kept: list[Any]) -> dict[str, Token]:
    """The tokens among the kept values by their kind; the last of each."""
    return {value[0]: value for value in kept if is_token(value)}


_LEFT = {
    tree.Binary: "left", tree.Property: "target", tree.Index: "target", tree.Ternary: "condition",
    tree.Elvis: "value", tree.TypeTest: "value", tree.Range: "low", tree.Assignment: "target",
    tree.MethodPointer: "target", tree.Call: "target",
}


def is_parenthesised(building: Building, node: tree.Node) -> bool:
    """Whether the node itself stands in parentheses: its stretch is wider than its first part's."""
    if isinstance(node, tree.Cast):
        return not node.java and node.start != node.value.start
    if isinstance(node, tree.Step) and not node.prefix:
        return node.start != node.target.start
    name = _LEFT.get(type(node))
    left = getattr(node, name) if name else None
    if left is not None:
        return bool(node.start != left.start)
    return building.text.startswith("(", node.start)
