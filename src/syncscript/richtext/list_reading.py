"""Lists of wiki markup to ADF lists.

Knows nesting by markers (`*`, `#`, mixed), lines that go on with an item, and code that stands in
one. A dash at a line's start is a bullet. ADF wants a paragraph first in every item, so a level
that is skipped gets an empty one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from syncscript.richtext.inline_reading import read_inline
from syncscript.richtext.macros import Line, Macro
from syncscript.richtext.nodes import Node, block
from syncscript.richtext.notation import BARE_MARKER, LIST_LINE, VERBATIM
from syncscript.richtext.spans import to_adf
from syncscript.richtext.verbatim import read_code

_LIST_TYPES = {"*": "bulletList", "#": "orderedList"}


def begins_item(lines: Sequence[Line], at: int) -> bool:
    """Whether the line here is a list item: a marker and its text, or a marker before a code block."""
    line = lines[at]
    if isinstance(line, Macro):
        return False
    if LIST_LINE.match(line):
        return True
    return bool(BARE_MARKER.fullmatch(line)) and _is_code(lines, at + 1)


def _is_code(lines: Sequence[Line], at: int) -> bool:
    line = lines[at] if at < len(lines) else ""
    return isinstance(line, Macro) and line.name in VERBATIM


def read_list(lines: Sequence[Line], at: int, interrupts: Callable[[str], bool]) -> tuple[list[Node], int]:
    """The lists from here to the first line that belongs to none; and that line's place."""
    roots: list[Node] = []
    path = ""
    levels: list[Node] = []
    while at < len(lines) and begins_item(lines, at):
        markers, content, at = _item(lines, at, interrupts)
        shared = _shared(path, markers)
        levels = levels[:shared]
        for marker in markers[shared:]:
            _deepen(levels, roots, marker)
        levels[-1]["content"].append(block("listItem", content))
        path = markers
    return roots, at


def _shared(path: str, markers: str) -> int:
    count = 0
    while count < min(len(path), len(markers)) and path[count] == markers[count]:
        count += 1
    return count


def _deepen(levels: list[Node], roots: list[Node], marker: str) -> None:
    """Open a list one level down, under the last item of the level above."""
    opened = block(_LIST_TYPES[marker])
    if not levels:
        roots.append(opened)
    else:
        if not levels[-1]["content"]:
            levels[-1]["content"].append(block("listItem", [block("paragraph")]))
        levels[-1]["content"][-1]["content"].append(opened)
    levels.append(opened)


def _item(lines: Sequence[Line], at: int, interrupts: Callable[[str], bool]) -> tuple[str, list[Node], int]:
    line = str(lines[at])
    found = LIST_LINE.match(line) or BARE_MARKER.fullmatch(line)
    assert found
    texts = [found.groupdict().get("content") or ""]
    content: list[Node] = []
    at += 1
    while at < len(lines):
        following = lines[at]
        if isinstance(following, Macro):
            if following.name not in VERBATIM:
                break
            content += _paragraph(texts, first=not content) + read_code(following)
            texts = []
        elif not following or interrupts(following) or begins_item(lines, at):
            break
        else:
            texts.append(following)
        at += 1
    content += _paragraph(texts, first=not content)
    return found["markers"].replace("-", "*"), content, at


def _paragraph(texts: list[str], first: bool) -> list[Node]:
    content = read_inline("\n".join(texts))
    return [block("paragraph", to_adf(content))] if content or first else []
