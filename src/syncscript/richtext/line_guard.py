"""Lines of text that would begin a block, written so that they do not.

Knows how each block sign at a line's start is made harmless. Refuses to look further than a line.
"""

from __future__ import annotations

from syncscript.richtext.notation import (
    BARE_MARKER,
    HEADING_LINE,
    LIST_LINE,
    QUOTE_LINE,
    ROW_LINE,
    RULE_LINE,
)


def guarded(text: str, from_line: int = 0) -> str:
    """`text` with every line that looks like a block's beginning escaped, from a line on."""
    lines = text.split("\n")
    return "\n".join(line if index < from_line else guarded_line(line) for index, line in enumerate(lines))


def guarded_line(line: str, before_code: bool = False) -> str:
    indent = len(line) - len(line.lstrip())
    if HEADING_LINE.match(line) or QUOTE_LINE.match(line):
        return line.replace(".", "&#46;", 1)
    if LIST_LINE.match(line) or ROW_LINE.match(line) or RULE_LINE.fullmatch(line):
        return line[:indent] + "\\" + line[indent:]
    if before_code and line and BARE_MARKER.fullmatch(line):
        return line[:indent] + "\\" + line[indent:]
    return line
