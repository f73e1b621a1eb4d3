"""What a rule writes and what it reads, field by field, of `issue` and `replica`.

Works on the tree alone. Refuses to know in which order things run.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeGuard

from syncscript.language.syntax import tree
from syncscript.language.syntax.tree.below import children

MERGED = ("comments", "attachments", "workLogs")


def path_of(target: tree.Node) -> Iterator[tree.Node]:
    """The target and what stands in front of it, down to the name it begins with."""
    while isinstance(target, tree.Property | tree.Index):
        yield target
        target = target.target
    yield target


def field_of(target: tree.Node, names: set[str]) -> str | None:
    """`labels` for `replica.labels...` when replica is one of the names; else None."""
    for part in path_of(target):
        if not isinstance(part, tree.Property) or not isinstance(part.target, tree.Name):
            continue
        if part.target.name in names:
            return part.name if isinstance(part.name, str) else None
    return None


def fields_read(nodes: list[tree.Node], names: set[str], written: set[int]) -> set[str] | None:
    """Fields of the object that are read; None when it is handed on whole, so that any may be.

    names: those of the object; written: the identities of nodes that are parts of what is assigned to.
    """
    found: set[str] = set()
    for node in nodes:
        if is_merge(node):
            found.update(MERGED)
            written = written | {id(argument.value) for argument in node.arguments}
    for node in nodes:
        for child in children(node):
            if not isinstance(child, tree.Name) or child.name not in names or id(child) in written:
                continue
            if not isinstance(node, tree.Property):
                return None
            if isinstance(node.name, str):
                found.add(node.name)
    return found


def is_merge(node: tree.Node) -> TypeGuard[tree.Call]:
    """`commentHelper.mergeComments(issue, replica)` and its like, which read one field of the replica."""
    return isinstance(node, tree.Call) and isinstance(node.name, str) and node.name.startswith("merge")
