"""ADF nodes: how they are made and how those of others are looked into.

Knows the few shapes that the wiki side can express, and how to read a node that somebody else
made without trusting it: missing, misspelt or oddly typed parts read as empty, never as an error.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

Node = dict[str, Any]

MAX_DEPTH = 40
"""Nodes nested deeper than this are read as their plain text."""


def doc(content: list[Node]) -> Node:
    return {"version": 1, "type": "doc", "content": content or [block("paragraph")]}


def block(kind: str, content: Iterable[Node] = (), **attrs: Any) -> Node:
    """A node with content; empty attributes are left out."""
    node: Node = {"type": kind}
    if attrs:
        node["attrs"] = attrs
    node["content"] = list(content)
    return node


def code_block(body: str, language: str | None) -> Node:
    content = [{"type": "text", "text": body}] if body else []
    return block("codeBlock", content, **({"language": language} if language else {}))


def kind(node: Any) -> str:
    found = node.get("type") if isinstance(node, dict) else None
    return found if isinstance(found, str) else ""


def children(node: Node) -> list[Node]:
    content = node.get("content")
    return [child for child in content if isinstance(child, dict)] if isinstance(content, list) else []


def attribute(node: Node, name: str) -> str:
    """An attribute as text; `""` when it is missing or is no text or number."""
    attrs = node.get("attrs")
    value = attrs.get(name) if isinstance(attrs, dict) else None
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def text_of(node: Node) -> str:
    found = node.get("text")
    return found if isinstance(found, str) else ""


def plain_text(node: Node) -> str:
    """All the text inside a node, however deep; blocks are told apart by a line break."""
    pieces: list[str] = []
    waiting: list[Node | str] = [node]
    while waiting:
        current = waiting.pop()
        if isinstance(current, str):
            pieces.append(current)
            continue
        own = "\n" if kind(current) == "hardBreak" else text_of(current) or attribute(current, "text")
        pieces.append(own)
        inner = children(current)
        if inner and not text_of(inner[0]):
            waiting.append("\n")
        waiting.extend(reversed(inner))
    return "".join(pieces)
