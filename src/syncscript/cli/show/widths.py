"""How wide texts are on a terminal: an ideograph or an emoji takes two cells, an accent none."""

from __future__ import annotations

import shutil

WIDTH_OF_NO_TERMINAL = 120


def terminal_width() -> int:
    """Columns of the terminal, or what COLUMNS says; 120 where there is none."""
    return shutil.get_terminal_size((WIDTH_OF_NO_TERMINAL, 24)).columns


def cells(text: str) -> int:
    """How many columns a text takes. Plain ASCII is counted without a library."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def padded(text: str, width: int) -> str:
    """The text and as many spaces as it takes to fill the width; a longer one as it is."""
    return text + " " * (width - cells(text))


def cut(text: str, width: int) -> str:
    """As much of the text's beginning as fits into the width."""
    if cells(text) <= width:
        return text
    end, used = 0, 0
    while end < len(text) and used + cells(text[end]) <= width:
        used += cells(text[end])
        end += 1
    return text[:end]
