"""Whether an ADF block that came from elsewhere may be sent on as it is.

Knows how a node is held against the shapes. A block that is not surely valid is not repaired here
but refused, and its caller converts it.
"""

from __future__ import annotations

from typing import Any

from syncscript.richtext.nodes import MAX_DEPTH, Node, kind
from syncscript.richtext.shapes import (
    ALIGNED_IN,
    BESIDE_CODE,
    BLOCK_MARKS,
    EXACTLY,
    MAY_BE_EMPTY,
    SHAPES,
    TEXT_MARKS,
    TOP,
    Shape,
)


def is_valid_block(node: Node) -> bool:
    """Whether the schema surely accepts this node at the top of a document."""
    return kind(node) in TOP and _is_valid(node, "doc", 0)


def _is_valid(node: Any, parent: str, depth: int) -> bool:
    if depth > MAX_DEPTH or not isinstance(node, dict):
        return False
    name = kind(node)
    if name == "text":
        return _is_valid_text(node, plain=parent == "codeBlock")
    shape = SHAPES.get(name)
    if shape is None or set(node) - {"type", "attrs", "content", "marks"}:
        return False
    if not _has_valid_attrs(node, shape) or not _has_valid_block_marks(node, parent):
        return False
    content = node.get("content", [])
    if not isinstance(content, list) or not _has_valid_count(node, shape, len(content)):
        return False
    return all(kind(child) in shape.inside and _is_valid(child, name, depth + 1) for child in content)


def _has_valid_count(node: Node, shape: Shape, count: int) -> bool:
    name = kind(node)
    if "content" not in node:
        return not shape.holds or name in MAY_BE_EMPTY
    least, most = EXACTLY.get(name, (shape.least, count))
    return shape.holds and least <= count <= most


def _has_valid_block_marks(node: Node, parent: str) -> bool:
    """Paragraphs and headings that stand free may carry one alignment or indentation."""
    if "marks" not in node:
        return True
    marks = node["marks"]
    if kind(node) not in ("paragraph", "heading") or not isinstance(marks, list):
        return False
    if not marks:
        return True
    return parent in ALIGNED_IN and len(marks) == 1 and _is_valid_mark(marks[0], BLOCK_MARKS)


def _has_valid_attrs(node: Node, shape: Shape) -> bool:
    if "attrs" not in node:
        return not shape.required and kind(node) != "nestedExpand"
    attrs = node["attrs"]
    if not isinstance(attrs, dict) or not shape.required <= set(attrs):
        return False
    return all(name in shape.attrs and shape.attrs[name](value) for name, value in attrs.items())


def _is_valid_text(node: Node, plain: bool) -> bool:
    marks = node.get("marks", [])
    text = node.get("text")
    if set(node) - {"type", "text", "marks"} or not isinstance(text, str) or not text:
        return False
    if not isinstance(marks, list):
        return False
    names = [kind(mark) for mark in marks]
    if "code" in names and set(names) - BESIDE_CODE:
        return False
    return not (plain and names) and all(_is_valid_mark(mark, TEXT_MARKS) for mark in marks)


def _is_valid_mark(mark: Any, shapes: dict[str, Shape]) -> bool:
    shape = shapes.get(kind(mark))
    if shape is None or set(mark) - {"type", "attrs"}:
        return False
    return _has_valid_attrs(mark, shape) if shape.attrs else "attrs" not in mark
