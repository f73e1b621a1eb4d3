"""Wiki markup to ADF: the blocks.

Knows paragraphs, headings, rules, lists, tables, quotes, panels and code. What is not markup by
the rules of `notation` stays text, so no text is refused and no word is lost. Where ADF allows
less than wiki markup (no table in a quote), the inner signs stay text.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from syncscript.richtext.inline_reading import read_inline
from syncscript.richtext.list_reading import begins_item, read_list
from syncscript.richtext.macros import Line, Macro, lines_and_macros
from syncscript.richtext.nodes import Node, block, doc
from syncscript.richtext.notation import (
    HEADING_LINE,
    PANEL_COLORS,
    PANELS,
    QUOTE_LINE,
    ROW_LINE,
    RULE_LINE,
    VERBATIM,
)
from syncscript.richtext.spans import Break, to_adf
from syncscript.richtext.table_reading import read_table
from syncscript.richtext.verbatim import read_code, titled

Recogniser = Callable[[Sequence[Line], int], tuple[list[Node], int]]

_EVERYTHING = frozenset({"heading", "rule", "quote", "table", "containers"})
_IN_PANEL = frozenset({"heading", "rule"})
_IN_QUOTE: frozenset[str] = frozenset()


def wiki_to_adf(text: str) -> Node:
    """The ADF document for a wiki text; always valid against Atlassian's schema."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").rstrip()
    return doc(_blocks(lines_and_macros(text, containers=True), _EVERYTHING))


def _blocks(lines: Sequence[Line], allowed: frozenset[str]) -> list[Node]:
    result: list[Node] = []
    at = blanks = 0
    while at < len(lines):
        if lines[at] == "":
            blanks += 1
            at += 1
            continue
        nodes, at = _next_blocks(lines, at, allowed)
        if blanks > 1 and result and nodes and result[-1]["type"] == nodes[0]["type"] == "paragraph":
            result[-1]["content"] += to_adf([Break()] * (blanks - 1))
        result += nodes
        blanks = 0
    return result


def _next_blocks(lines: Sequence[Line], at: int, allowed: frozenset[str]) -> tuple[list[Node], int]:
    line = lines[at]
    if isinstance(line, Macro):
        return _macro(line), at + 1
    recognise = _recogniser(line, allowed)
    if recognise:
        return recognise(lines, at)
    if begins_item(lines, at):
        return read_list(lines, at, lambda line: bool(_recogniser(line, allowed)))
    return _paragraph(lines, at, allowed)


def _recogniser(line: str, allowed: frozenset[str]) -> Recogniser | None:
    """What reads the block that this line begins; None for lists and paragraphs."""
    for name, pattern, recognise in _RECOGNISERS:
        if name in allowed and (pattern.fullmatch if name == "rule" else pattern.match)(line):
            return recognise
    return None


def _paragraph(lines: Sequence[Line], at: int, allowed: frozenset[str]) -> tuple[list[Node], int]:
    end = at + 1
    while end < len(lines) and not _ends_paragraph(lines, end, allowed):
        end += 1
    text = "\n".join(line for line in lines[at:end] if isinstance(line, str))
    content = read_inline(text)
    return [block("paragraph", to_adf(content))] if content else [], end


def _ends_paragraph(lines: Sequence[Line], at: int, allowed: frozenset[str]) -> bool:
    line = lines[at]
    return isinstance(line, Macro) or not line or bool(_recogniser(line, allowed)) or begins_item(lines, at)


def _heading(lines: Sequence[Line], at: int) -> tuple[list[Node], int]:
    found = HEADING_LINE.match(str(lines[at]))
    assert found
    content = read_inline(found["content"])
    level = int(found["level"])
    return [block("heading", to_adf(content), level=level)] if content else [], at + 1


def _quoted_line(lines: Sequence[Line], at: int) -> tuple[list[Node], int]:
    found = QUOTE_LINE.match(str(lines[at]))
    assert found
    content = read_inline(found["content"])
    return [block("blockquote", [block("paragraph", to_adf(content))])] if content else [], at + 1


def _rule(lines: Sequence[Line], at: int) -> tuple[list[Node], int]:
    return [{"type": "rule"}], at + 1


_RECOGNISERS = (
    ("heading", HEADING_LINE, _heading),
    ("quote", QUOTE_LINE, _quoted_line),
    ("rule", RULE_LINE, _rule),
    ("table", ROW_LINE, read_table),
)


def _macro(macro: Macro) -> list[Node]:
    if macro.name in VERBATIM:
        return read_code(macro)
    allowed = _IN_PANEL if macro.name in PANELS else _IN_QUOTE
    content = titled(macro) + _blocks(lines_and_macros(_inner(macro.body), containers=False), allowed)
    content = content or [block("paragraph")]
    if macro.name == "quote":
        return [block("blockquote", content)]
    return [block("panel", content, **_panel_attributes(macro))]


def _inner(body: str) -> str:
    return body.rstrip().removeprefix("\n")


def _panel_attributes(macro: Macro) -> dict[str, str]:
    named = {"info": "info", "note": "note", "warning": "warning", "tip": "success"}
    if macro.name in named:
        return {"panelType": named[macro.name]}
    color = macro.option("bgColor").lower()
    for panel_type, background in PANEL_COLORS.items():
        if color == background:
            return {"panelType": panel_type}
    return {"panelType": "custom"} | ({"panelColor": color} if color else {})
