"""How a text in typographic quotes is mended: plain quotes around it, and a backslash before those inside.

Refuses texts whose quotes do not stand at both ends of what was told, such as those with values inside.
"""

from __future__ import annotations

from syncscript.language.lint.finding import Edit, Fix
from syncscript.language.syntax import Source
from syncscript.model import Diagnostic

CODE = "SYN008"
PLAIN = {"‘": "'", "’": "'", "“": '"', "”": '"'}


def plain_quotes(told: Diagnostic, source: Source) -> Fix | None:
    """The fix of a finding about typographic quotes; None for all others."""
    if told.code != CODE or told.span is None:
        return None
    start = source.offset(told.span.line, told.span.column)
    end = source.offset(told.span.end_line, told.span.end_column)
    opening, closing = source.text[start], source.text[end - 1]
    if end - start < 2 or opening not in PLAIN or PLAIN.get(closing) != PLAIN[opening]:
        return None
    plain = PLAIN[opening]
    inside = [Edit(place, place, "\\") for place in unescaped(source.text, plain, start + 1, end - 1)]
    ends = (Edit(start, start + 1, plain), Edit(end - 1, end, plain))
    return Fix("write plain quotes", (*ends, *inside))


def unescaped(text: str, quote: str, start: int, end: int) -> list[int]:
    """Where this quote stands without a backslash that is for it."""
    found, place = [], start
    while place < end:
        if text[place] == quote:
            found.append(place)
        place += 2 if text[place] == "\\" else 1
    return found
