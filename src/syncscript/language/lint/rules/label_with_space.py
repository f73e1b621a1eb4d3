"""A label has a space in it.

Jira's labels hold no spaces. The label is written with `_` in their place, so it is another one than the rule
names: a filter, a board or a trigger that looks for the words finds nothing.

Bad (incoming)::

    issue.labels = replica.labels + nodeHelper.getLabel("from partner")

Good (incoming)::

    issue.labels = replica.labels + nodeHelper.getLabel("from_partner")
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from syncscript.language.analysis.survey import text_of
from syncscript.language.lint.finding import Edit, Fix
from syncscript.language.lint.linted import Linted
from syncscript.language.lint.registry import Told, lint_rule
from syncscript.language.syntax import tree

SPACE = re.compile(r"\s+")
LABELLING = ("getLabel", "add", "push", "addAll")


Labelling = tree.Assignment | tree.Call | tree.MapEntry | tree.Mapping


@lint_rule("L213", "sync", tree.Assignment, tree.Call, tree.MapEntry, tree.Mapping,
           kinds=("incoming", "mapping"))  # fmt: skip
def check(node: Labelling, linted: Linted) -> Iterator[Told]:
    if not linted.mentions("abel") or not is_for_jira(linted):
        return
    for literal in labels_of(node):
        label = text_of(literal)
        if label is None or not SPACE.search(label.strip()):
            continue
        meant = SPACE.sub("_", label.strip())
        yield Told(literal, f"The label {label!r} has a space in it, which Jira's labels cannot.",
                   f"write {meant}", fix(literal, meant, linted))  # fmt: skip


def is_for_jira(linted: Linted) -> bool:
    """Nothing else is known to refuse them."""
    here = linted.surroundings.here
    return linted.kind != "incoming" or here is None or here.tracker.startswith("jira") or not here.tracker


def fix(literal: tree.Node, meant: str, linted: Linted) -> Fix | None:
    """What the tracker would be given anyhow."""
    written = linted.text(literal)
    if len(written) < 2 or written[0] != written[-1] or "\\" in written or written[0] not in "\"'":
        return None
    quote = written[0]
    if written.startswith(quote * 3):
        return None
    return Fix(f"write {meant}", (Edit(literal.start, literal.end, quote + meant + quote),))


def labels_of(node: Labelling) -> Iterator[tree.Node]:
    """The texts that this node makes into labels."""
    if isinstance(node, tree.MapEntry):
        return iter([node.value] if node.key == "label" else [])
    if isinstance(node, tree.Assignment):
        return texts_in(node.value) if is_labels(node.target) else iter(())
    return of_call(node) if isinstance(node, tree.Call) else of_table(node)


def of_call(node: tree.Call) -> Iterator[tree.Node]:
    if node.name not in LABELLING:
        return
    match node:
        case tree.Call(target=tree.Name(name="nodeHelper"), name="getLabel", arguments=[argument, *_]):
            yield argument.value
        case tree.Call(target=tree.Property(name="labels"), name="add" | "push" | "addAll", arguments=[one]):
            yield from texts_in(one.value)


def of_table(node: tree.Mapping) -> Iterator[tree.Node]:
    rows = node.table.rows if node.table is not None else []
    if is_labels(node.left):
        yield from (row.left for row in rows if row.operator != "->")
    if is_labels(node.right):
        yield from (row.right for row in rows if row.operator != "<-")


def is_labels(node: tree.Node) -> bool:
    return isinstance(node, tree.Property) and node.name == "labels"


def texts_in(value: tree.Node) -> Iterator[tree.Node]:
    """The texts that a list, a sum or a default gives; nothing of calls and conditions."""
    match value:
        case tree.Literal(kind="string"):
            yield value
        case tree.ListLiteral(items=items):
            for item in items:
                yield from texts_in(item)
        case tree.Binary(operator="+" | "-", left=left, right=right):
            yield from texts_in(left)
            yield from texts_in(right) if value.operator == "+" else ()
        case tree.Elvis(value=left, otherwise=right) | tree.Ternary(then=left, otherwise=right):
            yield from texts_in(left)
            yield from texts_in(right)
