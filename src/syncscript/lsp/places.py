"""Places in a text as editors count them, and as the language does.

Editors count lines from 0 and columns in units of an agreed encoding; the language counts characters from the
start. Refuses to know what stands there.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property

from lsprotocol import types

_LINE_END = re.compile(r"\r\n?|\n")
_WIDTHS = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}


class Places:
    """Of one text. encoding: that of the columns, as client and server agreed."""

    def __init__(self, text: str, encoding: str = "utf-16") -> None:
        self.text = text
        self._codec, self._unit = _WIDTHS.get(encoding, _WIDTHS["utf-16"])

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(found.end() for found in _LINE_END.finditer(self.text))]

    def units(self, text: str) -> int:
        if text.isascii():
            return len(text)
        return len(text.encode(self._codec, "surrogatepass")) // self._unit

    def offset(self, position: types.Position) -> int:
        """The offset of a position; one behind the end of a line or text counts as its end."""
        if position.line >= len(self._starts):
            return len(self.text)
        start = self._starts[position.line]
        last = position.line + 1 == len(self._starts)
        line = self.text[start:None if last else self._starts[position.line + 1]].rstrip("\r\n")
        if line.isascii():
            return start + min(position.character, len(line))
        encoded = line.encode(self._codec, "surrogatepass")[: position.character * self._unit]
        return start + len(encoded.decode(self._codec, "ignore"))

    def position(self, offset: int) -> types.Position:
        line = bisect_right(self._starts, offset) - 1
        return types.Position(line, self.units(self.text[self._starts[line] : offset]))

    def range(self, start: int, end: int) -> types.Range:
        return types.Range(self.position(start), self.position(end))

    def offset_of(self, line: int, column: int) -> int:
        """Of a line and column as diagnostics count them."""
        start = self._starts[min(line, len(self._starts)) - 1] if line > 0 else 0
        return min(start + max(0, column - 1), len(self.text))

    def line_end(self, line: int) -> types.Position:
        """Behind the last character of a line, counted from 1."""
        start = self._starts[line - 1]
        found = _LINE_END.search(self.text, start)
        return self.position(found.start() if found else len(self.text))
