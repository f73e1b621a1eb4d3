"""Spans to inline wiki markup that reads back as the same spans.

Knows the delimiters and how text is kept from turning into markup by accident. It does not
predict what the reader will see: it writes as plainly as possible, reads that back, and only
when the two differ writes again with more escapes, down to a form where every sign is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from syncscript.richtext.inline_reading import read_inline
from syncscript.richtext.notation import (
    ACCOUNT,
    COLOR_NAMES,
    DELIMITER_OF,
    DELIMITERS,
    ESCAPABLE,
    LINK_TARGET,
    LONE_TARGET,
    MACRO,
    address_at,
    is_word,
)
from syncscript.richtext.spans import Break, Inline, Mark, Mention, Span, tidy, without_cards


@dataclass(frozen=True, slots=True)
class _Care:
    """How careful to be. escape: none, some (signs that could be markup where they stand) or all."""

    escape: str
    braced: bool


_UNWRITABLE = re.compile(r"[\s|\[\]{}\\]+")
"""What an address inside a link cannot hold."""

_SIGN = re.compile(r"[^\w\s]|_")
"""All that is no letter, digit or blank: nothing else can be markup."""

_ATTEMPTS = (_Care("none", False), _Care("some", False), _Care("none", True), _Care("some", True),
             _Care("all", True))


def write_inline(items: Iterable[Inline], line_break: str = "\n", in_cell: bool = False) -> str:
    """Wiki text for one paragraph; `line_break` is written between its lines."""
    lines = _lines(tidy(items))
    wanted = tidy(item for line in lines for item in (Break(), *map(_writable, _settled_cards(line))))
    expected = without_cards(wanted)
    text = ""
    for care in _ATTEMPTS:
        text = line_break.join(_line(line, care, in_cell) for line in _lines(wanted))
        if without_cards(read_inline(text)) == expected:
            return text
    return text


def _writable(item: Inline) -> Inline:
    """What has no wiki form becomes text: odd accounts, unsafe addresses."""
    if isinstance(item, Mention) and not ACCOUNT.fullmatch(f"~accountid:{item.account}"):
        return Span(item.name or f"@{item.account}")
    if not isinstance(item, Span):
        return item
    return Span(item.text, frozenset(mark for mark in map(_writable_mark, item.marks) if mark))


def _writable_mark(mark: Mark) -> Mark | None:
    if mark.kind != "link":
        return mark
    address = _UNWRITABLE.sub(lambda found: quote(found.group(), safe=""), mark.value.strip())
    title = " ".join(mark.title.split())
    return Mark("link", address, title) if LINK_TARGET.fullmatch(address) else None


def _lines(items: list[Inline]) -> list[list[Inline]]:
    lines: list[list[Inline]] = [[]]
    for item in items:
        if isinstance(item, Break):
            lines.append([])
        else:
            lines[-1].append(item)
    return lines


def _line(line: list[Inline], care: _Care, in_cell: bool) -> str:
    reach = _reaches(line)
    out: list[str] = []
    stack: list[tuple[Mark, str]] = []
    for index, item in enumerate(line):
        marks = _delimited(item)
        while stack and not all(mark in marks for mark, _ in stack):
            out.append(stack.pop()[1])
        opening = sorted(marks - {mark for mark, _ in stack},
                         key=lambda mark: (-reach[index][mark], mark.kind == "link", mark))
        for mark in opening:
            out.append(_opening(mark, line, index, reach[index][mark], care, stack))
        in_link = any(mark.kind == "link" for mark, _ in stack)
        out.append(_content(item, care, in_cell or in_link, in_link))
    out.extend(closing for _, closing in reversed(stack))
    return "".join(out)


def _delimited(item: Inline) -> frozenset[Mark]:
    """The marks of an item that are written around it, not by its own form."""
    if not isinstance(item, Span):
        return frozenset()
    return frozenset(mark for mark in item.marks if mark.kind not in ("code", "card")
                     and not (mark.kind == "link" and _is_lone(item)))


def _is_lone(span: Span) -> bool:
    """Whether a link shows its own address and can be written `[address]`."""
    return bool(LONE_TARGET.fullmatch(span.text)) and Mark("link", span.text) in span.marks and (
        Mark("code") not in span.marks)


def _settled_cards(line: list[Inline]) -> list[Inline]:
    """Cards that could not be told from the text around them become links."""
    return [_as_link(item) if isinstance(item, Span) and _is_lost_card(item, line, index) else item
            for index, item in enumerate(line)]


def _is_lost_card(span: Span, line: list[Inline], index: int) -> bool:
    if not any(mark.kind == "card" for mark in span.marks):
        return False
    before, after = _edge(line, index - 1, -1), _edge(line, index + 1, 0)
    return bool(before and is_word(before)) or address_at(span.text + after, 0) != span.text


def _as_link(span: Span) -> Span:
    return Span(span.text, frozenset({Mark("link", mark.value) for mark in span.marks}))


def _reaches(line: list[Inline]) -> list[dict[Mark, int]]:
    """For each item and mark: the index of the last item that the mark covers without a gap."""
    result: list[dict[Mark, int]] = []
    following: dict[Mark, int] = {}
    for index in range(len(line) - 1, -1, -1):
        item = line[index]
        marks = item.marks if isinstance(item, Span) else frozenset()
        following = {mark: following.get(mark, index) for mark in marks}
        result.append(following)
    return result[::-1]


def _opening(mark: Mark, line: list[Inline], first: int, last: int, care: _Care,
             stack: list[tuple[Mark, str]]) -> str:
    if mark.kind == "color":
        stack.append((mark, "{color}"))
        return "{color:" + COLOR_NAMES.get(mark.value, mark.value) + "}"
    if mark.kind == "link":
        title = "|" + _title(mark.title) if mark.title else ""
        stack.append((mark, f"|{mark.value}{title}]"))
        return "["
    sign = DELIMITER_OF[mark.kind]
    before, after = _edge(line, first - 1, -1), _edge(line, last + 1, 0)
    inner = _edge(line, first, 0) + _edge(line, last, -1)
    crowded = any(is_word(char) for char in before + after) or sign in before + after + inner
    sign = f"{{{sign}}}" if care.braced or crowded else sign
    stack.append((mark, sign))
    return sign


def _edge(line: list[Inline], index: int, side: int) -> str:
    item = line[index] if 0 <= index < len(line) else None
    return item.text[side] if isinstance(item, Span) else ""


def _title(title: str) -> str:
    return re.sub(r"[|\[\]\\&{}]", lambda sign: f"&#{ord(sign.group())};", title)


def _content(item: Inline, care: _Care, in_cell: bool, in_link: bool) -> str:
    if isinstance(item, Mention):
        return f"[~accountid:{item.account}]"
    assert isinstance(item, Span)
    if Mark("code") in item.marks:
        return "{{" + _code(item.text, care, in_cell, in_link) + "}}"
    if any(mark.kind == "card" for mark in item.marks):
        return item.text
    if not in_link and _is_lone(item):
        return f"[{item.text}]"
    return _escaped(item.text, care, in_cell, in_link)


def _code(text: str, care: _Care, in_cell: bool, in_link: bool) -> str:
    signs = "&{}\\" if care.escape == "all" else ""
    signs += "|" if in_cell else ""
    signs += "[]" if in_link else ""
    text = "".join(f"&#{ord(char)};" if char in signs else char for char in text)
    return MACRO.sub(lambda found: "&#123;" + found.group()[1:], text)


def _escaped(text: str, care: _Care, in_cell: bool, in_link: bool) -> str:
    always = ("|[{\\" if in_cell else "") + ("[]" if in_link else "")

    def written(found: re.Match[str]) -> str:
        char = found.group()
        if char not in always and not _needs_escape(text, found.start(), care):
            return char
        return f"\\{char}" if char in ESCAPABLE else f"&#{ord(char)};"

    return _SIGN.sub(written, text)


def _needs_escape(text: str, index: int, care: _Care) -> bool:
    char = text[index]
    if char == "{" and MACRO.match(text, index):
        return True
    if care.escape == "none":
        return False
    before, after = text[index - 1:index] if index else "", text[index + 1:index + 2]
    if care.escape == "all":
        return char in "*_-+^~{}[]|\\!" or (char == "&" and after == "#") or text.startswith("://", index)
    return _could_be_markup(char, before, after)


def _could_be_markup(char: str, before: str, after: str) -> bool:
    if char in DELIMITERS:
        opens = not (before and is_word(before)) and not after.isspace()
        closes = not before.isspace() and not (after and is_word(after))
        return char not in (before, after) and (opens or closes)
    if char == "\\":
        return not after or after.isspace() or after in ESCAPABLE or after == "\\"
    return char in "[{" or (char == "&" and after == "#")


