"""ADF tables to wiki tables, one row a line where cells allow it.

Knows header and plain cells and what can stand inside: paragraphs one below the other, lists, and
the text of everything else. Spans over rows or columns are lost.
"""

from __future__ import annotations

from syncscript.richtext.foreign_inline import inline_items
from syncscript.richtext.inline_writing import write_inline
from syncscript.richtext.line_guard import guarded_line
from syncscript.richtext.list_writing import write_list
from syncscript.richtext.nodes import MAX_DEPTH, Node, children, kind, plain_text
from syncscript.richtext.spans import Break, Inline, Mark, Span

_BREAK = "\\\\ "


def write_table(node: Node, depth: int) -> str:
    rows = [_row(row, depth) for row in children(node)]
    return "\n".join(row for row in rows if row)


def _row(row: Node, depth: int) -> str:
    text = bar = ""
    for cell in children(row):
        bar = "||" if kind(cell) == "tableHeader" else "|"
        text += bar + (_cell(cell, depth).strip() or " ")
    return text + bar


def _cell(cell: Node, depth: int) -> str:
    """Paragraphs parted by forced breaks; a list stands on lines of its own."""
    parts: list[str] = []
    waiting: list[Inline] = []
    for child in children(cell):
        if kind(child) not in ("bulletList", "orderedList"):
            waiting += [Break(), *_inline(child, depth)]
            continue
        parts += [_paragraphs(waiting), "\n".join(write_list(child, "", depth + 1, _no_other, in_cell=True))]
        waiting = []
    parts.append(_paragraphs(waiting))
    return "\n".join(part for part in parts if part.strip())


def _no_other(node: Node) -> str:
    return write_inline(_inline(node, MAX_DEPTH), _BREAK, in_cell=True)


def _paragraphs(items: list[Inline]) -> str:
    return guarded_line(write_inline(items, _BREAK, in_cell=True))


def _inline(node: Node, depth: int) -> list[Inline]:
    """A block inside a cell as lines of inline content."""
    if kind(node) == "codeBlock":
        return [item for line in plain_text(node).split("\n")
                for item in (Break(), Span(line, frozenset({Mark("code")})))]
    inner = children(node)
    if depth > MAX_DEPTH or not inner:
        return inline_items([{"type": "text", "text": plain_text(node)}])
    if kind(inner[0]) in _BLOCKS or children(inner[0]):
        return [item for child in inner for item in (Break(), *_inline(child, depth + 1))]
    return inline_items(inner)


_BLOCKS = frozenset({"paragraph", "bulletList", "orderedList", "codeBlock", "media", "listItem"})
