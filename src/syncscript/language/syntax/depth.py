"""How deep a tree is nested, so that whoever walks it may recurse.

Knows the limit; walks without recursion itself.
"""

from __future__ import annotations

from syncscript.language.syntax import tree
from syncscript.language.syntax.lexing import Problem
from syncscript.language.syntax.tree.below import children

MAX_DEPTH = 250
"""Nodes from the script down to the deepest one."""
MOST_OF_ONE_LENGTH = 8
"""More nodes than ever stand in each other without a letter between: what is short is not deep."""


def problems_of_depth(script: tree.Script) -> list[Problem]:
    """At most one problem: the first node that lies too deep. The script is emptied then."""
    level: list[tree.Node] = list(script.body)
    for left in range(MAX_DEPTH, 0, -1):
        if not level:
            return []
        shortest = left // MOST_OF_ONE_LENGTH
        level = [c for node in level if node.end - node.start >= shortest for c in children(node)]
    if not level:
        return []
    script.body = []
    return [Problem("too_deep", level[0].start, level[0].end)]
