"""From an offset in a text to line and column, quickly also for many of them."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property

from syncscript.model import Span

WIDEST = 120
"""Characters of a line that a message shows."""
DOTS = "..."


@dataclass(frozen=True, slots=True)
class Excerpt:
    """column: of its first character in the line that it is from."""

    text: str = ""
    column: int = 1


class Places:
    """Of one text. Lines and columns count from 1."""

    def __init__(self, text: str, file: str) -> None:
        self.text = text
        self.file = file

    @cached_property
    def breaks(self) -> list[int]:
        """Offsets of the line feeds."""
        found, at = [], self.text.find("\n")
        while at >= 0:
            found.append(at)
            at = self.text.find("\n", at + 1)
        return found

    def at(self, offset: int) -> tuple[int, int]:
        line = bisect_left(self.breaks, offset)
        start = self.breaks[line - 1] + 1 if line else 0
        return line + 1, offset - start + 1

    def span(self, offset: int, length: int = 1) -> Span:
        line, column = self.at(offset)
        return Span(self.file, line, column, line, column + length)

    def excerpt(self, offset: int) -> Excerpt:
        """The line of this offset, or of a long one what stands around it; tabs as wide as any character."""
        line, column = self.at(offset)
        start = offset - column + 1
        end = self.breaks[line - 1] if line <= len(self.breaks) else len(self.text)
        first = max(start, offset - WIDEST // 2) if end - start > WIDEST else start
        shown = self.text[first : min(end, first + WIDEST)].rstrip("\r").replace("\t", " ")
        before, after = DOTS if first > start else "", DOTS if first + WIDEST < end else ""
        return Excerpt(f"{before}{shown}{after}", first - start + 1 - len(before))
