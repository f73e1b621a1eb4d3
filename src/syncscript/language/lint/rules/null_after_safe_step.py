"""A path is careful about null, and then goes on without care.

`a?.b.c` is null-safe for `a` alone: when `a` is null, `a?.b` is null, and `.c` fails. The `?.` was written
for exactly the issue that fails.

Bad (incoming)::

    issue.customFields."Owner".value = replica.assignee?.displayName.toUpperCase()

Good (incoming)::

    issue.customFields."Owner".value = replica.assignee?.displayName?.toUpperCase()
"""

from __future__ import annotations

from collections.abc import Iterator

from syncscript.language.analysis.guards import path_of
from syncscript.language.analysis.issue_model import OBJECTS
from syncscript.language.builtins.registry import METHODS
from syncscript.language.lint.finding import Edit, Fix
from syncscript.language.lint.linted import Linted
from syncscript.language.lint.registry import Told, lint_rule
from syncscript.language.syntax import tree

Step = tree.Property | tree.Call
STEPS = (tree.Property, tree.Call)


@lint_rule("L123", "correctness", tree.Script, words=("?.",))
def check(script: tree.Script, linted: Linted) -> Iterator[Told]:
    steps: list[Step] = [*linted.survey.of(tree.Property), *linted.survey.of(tree.Call)]
    for step in steps:
        if step.safe:
            yield from behind(step, linted)


def behind(target: Step, linted: Linted) -> Iterator[Told]:
    """What is told of the step that goes on from a safe one."""
    node = linted.parents[id(target)]
    if not isinstance(node, STEPS) or node.target is not target or node.safe or node.spread:
        return
    if isinstance(node, tree.Call) and node.name in METHODS.get(type(None), ()):
        return
    base = target.target
    if base is None or not may_be_null(base, linted) or is_settled(node, target, base, linted):
        return
    dot = linted.source.text.find(".", target.end)
    near = dot >= 0 and not linted.source.text[target.end : dot].strip(" \n\t)")
    fix = Fix("write ?. here too", (Edit(dot, dot, "?"),), safe=False) if near else None
    message = f"{linted.text(target)} is null when {linted.text(base)} is, and this goes on without `?.`."
    yield Told(node, message, f"write ?.{node.name}", fix)


def may_be_null(base: tree.Node, linted: Linted) -> bool:
    """What stands in front of `?.`: null as its writer thought, unless it never is."""
    variable = linted.names.meant.get(id(base))
    if (variable is not None and variable.writes) or linted.survey.root_of(base) == "previous":
        return True
    kind = linted.types.of(base)
    return kind is None or kind.nullable or (kind.name in OBJECTS and isinstance(base, tree.Property))


def is_settled(node: tree.Node, target: tree.Node, base: tree.Node, linted: Linted) -> bool:
    paths = [path for path in (path_of(target), path_of(base)) if path is not None]
    return any(linted.guards.hold(node, path) for path in paths)
