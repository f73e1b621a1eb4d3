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
           kinds=("incoming", "mapping"), words=("abel", "customFields"))  # fmt: skip
def check(node: Labelling, linted: Linted) -> Iterator[Told]:
    for written in labels_of(node, linted):
        if not is_for_jira(linted):
            return
        literal = linted.flow.once.get(written.name, written) if isinstance(written, tree.Name) else written
        label = text_of(literal)
        if label is None:
            yield from worked_out(literal, linted)
        elif SPACE.search(label.strip()):
            meant = SPACE.sub("_", label.strip())
            yield Told(literal, f"The label {label!r} has a space in it, which Jira's labels cannot.",
                       f"write {meant}", fix(literal, meant, linted))  # fmt: skip


def worked_out(node: tree.Node, linted: Linted) -> Iterator[Told]:
    """A label with values in it: the text around them is known."""
    parts = [each for each in surely_inside(node) if SPACE.search(each)]
    if parts:
        message = f"The label {linted.text(node)} has a space in it, which Jira's labels cannot."
        yield Told(node, message, "write _ in its place")


def surely_inside(node: tree.Node) -> Iterator[str]:
    match node:
        case tree.GString(parts=parts):
            yield from (part for part in parts if isinstance(part, str))
        case tree.Binary(operator="+", left=left, right=right):
            for side in (left, right):
                text = text_of(side)
                yield from [text] if text is not None else surely_inside(side)


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


def labels_of(node: Labelling, linted: Linted) -> Iterator[tree.Node]:
    """The texts that this node makes into labels."""
    if isinstance(node, tree.MapEntry):
        return iter([node.value] if node.key == "label" else [])
    if isinstance(node, tree.Assignment):
        return texts_in(node.value) if is_label_field(node.target, linted) else iter(())
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


def is_label_field(target: tree.Node, linted: Linted) -> bool:
    """The labels, or a custom field that the schema knows to hold some."""
    if is_labels(target):
        return True
    here = linted.surroundings.here
    place = linted.survey.place_of(target) if here is not None else None
    if here is None or place is None or not str(place.field).startswith("customFields."):
        return False
    known = here.custom_field(str(place.field).partition(".")[2])
    return known is not None and known.kind == "label"


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
        case tree.Call(target=tree.ListLiteral() as given, name="collect"):
            yield from texts_in(given)
        case tree.Binary(operator="+" | "-", left=left, right=right):
            yield from texts_in(left)
            yield from texts_in(right) if value.operator == "+" else ()
        case tree.Elvis(value=left, otherwise=right) | tree.Ternary(then=left, otherwise=right):
            yield from texts_in(left)
            yield from texts_in(right)
