"""Whether a value that leaves holds comments, all of them as they are.

Steps that keep every comment are followed; a choice among them was made by somebody who knows. Refuses to
know whether any is internal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from syncscript.language.interpreter.rule_tree import walk
from syncscript.language.syntax import tree

KEEPING = frozenset({
    "collect", "sort", "toSorted", "reverse", "unique", "take", "takeRight", "drop", "toList",
})  # fmt: skip
ONE_OF_THEM = frozenset({"first", "last", "max", "min", "head"})
KNOWING = frozenset({"internal", "isInternal", "roleLevel", "groupLevel", "filterLocal"})
"""Who names one of these has thought of it."""
Asks = Callable[[tree.Node], bool]


def comments_in(value: tree.Node, whole: bool, is_comments: Asks) -> tree.Node | None:
    """The list that is sent. whole: the value becomes the comments; else only the texts of comments count."""
    if any(getattr(part, "name", None) in KNOWING for part in walk(value)):
        return None
    if not whole:
        return next(texts_of(value, is_comments), None)
    lists = (base_of(each, is_comments) for each in alternatives(value))
    return next((each for each in lists if each is not None), None)


def alternatives(value: tree.Node) -> Iterator[tree.Node]:
    match value:
        case tree.Elvis(value=left, otherwise=right) | tree.Ternary(then=left, otherwise=right):
            yield from alternatives(left)
            yield from alternatives(right)
        case tree.Binary(operator="+", left=left, right=right):
            yield from alternatives(left)
            yield from alternatives(right)
        case tree.Cast(value=held):
            yield from alternatives(held)
        case _:
            yield value


def base_of(value: tree.Node, is_comments: Asks, steps: frozenset[str] = KEEPING) -> tree.Node | None:
    while isinstance(value, tree.Call) and value.target is not None and value.name in steps:
        value = value.target
    return value if is_comments(value) else None


def texts_of(value: tree.Node, is_comments: Asks) -> Iterator[tree.Node]:
    """`comments.collect { it.body }`, `comments*.body`, `comments.last().body`."""
    for part in walk(value):
        match part:
            case tree.Property(target=target, name="body"):
                found = base_of(target, is_comments, KEEPING | ONE_OF_THEM)
            case tree.Call(name="collect", target=tree.Node() as target) if reads_bodies(part):
                found = base_of(target, is_comments)
            case _:
                continue
        if found is not None:
            yield found


def reads_bodies(call: tree.Call) -> bool:
    return any(isinstance(part, tree.Property) and part.name == "body" for part in walk(call))
