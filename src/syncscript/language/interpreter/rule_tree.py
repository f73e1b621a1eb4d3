"""Walks over the tree of a rule: children, everything below, names that are assigned again.

Refuses to know what a node means.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from syncscript.language.syntax import tree

Path = tuple[str, str | None]
"""A field of the replica, and the entry of it for customFields and customKeys."""


# ---------------------------------------------------------------------------- the rule's tree


LEAVES = {"int", "str", "bool", "object", "str | None", "list[str]"}
"""Types of fields that hold no node."""


NODE_FIELDS: dict[type[tree.Node], tuple[str, ...]] = {}
"""The fields of a kind of node that may hold nodes; filled as kinds are met."""


def node_fields(kind: type[tree.Node]) -> tuple[str, ...]:
    if kind not in NODE_FIELDS:
        NODE_FIELDS[kind] = tuple(part.name for part in fields(kind) if part.type not in LEAVES)
    return NODE_FIELDS[kind]


def children(node: tree.Node) -> list[tree.Node]:
    """The nodes directly below this one, in the order they are written."""
    found: list[tree.Node] = []
    for name in node_fields(type(node)):
        value = getattr(node, name)
        if isinstance(value, tree.Node):
            found.append(value)
        elif type(value) is list:
            found += [item for item in value if isinstance(item, tree.Node)]
    return found


def walk(node: tree.Node) -> Iterator[tree.Node]:
    """The node and all below it."""
    waiting = [node]
    while waiting:
        here = waiting.pop()
        yield here
        for name in NODE_FIELDS.get(type(here)) or node_fields(type(here)):
            value = getattr(here, name)
            if type(value) is list:
                waiting += [item for item in value if isinstance(item, tree.Node)]
            elif isinstance(value, tree.Node):
                waiting.append(value)


def reassigned_names(script: tree.Script) -> set[str]:
    """Names that are assigned somewhere else than where they are declared."""
    found: set[str] = set()
    for node in walk(script):
        match node:
            case tree.Assignment(target=tree.Name(name=name)) | tree.Step(target=tree.Name(name=name)):
                found.add(name)
            case tree.MultipleAssignment(targets=targets):
                found.update(t.name for t in targets if isinstance(t, tree.Name))
    return found
