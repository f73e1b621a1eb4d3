"""Inline content in one normal form, which both directions share.

Knows that a line of rich text is spans of text under marks, breaks, and atoms (mentions), and in
which normal form two such lines can be compared: equal neighbours joined, and no blank at the
edge of a mark that wiki markup cannot put there. Refuses to know either notation.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """kind: strong, em, underline, strike, sub, sup, code, color, link or card; value: colour or address.

    A card is an address that stands for itself: ADF's inlineCard, a bare address in wiki markup.
    """

    kind: str
    value: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    text: str
    marks: frozenset[Mark] = frozenset()


@dataclass(frozen=True, slots=True)
class Mention:
    account: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Break:
    pass


Inline = Span | Mention | Break

EDGED = frozenset({"strong", "em", "underline", "strike", "sub", "sup"})
"""Marks whose wiki delimiters must touch what they mark."""

_CODE_COMPANIONS = frozenset({"code", "link"})


def tidy(items: Iterable[Inline]) -> list[Inline]:
    """The normal form: no empty lines or blank line ends, no blank edges under edged marks, joined."""
    lines = [_unmark_edges(joined(line)) for line in _lines(_legal(item) for item in items)]
    result: list[Inline] = []
    for line in lines:
        line = _without_trailing_blanks(line)
        if not any(_is_visible(item) for item in line):
            continue
        result.extend(([Break()] if result else []) + line)
    return result


def joined(items: Iterable[Inline]) -> list[Inline]:
    """Neighbouring spans under the same marks as one; empty spans left out."""
    items = list(items)
    if len(items) == 1:
        return items if not isinstance(items[0], Span) or items[0].text else []
    result: list[Inline] = []
    texts: list[str] = []
    marks: frozenset[Mark] = frozenset()
    for item in items:
        if isinstance(item, Span) and (not texts or item.marks == marks):
            texts.append(item.text)
            marks = item.marks
            continue
        _flush(texts, marks, result)
        texts = []
        if isinstance(item, Span):
            texts, marks = [item.text], item.marks
        else:
            result.append(item)
    _flush(texts, marks, result)
    return result


def _flush(texts: list[str], marks: frozenset[Mark], result: list[Inline]) -> None:
    text = "".join(texts)
    if text:
        result.append(Span(text, marks))


def without_cards(items: Iterable[Inline]) -> list[Inline]:
    """For comparing: a card counts as the text of its address, which nobody can tell apart in wiki markup."""
    return joined(
        Span(item.text, frozenset(mark for mark in item.marks if mark.kind != "card"))
        if isinstance(item, Span) and item.marks else item for item in items)


def _legal(item: Inline) -> Inline:
    """ADF knows no other mark than a link beside code, and none on a card, which is then a link."""
    if not isinstance(item, Span) or len(item.marks) < 2:
        return item
    marks = frozenset(Mark("link", mark.value) if mark.kind == "card" else mark for mark in item.marks)
    if any(mark.kind == "code" for mark in marks):
        marks = frozenset(mark for mark in marks if mark.kind in _CODE_COMPANIONS)
    return Span(item.text, marks)


def _lines(items: Iterable[Inline]) -> Iterator[list[Inline]]:
    line: list[Inline] = []
    for item in items:
        if isinstance(item, Break):
            yield line
            line = []
        else:
            line.append(item)
    yield line


def _is_visible(item: Inline) -> bool:
    return bool(item.text.strip()) if isinstance(item, Span) else isinstance(item, Mention)


def _without_trailing_blanks(line: list[Inline]) -> list[Inline]:
    while line and isinstance(line[-1], Span) and not line[-1].marks:
        stripped = line[-1].text.rstrip()
        if stripped:
            return [*line[:-1], Span(stripped)]
        line = line[:-1]
    return line


def _unmark_edges(line: Sequence[Inline]) -> list[Inline]:
    """A joined line, joined again; blanks at the edges of what is marked are not marked."""
    result = list(line)
    kinds = sorted({mark for item in line if isinstance(item, Span) for mark in item.marks
                    if mark.kind in EDGED})
    for mark in kinds:
        result = _unmark_edges_of(mark, result)
    return joined(result) if kinds else result


def _unmark_edges_of(mark: Mark, line: list[Inline]) -> list[Inline]:
    """Blanks at both ends of each stretch under `mark` lose the mark."""
    result: list[Inline] = []
    stretch: list[Span] = []
    for item in line:
        if isinstance(item, Span) and mark in item.marks:
            stretch.append(item)
            continue
        result.extend(_bare_edges(mark, stretch))
        stretch = []
        result.append(item)
    result.extend(_bare_edges(mark, stretch))
    return result


def _bare_edges(mark: Mark, stretch: list[Span]) -> list[Span]:
    visible = [index for index, span in enumerate(stretch) if span.text.strip()]
    if not visible:
        return [_without(mark, span) for span in stretch]
    first, last = visible[0], visible[-1]
    result = [_without(mark, span) for span in stretch[:first]]
    for index in range(first, last + 1):
        span = stretch[index]
        start = len(span.text) - len(span.text.lstrip()) if index == first else 0
        end = len(span.text.rstrip()) if index == last else len(span.text)
        result += [_without(mark, replace(span, text=span.text[:start])),
                   replace(span, text=span.text[start:end]),
                   _without(mark, replace(span, text=span.text[end:]))]
    return result + [_without(mark, span) for span in stretch[last + 1:]]


def _without(mark: Mark, span: Span) -> Span:
    return replace(span, marks=span.marks - {mark})


_MARK_TYPES = ("strong", "em", "underline", "strike", "code")


def to_adf(items: Iterable[Inline]) -> list[dict[str, Any]]:
    """Inline items as ADF nodes."""
    return [_node(item) for item in items]


def _node(item: Inline) -> dict[str, Any]:
    if isinstance(item, Break):
        return {"type": "hardBreak"}
    if isinstance(item, Mention):
        attrs = {"id": item.account} | ({"text": item.name} if item.name else {})
        return {"type": "mention", "attrs": attrs}
    card = next((mark.value for mark in item.marks if mark.kind == "card"), None)
    if card is not None:
        return {"type": "inlineCard", "attrs": {"url": card}}
    marks = [_mark_node(mark) for mark in sorted(item.marks)]
    return {"type": "text", "text": item.text} | ({"marks": marks} if marks else {})


def _mark_node(mark: Mark) -> dict[str, Any]:
    if mark.kind in _MARK_TYPES:
        return {"type": mark.kind}
    if mark.kind == "link":
        return {"type": "link", "attrs": {"href": mark.value} | ({"title": mark.title} if mark.title else {})}
    if mark.kind == "color":
        return {"type": "textColor", "attrs": {"color": mark.value}}
    return {"type": "subsup", "attrs": {"type": mark.kind}}
