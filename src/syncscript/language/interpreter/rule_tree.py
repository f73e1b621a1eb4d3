"""Walks over the tree of a rule: everything below, names that are assigned again.

Refuses to know what a node means.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import cast, get_args

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


Writing = tree.Assignment | tree.Step | tree.MultipleAssignment
WRITING = frozenset(get_args(Writing))


def reassigned_names(nodes: Iterable[tree.Node]) -> set[str]:
    """Names that are assigned somewhere else than where they are declared."""
    writing = cast("list[Writing]", [node for node in nodes if type(node) in WRITING])
    several = (w.targets if isinstance(w, tree.MultipleAssignment) else [w.target] for w in writing)
    return {target.name for targets in several for target in targets if isinstance(target, tree.Name)}
