"""Mistakes in what is read and written: fields, sides, whole assignments."""

from __future__ import annotations

from collections.abc import Iterator

from syncscript.language.syntax import tree
from tests.mutants.mutant import Edit, Ground, mutation

OTHER = {"summary": "description", "description": "environment", "comments": "labels", "labels": "comments"}
"""A field of the same shape, or at least one that exists."""
ROOTS = {"issue": "replica", "replica": "issue"}


def field_of(node: tree.Node, ground: Ground) -> str | None:
    """The field's name when the node is `issue.name`, `replica.name` or, in a mapping, `Side.issue.name`."""
    if not isinstance(node, tree.Property) or not isinstance(node.name, str):
        return None
    if ground.rule == "mapping":
        target = node.target
        return node.name if isinstance(target, tree.Property) and target.name == "issue" else None
    return node.name if isinstance(node.target, tree.Name) and node.target.name in ROOTS else None


def renamed(node: tree.Property, name: str, ground: Ground) -> Edit:
    at = ground.text.rindex(str(node.name), node.start, node.end)
    return Edit(at, at + len(str(node.name)), name)


@mutation("another field")
def another_field(node: tree.Node, ground: Ground) -> Iterator[Edit]:
    name = field_of(node, ground)
    if name is not None:
        assert isinstance(node, tree.Property)
        yield renamed(node, OTHER.get(name, "summary"), ground)


@mutation("field misspelt")
def misspelt(node: tree.Node, ground: Ground) -> Iterator[Edit]:
    name = field_of(node, ground)
    if name is not None and len(name) > 2:
        assert isinstance(node, tree.Property)
        yield renamed(node, name[0] + name[2:], ground)


@mutation("custom field misspelt")
def custom_misspelt(node: tree.Node, ground: Ground) -> Iterator[Edit]:
    match node:
        case tree.Property(target=tree.Property(name="customFields" | "customKeys"), name=str(name)):
            yield renamed(node, name[:-1], ground)


@mutation("sides swapped")
def sides_swapped(node: tree.Node, ground: Ground) -> Iterator[Edit]:
    """`issue.x` for `replica.x` where it is read; both sides of a line of a mapping."""
    match node:
        case tree.Name(name="issue" | "replica") if ground.rule != "mapping" and not is_written(node, ground):
            yield Edit(node.start, node.end, ROOTS[node.name])
        case tree.Assignment() if ground.rule == "mapping" and isinstance(node.value, tree.Property):
            one, other = side_of(node.target), side_of(node.value)
            if one and other and one.name != other.name:
                yield Edit(one.start, one.end, other.name, (Edit(other.start, other.end, one.name),))


def side_of(node: tree.Node) -> tree.Name | None:
    while isinstance(node, tree.Property):
        node = node.target
    return node if isinstance(node, tree.Name) else None


def is_written(node: tree.Node, ground: Ground) -> bool:
    above: tree.Node | None = node
    while isinstance(above := ground.parent(node), tree.Property):
        node = above
    return isinstance(above, tree.Assignment) and above.target is node


@mutation("line dropped")
def line_dropped(node: tree.Node, ground: Ground) -> Iterator[Edit]:
    """An assignment, a call or a line of a mapping that stands alone."""
    if isinstance(node, tree.ExpressionStatement | tree.Mapping | tree.Return):
        yield Edit(node.start, node.end, "")


@mutation("direction of a line changed")
def line_turned(node: tree.Node, ground: Ground) -> Iterator[Edit]:
    if isinstance(node, tree.Mapping) and node.table is None:
        left, right = ground.of(node.left), ground.of(node.right)
        yield Edit(node.start, node.end, f"{left} = {right}")
        yield Edit(node.start, node.end, f"{right} = {left}")
