"""What lies below a node: which of its fields hold nodes, and the nodes in them.

Refuses to know what any of them means.
"""

from __future__ import annotations

from dataclasses import fields

from syncscript.language.syntax.tree.node import Node

LEAVES = {"int", "str", "bool", "object", "str | None", "list[str]"}
"""Types of fields that hold no node."""


NODE_FIELDS: dict[type[Node], tuple[str, ...]] = {}
"""The fields of a kind of node that may hold nodes; filled as kinds are met."""


def node_fields(kind: type[Node]) -> tuple[str, ...]:
    if kind not in NODE_FIELDS:
        NODE_FIELDS[kind] = tuple(part.name for part in fields(kind) if part.type not in LEAVES)
    return NODE_FIELDS[kind]


def children(node: Node) -> list[Node]:
    """The nodes directly below this one, in the order they are written."""
    found: list[Node] = []
    for name in node_fields(type(node)):
        value = getattr(node, name)
        if isinstance(value, Node):
            found.append(value)
        elif type(value) is list:
            found += [item for item in value if isinstance(item, Node)]
    return found
