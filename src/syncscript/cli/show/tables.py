"""Tables: with lines and headings on a terminal, plain columns elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from io import StringIO

from syncscript.cli.show.diagnostics import terminal_safe


def table_text(
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    title: str = "",
    ruled: bool = False,
    coloured: bool = False,
    width: int = 120,
) -> str:
    """A table that never loses text: cells wrap at `width` columns when it is ruled, never otherwise."""
    if not ruled:
        return _columns(headings, rows)
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(title=title or None, title_justify="left", box=box.ROUNDED, header_style="bold")
    for heading in headings:
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*(Text(terminal_safe(cell)) for cell in row))
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


def _columns(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [list(headings), *([terminal_safe(cell).replace("\n", " ") for cell in row] for row in rows)]
    widths = [max(len(line[index]) for line in lines) for index in range(len(headings))]
    padded = ([cell.ljust(width) for cell, width in zip(line, widths, strict=True)] for line in lines)
    return "".join("  ".join(cells).rstrip() + "\n" for cells in padded)
