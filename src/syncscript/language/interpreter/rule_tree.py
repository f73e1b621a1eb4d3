"""Walks over the tree of a rule: everything below, names that are assigned again.

Refuses to know what a node means.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from syncscript.language.syntax import tree
from syncscript.language.syntax.tree.below import children

Path = tuple[str, str | None]
"""A field of the replica, and the entry of it for customFields and customKeys."""


# ---------------------------------------------------------------------------- the rule's tree


def walk(node: tree.Node) -> Iterator[tree.Node]:
    """The node and all below it."""
    waiting = [node]
    while waiting:
        here = waiting.pop()
        yield here
        waiting += children(here)


WRITING = frozenset({tree.Assignment, tree.Step, tree.MultipleAssignment})


def reassigned_names(nodes: Iterable[tree.Node]) -> set[str]:
    """Names that are assigned somewhere else than where they are declared."""
    found: set[str] = set()
    for node in nodes:
        if type(node) in WRITING:
            targets = node.targets if isinstance(node, tree.MultipleAssignment) else [node.target]
            found.update(target.name for target in targets if isinstance(target, tree.Name))
    return found
