"""How deep a tree is nested, so that whoever walks it may recurse.

Knows the limit; walks without recursion itself.
"""

from __future__ import annotations

from syncscript.language.syntax import tree
from syncscript.language.syntax.lexing import Problem

MAX_DEPTH = 250
"""Nodes from the script down to the deepest one."""


def problems_of_depth(script: tree.Script) -> list[Problem]:
    """At most one problem: the first node that lies too deep. The script is emptied then."""
    level: list[tree.Node] = list(script.body)
    for _ in range(MAX_DEPTH):
        if not level:
            return []
        level = [child for node in level for child in children_of(node)]
    if not level:
        return []
    script.body = []
    return [Problem("too_deep", level[0].start, level[0].end)]


def children_of(node: tree.Node) -> list[tree.Node]:
    """The nodes directly below a node, in the order of its fields."""
    found: list[tree.Node] = []
    for name in node.__slots__:
        value = getattr(node, name)
        if isinstance(value, tree.Node):
            found.append(value)
        elif type(value) is list:
            found += [each for each in value if isinstance(each, tree.Node)]
    return found
