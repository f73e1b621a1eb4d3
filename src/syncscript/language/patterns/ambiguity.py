"""Patterns that may be matched in very many ways: repeats of what is itself a repeat.

Judges the tree of a pattern. Refuses to measure.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterator

from syncscript.language.patterns.reading import read
from syncscript.language.patterns.tree import (
    Atomic,
    Choice,
    Group,
    Look,
    Node,
    PatternProblem,
    Piece,
    Repeat,
    Sequence,
    widths,
)

SIGNS = string.ascii_letters[:30] + string.digits[:3] + " \t_-.,:;/#@\u00e9"
"""Of every sort one that patterns name."""


def is_ambiguous(pattern: str) -> bool:
    """Whether one text may fit in very many ways; False for what is no pattern."""
    try:
        tree = read(pattern).tree
    except PatternProblem:
        return False
    return any(repeats_repeats(each) for each in parts_of(tree))


def parts_of(node: Node) -> Iterator[Node]:
    yield node
    if isinstance(node, Sequence | Choice):
        for item in node.items:
            yield from parts_of(item)
    elif isinstance(node, Group | Repeat | Look | Atomic):
        yield from parts_of(node.inner)


def repeats_repeats(node: Node) -> bool:
    """An endless repeat of what is nothing but an endless repeat, beside what may be left out."""
    if not isinstance(node, Repeat) or node.most is not None or node.manner == "possessive":
        return False
    inner = list(branches(node.inner))
    return any(is_all_repeat(branch) or is_tail_of_itself(branch) for branch in inner) or meet(inner)


def is_tail_of_itself(node: Node) -> bool:
    """`\\w+.`: a repeat of single signs, and behind it single signs that it could take too."""
    while isinstance(node, Group):
        node = node.inner
    if not isinstance(node, Sequence) or len(node.items) < 2:
        return False
    first = single_repeat(node.items[0])
    return first is not None and all(meet([first, item]) for item in node.items[1:])


def single_repeat(node: Node) -> Node | None:
    """What `a+` and `(a)+` repeat, where it is one sign."""
    while isinstance(node, Group):
        node = node.inner
    if not isinstance(node, Repeat) or node.most is not None or node.manner == "possessive":
        return None
    return node.inner if widths(node.inner) == (1, 1) else None


def meet(branches: list[Node]) -> bool:
    """Whether two ways of a choice take the same text: the same sign, or one sign and the same twice."""
    pieces = [pieces_of(branch) for branch in branches]
    signs = [{sign for sign in SIGNS if len(each) and re.fullmatch(each[0], sign)} for each in pieces]
    alike = [bool(each) and all(part == each[0] for part in each) for each in pieces]
    for number, one in enumerate(signs):
        for other in range(number):
            if (
                alike[number]
                and alike[other]
                and 1 in (len(pieces[number]), len(pieces[other]))
                and one & signs[other]
            ):
                return True
    return False


def pieces_of(node: Node) -> list[str]:
    """The signs in a row, as patterns; empty where there is more to it."""
    while isinstance(node, Group):
        node = node.inner
    if isinstance(node, Piece):
        return (
            list(node.literal)
            if node.literal and node.literal.isalnum()
            else ([node.written] if node.width == 1 else [])
        )
    if isinstance(node, Sequence):
        inner = [pieces_of(item) for item in node.items]
        return [part for each in inner for part in each] if all(inner) else []
    return []


def branches(node: Node) -> Iterator[Node]:
    if isinstance(node, Group):
        yield from branches(node.inner)
    elif isinstance(node, Choice):
        for item in node.items:
            yield from branches(item)
    else:
        yield node


def is_all_repeat(node: Node) -> bool:
    if isinstance(node, Group):
        return is_all_repeat(node.inner)
    if isinstance(node, Repeat):
        return node.most is None and node.manner != "possessive"
    if isinstance(node, Sequence):
        needed = [item for item in node.items if widths(item)[0] > 0]
        endless = [item for item in node.items if is_all_repeat(item)]
        return bool(endless) and all(is_all_repeat(item) for item in needed)
    return False
