"""A condition assigns instead of comparing.

`=` writes the field and hands the value on, which is nearly always true: the block runs for every issue,
and the field that was to be looked at is overwritten on the way.

Bad (incoming)::

    if (replica.priority.name = "Trivial") {
        issue.summary = "[trivial] " + replica.summary
    }

Good (incoming)::

    if (replica.priority.name == "Trivial") {
        issue.summary = "[trivial] " + replica.summary
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from syncscript.language.analysis.mistaken_assignments import SEARCHING, mistaken_assignments
from syncscript.language.lint.finding import Edit, Fix
from syncscript.language.lint.linted import Linted
from syncscript.language.lint.registry import Told, lint_rule
from syncscript.language.syntax import tree

Asking = tree.If | tree.Ternary | tree.While | tree.Call


@lint_rule("L101", "correctness", tree.If, tree.Ternary, tree.While, tree.Call)
def check(node: Asking, linted: Linted) -> Iterator[Told]:
    if isinstance(node, tree.Call) and node.name not in SEARCHING:
        return
    for mistaken in mistaken_assignments((node,)):
        place = "closure" if isinstance(node, tree.Call) else "condition"
        fix = Fix("write == to compare", (equals_sign(mistaken, linted),), safe=False)
        yield Told(mistaken, f"This {place} assigns instead of comparing.", "write == to compare", fix)


def equals_sign(assignment: tree.Assignment, linted: Linted) -> Edit:
    start = linted.source.text.index("=", assignment.target.end)
    return Edit(start, start + 1, "==")
