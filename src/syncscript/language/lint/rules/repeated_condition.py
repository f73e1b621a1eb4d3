"""A branch asks what an earlier one has asked already.

In a chain of `else if`, and in a `switch`, the first branch that fits is taken: the second one with the same
question never runs.

Bad (incoming)::

    if (replica.priority?.name == "High") {
        issue.priority = nodeHelper.getPriority("P1")
    } else if (replica.priority?.name == "High") {
        issue.priority = nodeHelper.getPriority("P2")
    }

Good (incoming)::

    if (replica.priority?.name == "High") {
        issue.priority = nodeHelper.getPriority("P1")
    } else if (replica.priority?.name == "Medium") {
        issue.priority = nodeHelper.getPriority("P2")
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from syncscript.language.interpreter.rule_tree import walk
from syncscript.language.lint.linted import Linted
from syncscript.language.lint.registry import Told, lint_rule
from syncscript.language.syntax import tree


@lint_rule("L107", "correctness", tree.If, tree.Switch)
def check(node: tree.If | tree.Switch, linted: Linted) -> Iterator[Told]:
    asked: dict[str, int] = {}
    for condition in conditions_of(node, linted):
        if any(isinstance(each, tree.Assignment | tree.Step | tree.Closure) for each in walk(condition)):
            return
        written = " ".join(linted.text(condition).split())
        line = linted.source.position(condition.start)[0]
        if written in asked:
            message = f"Line {asked[written]} asks this already, so this branch never runs."
            yield Told(condition, message, "ask for something else, or take this branch away")
        asked.setdefault(written, line)


def conditions_of(node: tree.If | tree.Switch, linted: Linted) -> Iterator[tree.Node]:
    """Those of the whole chain, told at its head."""
    if isinstance(node, tree.Switch):
        for case in node.cases:
            yield from case.values
        return
    above = linted.parents.get(id(node))
    if isinstance(above, tree.If) and above.otherwise is node:
        return
    here: tree.Node | None = node
    while isinstance(here, tree.If):
        yield here.condition
        here = here.otherwise
