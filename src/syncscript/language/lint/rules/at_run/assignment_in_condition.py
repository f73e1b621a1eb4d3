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

from syncscript.language.lint.finding import Edit, Fix
from syncscript.language.lint.linted import Linted
from syncscript.language.lint.registry import Told, lint_rule
from syncscript.language.syntax import tree


@lint_rule("L101", "correctness", tree.If, tree.Ternary)
def check(node: tree.If | tree.Ternary, linted: Linted) -> Iterator[Told]:
    condition = node.condition
    if not isinstance(condition, tree.Assignment) or condition.operator != "=":
        return
    fix = Fix("write == to compare", (equals_sign(condition, linted),), safe=False)
    yield Told(condition, "This condition assigns instead of comparing.", "write == to compare", fix)


def equals_sign(assignment: tree.Assignment, linted: Linted) -> Edit:
    start = linted.source.text.index("=", assignment.target.end)
    return Edit(start, start + 1, "==")
