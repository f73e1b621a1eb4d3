"""What lies below a node: which of its fields hold nodes, and the nodes in them.

Refuses to know what any of them means.
"""

from __future__ import annotations

import re
from dataclasses import fields

from syncscript.language.syntax.tree.node import Node

LEAVES = {"int", "str", "bool", "object", "str | None", "list[str]"}
"""Types of fields that hold no node."""


ONE, SEVERAL, MIXED = range(3)
PARTS: dict[type[Node], tuple[tuple[str, int], ...]] = {}
"""The fields of a kind of node that may hold nodes, and what each holds: one node or none, a list of nodes,
or other things among them. Filled as kinds are met."""


def parts_of(kind: type[Node]) -> tuple[tuple[str, int], ...]:
    if kind not in PARTS:
        types = [(part.name, str(part.type)) for part in fields(kind)]
        PARTS[kind] = tuple((name, held_in(type)) for name, type in types if type not in LEAVES)
    return PARTS[kind]


def held_in(written: str) -> int:
    """What a field of this type holds: only names of kinds of nodes promise nodes."""
    kinds = {"Node", "list", "None", *(kind.__name__ for kind in Node.__subclasses__())}
    if not set(re.findall(r"\w+", written)) <= kinds:
        return MIXED
    return SEVERAL if "list[" in written else ONE


def children(node: Node) -> list[Node]:
    """The nodes directly below this one, in the order they are written."""
    found: list[Node] = []
    parts = PARTS.get(type(node))
    for name, held in parts_of(type(node)) if parts is None else parts:
        value = getattr(node, name)
        if value is None:
            continue
        if held == ONE:
            found.append(value)
        elif held == SEVERAL:
            found += value
        elif isinstance(value, Node):
            found.append(value)
        elif type(value) is list:
            found += [item for item in value if isinstance(item, Node)]
    return found
