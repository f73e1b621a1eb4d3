"""What lies below a node: which of its fields hold nodes, and the nodes in them.

All that goes through a tree asks this of every node, so the answer is a function of its own for each kind of
node, written when the first of the kind is met. Refuses to know what any of them means.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import fields
from typing import Any

from syncscript.language.syntax.tree.node import Node

LEAVES = {"int", "str", "bool", "object", "str | None", "list[str]"}
"""Types of fields that hold no node."""
ONE = "    if (value := node.{0}) is not None: found.append(value)"
SEVERAL = "    if node.{0}: found += node.{0}"
MIXED = """\
    if isinstance(value := node.{0}, Node): found.append(value)
    elif type(value) is list: found += [item for item in value if isinstance(item, Node)]"""
Below = Callable[[Any], list[Node]]


def children(node: Node) -> list[Node]:
    """The nodes directly below this one, in the order they are written; the list is the caller's."""
    return BELOW[type(node)](node)


class ByKind(dict[type[Node], Below]):
    """The function of each kind of node."""

    def __missing__(self, kind: type[Node]) -> Below:
        self[kind] = written_for(kind)
        return self[kind]


BELOW = ByKind()


def written_for(kind: type[Node]) -> Below:
    types = [(part.name, str(part.type)) for part in fields(kind)]
    lines = [taking(type).format(name) for name, type in types if type not in LEAVES]
    written: dict[str, Any] = {"Node": Node}
    exec("\n".join(["def below(node):", "    found = []", *lines, "    return found"]), written)
    below: Below = written["below"]
    return below


def taking(written: str) -> str:
    """How nodes are taken out of a field of this type: only names of kinds of nodes promise nodes."""
    kinds = {"Node", "list", "None", *(kind.__name__ for kind in Node.__subclasses__())}
    if not set(re.findall(r"\w+", written)) <= kinds:
        return MIXED
    return SEVERAL if "list[" in written else ONE
