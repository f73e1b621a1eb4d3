"""Short ways to write ADF documents in tests."""

from __future__ import annotations

from typing import Any

Node = dict[str, Any]


def doc(*content: Node) -> Node:
    return {"version": 1, "type": "doc", "content": list(content)}


def p(*content: Node | str, marks: list[Node] | None = None) -> Node:
    return node("paragraph", *content) | ({"marks": marks} if marks else {})


def node(kind: str, *content: Node | str, **attrs: Any) -> Node:
    """A node with content; texts among the content become text nodes."""
    result: Node = {"type": kind} | ({"attrs": attrs} if attrs else {})
    return result | {"content": [t(item) if isinstance(item, str) else item for item in content]}


def leaf(kind: str, **attrs: Any) -> Node:
    return {"type": kind} | ({"attrs": attrs} if attrs else {})


def t(text: str, *marks: str | Node) -> Node:
    named = [{"type": mark} if isinstance(mark, str) else mark for mark in marks]
    return {"type": "text", "text": text} | ({"marks": named} if named else {})


def link(href: str) -> Node:
    return {"type": "link", "attrs": {"href": href}}


def color(value: str) -> Node:
    return {"type": "textColor", "attrs": {"color": value}}


def item(*content: Node) -> Node:
    return node("listItem", *content)


def ul(*items: Node) -> Node:
    return node("bulletList", *items)


def ol(*items: Node) -> Node:
    return node("orderedList", *items)


BR = leaf("hardBreak")
