"""Formatting, of a whole file or of the lines of a stretch: what `syncscript fmt` makes of them."""

from __future__ import annotations

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from syncscript.app.formatting_choices import line_length_of
from syncscript.language.formatting import MeaningChanged, format_text
from syncscript.lsp.desk import Desk, Opened
from syncscript.model import DiagnosticError


def register(server: LanguageServer, desk: Desk) -> None:
    @desk.of_rules(types.TEXT_DOCUMENT_FORMATTING)
    def whole(params: types.DocumentFormattingParams) -> list[types.TextEdit]:
        opened = desk.opened(params.text_document.uri)
        return edits(opened, None)

    @desk.of_rules(types.TEXT_DOCUMENT_RANGE_FORMATTING)
    def stretch(params: types.DocumentRangeFormattingParams) -> list[types.TextEdit]:
        opened = desk.opened(params.text_document.uri)
        return edits(opened, (params.range.start.line + 1, params.range.end.line + 1))


def edits(opened: Opened, lines: tuple[int, int] | None) -> list[types.TextEdit]:
    """One edit from the first to the last line that is another afterwards; none for a text with mistakes."""
    before = opened.rule.text
    try:
        after = format_text(before, line_length=line_length_of(opened.path), lines=lines)
    except (DiagnosticError, MeaningChanged):
        return []
    if before == after:
        return []
    start, end, text = changed_stretch(before, after)
    return [types.TextEdit(opened.places.range(start, end), text)]


def changed_stretch(before: str, after: str) -> tuple[int, int, str]:
    """Start and end in the text before, and what stands there after. Editors know no place between the two
    characters of a line's end."""
    start = common(before, after)
    start -= splits_end(before, start) or splits_end(after, start)
    same = common(before[start:][::-1], after[start:][::-1])
    same -= splits_end(before, len(before) - same) or splits_end(after, len(after) - same)
    return start, len(before) - same, after[start : len(after) - same]


def splits_end(text: str, offset: int) -> bool:
    return text[max(0, offset - 1) : offset + 1] == "\r\n"


def common(one: str, other: str) -> int:
    """How many characters are the same from the start."""
    least = min(len(one), len(other))
    return next((n for n in range(least) if one[n] != other[n]), least)
