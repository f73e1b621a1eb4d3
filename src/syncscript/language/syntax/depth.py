"""How deep a tree is nested, so that whoever walks it may recurse.

Knows the limit; walks without recursion itself.
"""

from __future__ import annotations

from syncscript.language.syntax import tree
from syncscript.language.syntax.lexing import Problem
from syncscript.language.syntax.tree.below import children

MAX_DEPTH = 250
"""Nodes from the script down to the deepest one."""


def problems_of_depth(script: tree.Script) -> list[Problem]:
    """At most one problem: the first node that lies too deep. The script is emptied then."""
    level: list[tree.Node] = list(script.body)
    for _ in range(MAX_DEPTH):
        if not level:
            return []
        level = [child for node in level for child in children(node)]
    if not level:
        return []
    script.body = []
    return [Problem("too_deep", level[0].start, level[0].end)]
