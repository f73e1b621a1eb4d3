"""Tables: with lines and headings on a terminal, plain columns elsewhere, a row a line.

Cells wrap between words. Where the terminal is too narrow for that, each row is told as a list.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import StringIO

from syncscript.cli.show.diagnostics import terminal_safe
from syncscript.cli.show.widths import WIDTH_OF_NO_TERMINAL, cells, padded

Rows = Sequence[Sequence[str]]
LONGEST_WORD = 24
"""A longer word, such as an address, may be broken."""
_LINES_A_COLUMN = 3
"""A rule and a space at each side of its text."""


def table_text(
    headings: Sequence[str],
    rows: Rows,
    *,
    title: str = "",
    ruled: bool = False,
    coloured: bool = False,
    width: int = WIDTH_OF_NO_TERMINAL,
) -> str:
    """A table that never loses text: within `width` columns when it is ruled, as wide as it is otherwise."""
    shown = [[terminal_safe(cell) for cell in row] for row in rows]
    if not ruled:
        return _columns(headings, [[cell.replace("\n", " ") for cell in row] for row in shown])
    least = [_longest_word(column) for column in zip(headings, *shown, strict=True)]
    if sum(least) + _LINES_A_COLUMN * len(least) + 1 > width:
        return _listed(title, headings, shown)
    return _ruled(title, headings, shown, least, coloured, width)


def _longest_word(texts: Sequence[str]) -> int:
    return min(LONGEST_WORD, max((cells(word) for text in texts for word in text.split()), default=1))


def _columns(headings: Sequence[str], rows: Rows) -> str:
    lines = [headings, *rows]
    widths = [max(cells(line[index]) for line in lines) for index in range(len(headings))]
    filled = ([padded(cell, width) for cell, width in zip(line, widths, strict=True)] for line in lines)
    return "".join("  ".join(line).rstrip() + "\n" for line in filled)


def _listed(title: str, headings: Sequence[str], rows: Rows) -> str:
    """A block a row, a cell a line."""
    width = max(map(cells, headings))
    blocks = [
        "".join(f"{padded(heading, width)}  {cell}\n" for heading, cell in zip(headings, row, strict=True))
        for row in rows
    ]
    return "\n".join([f"{title}\n"] * bool(title) + blocks)


def _ruled(
    title: str, headings: Sequence[str], rows: Rows, least: Sequence[int], coloured: bool, width: int
) -> str:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(title=title or None, title_justify="left", box=box.ROUNDED, header_style="bold")
    for heading, at_least in zip(headings, least, strict=True):
        table.add_column(heading, overflow="fold", min_width=at_least)
    for row in rows:
        table.add_row(*map(Text, row))
    out = StringIO()
    console = Console(
        file=out,
        width=width,
        force_terminal=coloured,
        no_color=not coloured,
        color_system="standard" if coloured else None,
        highlight=False,
        emoji=False,
    )
    console.print(table)
    return "".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines())
