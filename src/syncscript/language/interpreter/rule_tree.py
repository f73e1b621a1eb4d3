"""Walks over the tree of a rule: children, everything below, names that are assigned again.

Refuses to know what a node means.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from syncscript.language.syntax import tree

Path = tuple[str, str | None]
"""A field of the replica, and the entry of it for customFields and customKeys."""


# ---------------------------------------------------------------------------- the rule's tree


def children(node: object) -> Iterator[tree.Node]:
    """The nodes directly below this one, in the order they are written."""
    if not is_dataclass(node):
        return
    for part in fields(node):
        value = getattr(node, part.name)
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, tree.Node):
                yield item


def walk(node: tree.Node) -> Iterator[tree.Node]:
    """The node and all below it."""
    waiting = [node]
    while waiting:
        here = waiting.pop()
        yield here
        waiting.extend(children(here))


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
