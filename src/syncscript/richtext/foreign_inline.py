"""Inline ADF nodes of others as spans.

Knows every inline node of Atlassian's schema and what text stands for those that wiki markup has
no sign for. An unknown node gives its text.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from syncscript.richtext.nodes import Node, attribute, kind, plain_text, text_of
from syncscript.richtext.spans import Break, Inline, Mark, Mention, Span

_PLAIN_MARKS = frozenset({"strong", "em", "underline", "strike", "code"})


def inline_items(nodes: Iterable[Node]) -> list[Inline]:
    """The spans, mentions and breaks that these nodes stand for, in order."""
    return [item for node in nodes for item in _items(node)]


def _items(node: Node) -> list[Inline]:
    name = kind(node)
    marks = _marks(node)
    if name == "text":
        return _broken(text_of(node), marks)
    if name == "hardBreak":
        return [Break()]
    if name == "mention":
        return [_mention(node)]
    if name == "inlineCard":
        address = card_address(node)
        return [Span(address, frozenset({Mark("card", address)}))] if address else []
    return _broken(_replacement(name, node), marks)


def _broken(text: str, marks: frozenset[Mark]) -> list[Inline]:
    result: list[Inline] = []
    for index, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n")):
        result += ([Break()] if index else []) + ([Span(line, marks)] if line else [])
    return result


def _replacement(name: str, node: Node) -> str:
    if name == "emoji":
        return attribute(node, "text") or attribute(node, "shortName")
    if name == "date":
        return _day(attribute(node, "timestamp"))
    if name == "mediaInline":
        return f"[^{media_name(node)}]"
    return attribute(node, "text") or plain_text(node)


def _day(timestamp: str) -> str:
    """An ADF date, milliseconds since 1970, as an ISO day."""
    try:
        return datetime.fromtimestamp(int(timestamp) / 1000, UTC).date().isoformat()
    except (ValueError, OverflowError, OSError):
        return timestamp


def _mention(node: Node) -> Inline:
    account, name = attribute(node, "id"), attribute(node, "text")
    if not account or attribute(node, "userType") == "SPECIAL" or account in ("all", "here"):
        return Span(name or f"@{account or 'somebody'}")
    return Mention(account, name)


def card_address(node: Node) -> str:
    """The address of a card; its name when it holds data in place of an address."""
    attrs = node.get("attrs")
    data = attrs.get("data") if isinstance(attrs, dict) else None
    inner: dict[str, Any] = data if isinstance(data, dict) else {}
    return attribute(node, "url") or str(inner.get("url") or inner.get("name") or "")


def media_name(node: Node) -> str:
    """The name of the file that a media node shows, as far as the node tells it."""
    name = attribute(node, "alt") or attribute(node, "__fileName") or attribute(node, "url")
    return " ".join(name.split()) or "attachment"


def _marks(node: Node) -> frozenset[Mark]:
    marks = node.get("marks")
    found = [_mark(mark) for mark in marks if isinstance(mark, dict)] if isinstance(marks, list) else []
    return frozenset({mark.kind: mark for mark in found if mark}.values())


def _mark(mark: Node) -> Mark | None:
    name = kind(mark)
    if name in _PLAIN_MARKS:
        return Mark(name)
    if name == "subsup" and attribute(mark, "type") in ("sub", "sup"):
        return Mark(attribute(mark, "type"))
    if name == "textColor" and attribute(mark, "color"):
        return Mark("color", attribute(mark, "color").lower())
    if name == "link" and attribute(mark, "href"):
        return Mark("link", attribute(mark, "href"), attribute(mark, "title"))
    return None
