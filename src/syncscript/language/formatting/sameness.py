"""Whether two trees say the same: equal but for the places of their nodes.

Knows every field of every node. Refuses to know which differences would matter.
"""

from __future__ import annotations

from dataclasses import fields
from decimal import Decimal
from functools import cache

from syncscript.language.syntax import tree

_PLACES = ("start", "end")


def says_the_same(one: tree.Script, other: tree.Script) -> bool:
    """The statements, and the comments in their order but for blanks around their lines."""
    return _same(one.body, other.body) and _comments(one) == _comments(other)


def _comments(script: tree.Script) -> list[list[str]]:
    return [[line.strip() for line in comment.text.splitlines()] for comment in script.comments]


@cache
def _told(kind: type[tree.Node]) -> tuple[str, ...]:
    return tuple(part.name for part in fields(kind) if part.name not in _PLACES)


def _same(one: object, other: object) -> bool:
    """Walks without recursion: a tree may be nested as deep as the language allows."""
    waiting = [(one, other)]
    while waiting:
        left, right = waiting.pop()
        if type(left) is not type(right):
            return False
        if isinstance(left, tree.Node):
            waiting += [(getattr(left, name), getattr(right, name)) for name in _told(type(left))]  # type: ignore[arg-type]
        elif isinstance(left, list) and isinstance(right, list):
            if len(left) != len(right):
                return False
            waiting += zip(left, right, strict=True)
        elif left != right or (isinstance(left, Decimal | float) and repr(left) != repr(right)):
            return False
    return True
