"""Sets of variables and fields that are surely written again before they are read, and how they meet.

A field is `issue.summary`, a custom one `issue.customFields.Severity`. Refuses to know statements.
"""

from __future__ import annotations

from syncscript.language.analysis.names import Variable
from syncscript.language.syntax import tree

Key = Variable | str
Dead = frozenset[Key] | None
"""What is written again before it is read; None where no run comes: everything."""
NOTHING: frozenset[Key] = frozenset()


def is_certain(value: tree.Node) -> bool:
    """Whether a value is one for certain, and not what the other side may have left out."""
    match value:
        case tree.Elvis(otherwise=otherwise):
            return is_certain(otherwise)
        case tree.Ternary(then=then, otherwise=otherwise):
            return is_certain(then) and is_certain(otherwise)
    return isinstance(value, tree.Literal | tree.GString | tree.Binary | tree.ListLiteral | tree.MapLiteral)


def meet(one: Dead, other: Dead) -> Dead:
    if one is None or other is None:
        return other if one is None else one
    return one & other


def without_fields(dead: Dead) -> Dead:
    return frozenset(key for key in dead if not isinstance(key, str)) if dead else dead


def without_field(dead: Dead, root: str, field: str) -> frozenset[Key]:
    """field: `customFields` alone stands for all of them, and an empty one for the whole object."""
    if not dead:
        return NOTHING
    if not field:
        return without_fields(dead) or NOTHING
    whole = f"{root}.{field}"
    return frozenset(
        key
        for key in dead
        if not (isinstance(key, str) and (key == whole or key.startswith(f"{whole}.")))
    )
