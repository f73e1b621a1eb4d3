"""Whether two trees say the same: equal but for the places of their nodes.

Knows every field of every node. Refuses to know which differences would matter.
"""

from __future__ import annotations

from dataclasses import fields
from decimal import Decimal
from functools import cache

from syncscript.language.syntax import tree

_PLACES = ("start", "end")
_EXACT = {Decimal, float}
"""1.0 and 1.00 are equal, and are not the same."""


def says_the_same(one: tree.Script, other: tree.Script) -> bool:
    """The statements, and the comments in their order but for blanks around their lines."""
    return _same(one.body, other.body) and _comments(one) == _comments(other)


def _comments(script: tree.Script) -> list[list[str]]:
    return [[line.strip() for line in comment.text.splitlines()] for comment in script.comments]


@cache
def _told(kind: type[tree.Node]) -> tuple[str, ...]:
    return tuple(part.name for part in fields(kind) if part.name not in _PLACES)


def _same(one: object, other: object) -> bool:
    kind = type(one)
    if kind is not type(other):
        return False
    if isinstance(one, tree.Node):
        return all(_same(getattr(one, name), getattr(other, name)) for name in _told(kind))  # type: ignore[arg-type]
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_same, one, other))
    return repr(one) == repr(other) if kind in _EXACT else one == other
