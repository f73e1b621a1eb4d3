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
    if not isinstance(compared, tree.Binary) or compared.operator not in COMPARING or linted.is_result(node):
        return
    fix = None
    if compared.operator == "==" and isinstance(compared.left, tree.Property | tree.Name):
        start = linted.source.text.index("==", compared.left.end)
        fix = Fix("write = to assign", (Edit(start, start + 2, "="),), safe=False)
    yield Told(compared, "This compares, and nobody looks at the answer.", "write = to assign", fix)
