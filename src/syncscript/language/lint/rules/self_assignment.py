"""A field gets its own value.

`issue.summary = issue.summary` in an incoming rule writes the old value back; mostly the value of the other
side was meant, `replica.summary`. The field looks synced and never is.

Bad (incoming)::

    issue.summary     = replica.summary
    issue.description = issue.description

Good (incoming)::

    issue.summary     = replica.summary
    issue.description = replica.description
"""

from __future__ import annotations

from collections.abc import Iterator

from syncscript.language.lint.finding import Edit, Fix
from syncscript.language.lint.linted import Linted
from syncscript.language.lint.registry import Told, lint_rule
from syncscript.language.syntax import tree

OTHER = {("incoming", "issue"): "replica", ("outgoing", "replica"): "issue"}


@lint_rule("L114", "correctness", tree.Assignment)
def check(node: tree.Assignment, linted: Linted) -> Iterator[Told]:
    if node.operator != "=" or not is_path(node.target) or not same(node.target, node.value, linted):
        return
    head = innermost(node.value)
    other = OTHER.get((linted.kind, linted.survey.roots.get(head.name, "")))
    help, fix = "take the line away", None
    if other is not None:
        help = f"was {other}{linted.text(node.value)[len(head.name) :]} meant?"
        fix = Fix(f"take it from the {other}", (Edit(head.start, head.end, other),), safe=False)
    yield Told(node, "This assigns a value to itself.", help, fix)


def is_path(node: tree.Node) -> bool:
    while isinstance(node, tree.Property):
        node = node.target
    return isinstance(node, tree.Name)


def innermost(node: tree.Node) -> tree.Name:
    while isinstance(node, tree.Property):
        node = node.target
    assert isinstance(node, tree.Name)
    return node


def same(target: tree.Node, value: tree.Node, linted: Linted) -> bool:
    return is_path(value) and linted.text(target) == linted.text(value)
