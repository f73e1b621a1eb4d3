"""An outgoing rule sends a field that nobody reads.

It leaves the house for nothing: work on every sync, a message for each change of it, and data that the other
side was never meant to have. Nothing is said where the other side's rules may read more than their text
tells. `key` and `id` are sent for people to find the issue again, and are never told.

Bad (outgoing)::

    // wanted: key, summary, description
    replica.key         = issue.key
    replica.summary     = issue.summary
    replica.environment = issue.environment

Good (outgoing)::

    // wanted: key, summary, description
    replica.key     = issue.key
    replica.summary = issue.summary
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from syncscript.language.lint.finding import Edit, Fix
from syncscript.language.lint.linted import Linted
from syncscript.language.lint.registry import Told, lint_rule
from syncscript.language.syntax import tree

FOR_THE_SYNC = frozenset({"key", "id", "type", "typeName", "project", "projectKey", "parent", "parentId"})
"""What the sync itself looks at when it makes an issue, waits for its parent or tells of one."""


@lint_rule("L206", "sync", tree.Script, kinds=("outgoing",))
def check(node: tree.Script, linted: Linted) -> Iterator[Told]:
    wanted = linted.surroundings.wanted
    if wanted is None or wanted.open:
        return
    told: set[str] = set()
    for use in sorted(linted.written.writes, key=lambda use: use.node.start):
        field = use.field
        if not field or field in FOR_THE_SYNC or field in told:
            continue
        if wanted.misses(field) and not is_note(field, linted):
            told.add(field)
            help = f"take the line away, or read replica.{field} in the other side's incoming rules"
            fix = without_line(use.node, linted)
            yield Told(use.node, f"Nobody on the other side reads {field}.", help, fix)
    for inner in linted.written.inner_writes if wanted.inside else ():
        if wanted.misses_inside(inner.field, inner.name):
            told_of = f"{inner.field}.{inner.name}"
            help = f"take it away, or read replica.{told_of} in the other side's incoming rules"
            yield Told(inner.node, f"Nobody on the other side reads {told_of}.", help)


def is_note(field: str, linted: Linted) -> bool:
    """Whether the rule reads it itself."""
    return any(use.field == field for use in linted.written.reads)


def without_line(node: tree.Node, linted: Linted) -> Fix | None:
    """Takes a write away that has its line for itself, the comment behind it too."""
    text, statement = linted.source.text, statement_of(node, linted)
    if statement is None:
        return None
    start = text.rfind("\n", 0, statement.start) + 1
    end = text.find("\n", statement.end) + 1 or len(text)
    behind = text[statement.end : end].strip()
    is_alone = not text[start : statement.start].strip() and (not behind or behind.startswith("//"))
    if not is_alone or "\n" in linted.text(statement):
        return None
    return Fix("take the line away", (Edit(start, end, ""),), safe=False)


def statement_of(node: tree.Node, linted: Linted) -> tree.Node | None:
    """The statement of a block in which a write stands; None where a branch has no other."""
    around = linted.survey.above(node)
    for statement, block in pairwise(around):
        if isinstance(statement, tree.ExpressionStatement):
            return statement if isinstance(block, tree.Script | tree.Block) else None
    return None
