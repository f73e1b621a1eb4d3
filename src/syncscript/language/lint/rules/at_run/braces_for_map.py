"""Braces stand where a map is meant.

`{label: "x"}` is JSON. Here, as in Groovy, braces hold code, and `label:` in code only names a loop: the
field gets a piece of code in place of a map.

Bad (incoming)::

    issue.labels = [{label: "blue"}]

Good (incoming)::

    issue.labels = [[label: "blue"]]
"""

from __future__ import annotations

from collections.abc import Iterator

from syncscript.language.lint.finding import Edit, Fix
from syncscript.language.lint.linted import Linted
from syncscript.language.lint.registry import Told, lint_rule
from syncscript.language.syntax import tree


@lint_rule("L102", "correctness", tree.Closure)
def check(node: tree.Closure, linted: Linted) -> Iterator[Told]:
    match node:
        case tree.Closure(parameters=None, body=[tree.Labelled(label=name, statement=inner)]):
            pass
        case _:
            return
    if isinstance(inner, tree.ForIn | tree.ForLoop | tree.While):
        return  # the label of a loop
    is_value = isinstance(inner, tree.ExpressionStatement)
    edits = (Edit(node.start, node.start + 1, "["), Edit(node.end - 1, node.end, "]"))
    fix = Fix("write a map", edits, safe=False) if is_value else None
    message = "These braces hold code with a label, and no map."
    yield Told(node, message, f"write [{name}: ...] for a map", fix)
