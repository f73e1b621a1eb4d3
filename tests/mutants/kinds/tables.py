"""Mistakes in value maps of scripts and value tables of mapping files."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from syncscript.language.syntax import tree
from tests.mutants.mutant import Edit, Ground, mutation

TURNED = {"<->": ("->", "<-"), "->": ("<->", "<-"), "<-": ("<->", "->")}


@mutation("values of two rows swapped")
def swapped(node: tree.Node, ground: Ground) -> Iterator[Edit]:
    for one, other in pairwise(values_of(node)):
        if ground.of(one) != ground.of(other):
            yield Edit(one.start, one.end, ground.of(other), (Edit(other.start, other.end, ground.of(one)),))


def values_of(node: tree.Node) -> list[tree.Node]:
    match node:
        case tree.MapLiteral(entries=entries):
            return [entry.value for entry in entries if isinstance(entry, tree.MapEntry)]
        case tree.Table(rows=rows):
            return [row.right for row in rows]
    return []


@mutation("row dropped")
def dropped(node: tree.Node, ground: Ground) -> Iterator[Edit]:
    """With the rest of its line: rows stand one a line."""
    rows: list[tree.Node] = []
    match node:
        case tree.MapLiteral(entries=entries) if len(entries) > 1:
            rows = entries
        case tree.Table(rows=found):
            rows = list(found)
    for row in rows:
        end = ground.text.find("\n", row.end)
        yield Edit(row.start, end, "")


@mutation("key changed")
def key_changed(node: tree.Node, ground: Ground) -> Iterator[Edit]:
    match node:
        case tree.MapEntry(key=tree.Literal(kind="string") as key) | tree.Row(left=tree.Literal() as key):
            yield Edit(key.start, key.end, '"Nobody has this"')


@mutation("value changed")
def value_changed(node: tree.Node, ground: Ground) -> Iterator[Edit]:
    match node:
        case (
            tree.MapEntry(value=tree.Literal(kind="string") as value)
            | tree.Row(right=tree.Literal() as value)
        ):
            yield Edit(value.start, value.end, '"Nobody has this"')


@mutation("direction of a row changed")
def turned(node: tree.Node, ground: Ground) -> Iterator[Edit]:
    if isinstance(node, tree.Row):
        at = ground.text.index(node.operator, node.left.end)
        for operator in TURNED[node.operator]:
            yield Edit(at, at + len(node.operator), operator)


@mutation("default dropped")
def default_dropped(node: tree.Node, ground: Ground) -> Iterator[Edit]:
    match node:
        case tree.Elvis(value=value):
            yield Edit(node.start, node.end, ground.of(value))
        case tree.Table(otherwise="error") | tree.Table(otherwise=tree.Literal()):
            at = ground.text.index("else", node.rows[-1].end)
            yield Edit(at, ground.text.index("\n", at), "else skip")


@mutation("default changed")
def default_changed(node: tree.Node, ground: Ground) -> Iterator[Edit]:
    match node:
        case tree.Elvis(otherwise=tree.Literal(kind="string") as default):
            yield Edit(default.start, default.end, '"Nobody has this"')
        case tree.Table(otherwise="skip"):
            at = ground.text.index("else", node.rows[-1].end)
            yield Edit(at, ground.text.index("\n", at), "else error")
