"""Mistakes in values: constants, what is added, and which helper or method makes them."""

from __future__ import annotations

from collections.abc import Iterator

from syncscript.language.syntax import tree
from tests.mutants.mutant import Edit, Ground, mutation

HELPERS = {
    "mergeComments": "mergeAttachments", "mergeAttachments": "mergeComments", "getPriority": "getStatus",
    "getLabel": "getComponent", "getIssueType": "getPriority", "createVersion": "getVersion",
    "getUserByEmail": "getUserByUsername",
}  # fmt: skip
METHODS = {
    "startsWith": "endsWith", "endsWith": "startsWith", "findAll": "collect", "collect": "findAll",
    "any": "every", "every": "any", "first": "last", "last": "first", "toLowerCase": "toUpperCase",
    "toUpperCase": "toLowerCase", "trim": "size", "split": "tokenize", "find": "any", "each": "collect",
    "replace": "replaceFirst", "contains": "startsWith",
}  # fmt: skip


@mutation("constant changed")
def constant_changed(node: tree.Node, ground: Ground) -> Iterator[Edit]:
    """Outside of value tables, which have kinds of their own."""
    tables = tree.MapEntry | tree.Row | tree.Elvis | tree.Table
    if not isinstance(node, tree.Literal) or isinstance(ground.parent(node), tables):
        return
    if node.kind == "string" and node.value:
        yield Edit(node.start, node.end, '"Nobody has this"')
    if node.kind == "bool":
        yield Edit(node.start, node.end, "false" if node.value else "true")
    if node.kind == "int":
        yield Edit(node.start, node.end, str(int(str(node.value)) + 1))


@mutation("letters of another case")
def other_case(node: tree.Node, ground: Ground) -> Iterator[Edit]:
    if isinstance(node, tree.Literal) and node.kind == "string":
        written = ground.of(node)
        yield Edit(node.start, node.end, written.upper() if written != written.upper() else written.lower())


@mutation("added, not set")
def added(node: tree.Node, ground: Ground) -> Iterator[Edit]:
    """`+=` for `=`, and the other way round."""
    if isinstance(node, tree.Assignment) and ground.rule != "mapping" and node.operator in ("=", "+="):
        at = ground.text.index(node.operator, node.target.end)
        other = "+=" if node.operator == "=" else "="
        yield Edit(at, at + len(node.operator), other)


@mutation("one part of a sum")
def one_part(node: tree.Node, ground: Ground) -> Iterator[Edit]:
    if isinstance(node, tree.Binary) and node.operator in ("+", "-"):
        yield Edit(node.start, node.end, ground.of(node.left))
        yield Edit(node.start, node.end, ground.of(node.right))


@mutation("another helper")
def another_helper(node: tree.Node, ground: Ground) -> Iterator[Edit]:
    yield from other_name(node, ground, HELPERS)


@mutation("another method")
def another_method(node: tree.Node, ground: Ground) -> Iterator[Edit]:
    yield from other_name(node, ground, METHODS)


def other_name(node: tree.Node, ground: Ground, others: dict[str, str]) -> Iterator[Edit]:
    if isinstance(node, tree.Call) and node.name in others and node.target is not None:
        name = str(node.name)
        at = ground.text.index(name, node.target.end)
        yield Edit(at, at + len(name), others[name])


@mutation("merged list replaced")
def replaced(node: tree.Node, ground: Ground) -> Iterator[Edit]:
    match node:
        case tree.Call(target=tree.Name(name="commentHelper"), name="mergeComments"):
            yield Edit(node.start, node.end, "replica.comments")
        case tree.Call(target=tree.Name(name="attachmentHelper"), name="mergeAttachments"):
            yield Edit(node.start, node.end, "replica.attachments")


@mutation("filter dropped")
def filter_dropped(node: tree.Node, ground: Ground) -> Iterator[Edit]:
    match node:
        case tree.Call(target=tree.Node() as target, name="findAll" | "collect" | "trim" | "first" | "split"):
            yield Edit(node.start, node.end, ground.of(target))


@mutation("arguments swapped")
def arguments_swapped(node: tree.Node, ground: Ground) -> Iterator[Edit]:
    if isinstance(node, tree.Call) and len(node.arguments) > 1:
        one, other = node.arguments[0].value, node.arguments[1].value
        if not isinstance(other, tree.Closure) and ground.of(one) != ground.of(other):
            yield Edit(one.start, one.end, ground.of(other), (Edit(other.start, other.end, ground.of(one)),))


@mutation("closure dropped")
def closure_dropped(node: tree.Node, ground: Ground) -> Iterator[Edit]:
    """What a helper is told to do with each entry."""
    if isinstance(node, tree.Call) and node.name == "mergeComments" and len(node.arguments) == 3:
        yield Edit(node.arguments[1].end, node.end, ")")
