"""A property is called otherwise here.

Jira's own interface says `emailAddress` and `accountId`, rules say `email` and `key`. Objects are open, so a
name that is not there is no error: the value is null, and the field stays empty.

Bad (incoming)::

    issue.assignee = nodeHelper.getUserByEmail(replica.assignee?.emailAddress)

Good (incoming)::

    issue.assignee = nodeHelper.getUserByEmail(replica.assignee?.email)
"""

from __future__ import annotations

from collections.abc import Iterator

from syncscript.language.analysis.issue_model import OTHER_NAMES
from syncscript.language.lint.finding import Edit, Fix
from syncscript.language.lint.linted import Linted
from syncscript.language.lint.registry import Told, lint_rule
from syncscript.language.syntax import tree


@lint_rule("L126", "correctness", tree.Property)
def check(node: tree.Property, linted: Linted) -> Iterator[Told]:
    if not isinstance(node.name, str) or node.name not in EVERY:
        return
    kind = linted.types.of(node.target)
    if kind is not None and kind.name == "list" and kind.item is not None:
        kind = kind.item
    meant = OTHER_NAMES.get(kind.name, {}).get(node.name) if kind is not None else None
    if kind is None or meant is None or is_put(node, linted):
        return
    at, fix = node.end - len(node.name), None
    if linted.text(node).endswith(node.name):
        fix = Fix(f"write {meant}", (Edit(at, node.end, meant),), safe=False)
    yield Told(node, f"A {kind.name} has no {node.name} here; it is called {meant}.", f"write {meant}", fix)


EVERY = frozenset(name for names in OTHER_NAMES.values() for name in names)


def is_put(node: tree.Property, linted: Linted) -> bool:
    """Whether the rule puts such a property there itself."""
    put = [t for t in linted.written.targets if isinstance(t, tree.Property) and t.name == node.name]
    return any(linted.survey.root_of(target.target) is None for target in put)
