"""Tables of wiki markup to ADF tables.

Knows rows, header and plain cells, cells of several lines, and lists inside a cell. Pipes inside
links and monospace do not part cells.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from syncscript.richtext.inline_reading import read_inline
from syncscript.richtext.list_reading import begins_item, read_list
from syncscript.richtext.macros import Line
from syncscript.richtext.nodes import Node, block
from syncscript.richtext.notation import ROW_LINE
from syncscript.richtext.spans import to_adf

_PART = re.compile(r"\\.|\{\{[^{}\n]*\}\}|\[(?:[^\[\]\n\\]|\\.)*\]|(?P<bar>\|\|?)", re.DOTALL)
_CLOSED = re.compile(r"(?<!\\)\|$")


def read_table(lines: Sequence[Line], at: int) -> tuple[list[Node], int]:
    """The table whose first row begins here; and the place after its last row."""
    rows: list[Node] = []
    while at < len(lines) and _is_row(lines[at]):
        end = _row_end(lines, at)
        rows.append(_row("\n".join(str(line) for line in lines[at:end])))
        at = end
    return [block("table", rows)], at


def _is_row(line: Line) -> bool:
    return isinstance(line, str) and bool(ROW_LINE.match(line))


def _row_end(lines: Sequence[Line], at: int) -> int:
    """A row goes on over lines until one ends with a bar; without such a line it is one line."""
    end = at
    while not _CLOSED.search(str(lines[end])):
        end += 1
        if end == len(lines) or not isinstance(lines[end], str) or not lines[end] or _is_row(lines[end]):
            return at + 1
    return end + 1


def _row(text: str) -> Node:
    bars = [part for part in _PART.finditer(text) if part["bar"]]
    cells: list[Node] = []
    for index, bar in enumerate(bars):
        is_last = index == len(bars) - 1
        content = text[bar.end():len(text) if is_last else bars[index + 1].start()].strip()
        if is_last and cells and not content:
            break
        cells.append(block("tableHeader" if len(bar["bar"]) == 2 else "tableCell", _cell(content)))
    return block("tableRow", cells)


def _cell(text: str) -> list[Node]:
    lines = [line.rstrip() for line in text.split("\n")]
    result: list[Node] = []
    at = 0
    while at < len(lines):
        if begins_item(lines, at):
            nodes, at = read_list(lines, at, lambda line: False)
            result += nodes
            continue
        end = at + 1
        while end < len(lines) and not begins_item(lines, end):
            end += 1
        result.append(block("paragraph", to_adf(read_inline("\n".join(lines[at:end])))))
        at = end
    return result
