"""ADF lists to wiki lists, one line an item.

Knows markers, lines that go on with an item, and code inside an item. A blank line would end the
list, so none is written.
"""

from __future__ import annotations

from collections.abc import Callable

from syncscript.richtext.foreign_inline import inline_items
from syncscript.richtext.inline_writing import write_inline
from syncscript.richtext.line_guard import guarded, guarded_line
from syncscript.richtext.nodes import MAX_DEPTH, Node, children, kind, plain_text
from syncscript.richtext.notation import MAX_LIST_DEPTH
from syncscript.richtext.verbatim import write_code

_MARKERS = {"bulletList": "*", "orderedList": "#"}


def write_list(node: Node, outer: str, depth: int, write_other: Callable[[Node], str],
               in_cell: bool = False) -> list[str]:
    """The lines of a list whose enclosing lists have the markers `outer`."""
    markers = (outer + _MARKERS[kind(node)])[:MAX_LIST_DEPTH]
    if depth > MAX_DEPTH:
        return [f"{markers} {line}" for line in _flat(node, in_cell)]
    lines: list[str] = []
    for item in children(node):
        lines += _item(item, markers, depth, write_other, in_cell)
    return lines


def _flat(node: Node, in_cell: bool) -> list[str]:
    text = write_inline(inline_items([{"type": "text", "text": plain_text(node)}]), "\n", in_cell)
    return [line.strip() for line in text.split("\n") if line.strip()]


def _item(item: Node, markers: str, depth: int, write_other: Callable[[Node], str],
          in_cell: bool) -> list[str]:
    lines: list[str] = []
    inner = children(item)
    for index, child in enumerate(inner):
        if kind(child) in _MARKERS:
            lines += write_list(child, markers, depth + 1, write_other, in_cell)
            continue
        before_code = index + 1 < len(inner) and kind(inner[index + 1]) == "codeBlock"
        text = _child(child, write_other, in_cell)
        if not text.strip():
            continue
        if lines:
            lines.append(_going_on(text, before_code) if kind(child) != "codeBlock" else text)
        else:
            lines.append(f"{markers} {_first(text, before_code) if kind(child) != 'codeBlock' else text}")
    return lines


def _child(child: Node, write_other: Callable[[Node], str], in_cell: bool) -> str:
    if kind(child) == "codeBlock":
        return write_code(child)
    if kind(child) == "paragraph":
        return write_inline(inline_items(children(child)), "\n", in_cell)
    return "\n".join(line for line in write_other(child).split("\n") if line.strip())


def _first(text: str, before_code: bool) -> str:
    first, line_break, rest = text.lstrip().partition("\n")
    return first + (line_break + _going_on(rest, before_code) if rest else "")


def _going_on(text: str, before_code: bool) -> str:
    lines = guarded(text).split("\n")
    lines[-1] = guarded_line(lines[-1], before_code)
    return "\n".join(lines)
