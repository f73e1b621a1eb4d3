"""A comparison stands alone, and nobody looks at what it says.

`==` compares, `=` assigns. A line `issue.summary == replica.summary` does nothing at all.

Bad (incoming)::

    issue.summary == replica.summary
    issue.description = replica.description

Good (incoming)::

    issue.summary = replica.summary
    issue.description = replica.description
"""

from __future__ import annotations

from collections.abc import Iterator

from syncscript.language.lint.finding import Edit, Fix
from syncscript.language.lint.linted import Linted
from syncscript.language.lint.registry import Told, lint_rule
from syncscript.language.syntax import tree

COMPARING = frozenset({"==", "!=", "<", ">", "<=", ">="})


@lint_rule("L118", "correctness", tree.ExpressionStatement)
def check(node: tree.ExpressionStatement, linted: Linted) -> Iterator[Told]:
    compared = node.expression
    if not isinstance(compared, tree.Binary):
        return
    if linted.kind == "mapping" and isinstance(linted.parents.get(id(node)), tree.Script):
        yield from line_that_compares(compared)
        return
    if compared.operator not in COMPARING or linted.is_result(node):
        return
    fix = None
    if compared.operator == "==" and isinstance(compared.left, tree.Property | tree.Name):
        start = linted.source.text.index("==", compared.left.end)
        fix = Fix("write = to assign", (Edit(start, start + 2, "="),), safe=False)
    yield Told(compared, "This compares, and nobody looks at the answer.", "write = to assign", fix)


def line_that_compares(compared: tree.Binary) -> Iterator[Told]:
    """`Blue.issue.x == Green.issue.x` or `Blue.issue.x <- ...` in a mapping file, which has no result."""
    if compared.operator in (*COMPARING, "<=>"):
        help = "write = for one way, with the side that is written on the left, or <-> for both"
        yield Told(compared, "This line compares, and nothing crosses.", help)
