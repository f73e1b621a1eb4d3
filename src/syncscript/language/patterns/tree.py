"""The tree of a pattern. A `Piece` is what Python's `re` can match with work that the pattern bounds.

Knows shapes alone: how they are read stands in `reading`, how they are matched in `program` and `machine`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

DOT, EDGE, WORD, CASE, OWN = "dot", "edge", "word", "case", "own"
"""Marks of what other engines read otherwise: `.`, `$` and its like, `\\b`, `(?i)`, what is Java's own."""


class PatternProblem(ValueError):
    """This is no pattern that a rule may use."""


@dataclass(frozen=True, slots=True)
class Piece:
    """`written` in the syntax of `re`, always `width` characters long; `literal`: the very text, if one."""

    written: str
    width: int
    literal: str | None = None


@dataclass(frozen=True, slots=True)
class Sequence:
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Group:
    number: int
    inner: Node


@dataclass(frozen=True, slots=True)
class Repeat:
    """manner: greedy | lazy | possessive; most: None without end."""

    inner: Node
    least: int
    most: int | None
    manner: str


@dataclass(frozen=True, slots=True)
class Look:
    inner: Node
    ahead: bool
    wanted: bool


@dataclass(frozen=True, slots=True)
class Atomic:
    inner: Node


@dataclass(frozen=True, slots=True)
class Back:
    """What a group has matched, again. Without a match it never matches."""

    number: int
    any_case: bool


Node: TypeAlias = Piece | Sequence | Choice | Group | Repeat | Look | Atomic | Back


def widths(node: Node) -> tuple[int, int | None]:
    """The fewest and the most characters that this matches; None: no end."""
    if isinstance(node, Piece):
        return node.width, node.width
    if isinstance(node, Look):
        return 0, 0
    if isinstance(node, Back):
        return 0, None
    if isinstance(node, Repeat):
        least, most = widths(node.inner)
        endless = most is None or (node.most is None and most > 0)
        return least * node.least, None if endless else (most or 0) * (node.most or 0)
    if isinstance(node, Group | Atomic):
        return widths(node.inner)
    inner = [widths(item) for item in node.items]
    ends = [most for _, most in inner]
    join, furthest = (sum, sum) if isinstance(node, Sequence) else (min, max)
    finite = [most for most in ends if most is not None]
    return (
        join(least for least, _ in inner) if inner else 0,
        None if len(finite) < len(ends) else (furthest(finite) if finite else 0),
    )


def extent(node: Node) -> int:
    """How many pieces there are when counted repeats are written out."""
    if isinstance(node, Repeat):
        single = isinstance(node.inner, Piece) and node.inner.width == 1
        often = 1 if single else max(node.least, node.most or 0, 1)
        return 3 + often * extent(node.inner)
    if isinstance(node, Group | Look | Atomic):
        return 2 + extent(node.inner)
    if isinstance(node, Sequence | Choice):
        return 2 * len(node.items) + sum(map(extent, node.items))
    return 1


def is_straight(node: Node) -> bool:
    """Whether endless repeats are of single characters, and stand neither in a choice nor in a repeat.

    Then a search for all matches looks through each stretch of a text a few times at most: whatever a later
    match could end with, a repeat that is still open before it could end with too.
    """
    if isinstance(node, Sequence):
        return all(map(is_straight, node.items))
    if isinstance(node, Group):
        return is_straight(node.inner)
    if isinstance(node, Repeat) and isinstance(node.inner, Piece):
        return True
    return widths(node)[1] is not None
