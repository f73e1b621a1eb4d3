"""Pieces and breaks become lines: how far in each begins, and what stands on it.

Knows that a line goes four further in for each bracket or statement that it is part of. Refuses to choose
breaks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from syncscript.language.formatting.breaking import Breaks
from syncscript.language.formatting.pieces import COMMENT, has_lines_of_stars
from syncscript.language.formatting.structure import LIST, Frame, Role, Structure

STEP = 4


@dataclass(slots=True)
class Line:
    """The pieces from `first` up to, not including, `last`. empty: lines without text in front of it.

    code: how wide it is without the comment at its end.
    """

    first: int
    last: int
    indent: int
    empty: int
    text: str
    code: int
    comment: str = ""


@dataclass(slots=True)
class _Depths:
    """base: where the line of each frame's opener begins; statement: where the statement in it begins now."""

    base: list[int]
    statement: list[int]
    pending: list[list[int]] = field(default_factory=list)


def texts_of(structure: Structure, breaks: Breaks) -> list[str]:
    """What is put out of each piece: a list or map of several lines ends with a comma."""
    texts = [piece.text for piece in structure.pieces]
    for frame in structure.frames:
        if frame.is_literal and frame.begins and breaks[frame.closer]:
            if structure.pieces[frame.begins[0]].kind != "_COLON":
                texts[structure.before[frame.closer]] += ","
        elif frame.shape != LIST:
            for begin in frame.begins[1:]:
                if structure.pieces[begin].ended and _needs_semicolon(structure, frame, begin):
                    texts[structure.before[begin]] += ";"
    return texts


def _needs_semicolon(structure: Structure, frame: Frame, begin: int) -> bool:
    """In front of what would go on with the line before, and behind the names of an enum."""
    if structure.pieces[begin].text.startswith(("{", "/")):
        return True
    head = structure.before[frame.opener] if frame.kind == "_LBRACE_C" else -1
    return head >= 0 and begin == frame.begins[1] and structure.pieces[head].text.startswith("enum")


def lines_of(structure: Structure, breaks: Breaks, glue: list[str], pads: Mapping[int, int]) -> list[Line]:
    size = len(structure.pieces)
    starts = [place for place in range(size) if breaks[place] or place == 0]
    depths = _Depths([0] * len(structure.frames), [0] * len(structure.frames), [[] for _ in structure.frames])
    texts = texts_of(structure, breaks)
    lines = []
    for number, first in enumerate(starts):
        last = starts[number + 1] if number + 1 < len(starts) else size
        indent = _indent(structure, depths, first)
        lines.append(_line(structure, first, last, indent, max(breaks[first] - 1, 0), texts, glue, pads))
        _walk(structure, depths, first, last, indent)
    return lines


def _line(
    structure: Structure, first: int, last: int, indent: int, empty: int,
    texts: list[str], glue: list[str], pads: Mapping[int, int],
) -> Line:
    pieces = structure.pieces
    ends_with_comment = last - first > 1 and pieces[last - 1].is_line_comment
    end = last - 1 if ends_with_comment else last
    parts = [" " * indent]
    for place in range(first, end):
        if place > first:
            parts.append(glue[place])
        if place in pads:
            parts.append(" " * pads[place])
        text = texts[place]
        if pieces[place].kind == COMMENT and "\n" in text and has_lines_of_stars(text):
            text = _under_each_other(text, indent)
        parts.append(text)
    text = "".join(parts)
    return Line(first, last, indent, empty, text, _width(text), texts[end] if ends_with_comment else "")


def _under_each_other(comment: str, indent: int) -> str:
    first, *others = comment.split("\n")
    return "\n".join([first, *(" " * (indent + 1) + line.lstrip() for line in others)])


def _width(text: str) -> int:
    """Of the first or last line, where a text holds several: those between are not ours to break."""
    if "\n" not in text:
        return len(text)
    parts = text.split("\n")
    return max(len(parts[0]), len(parts[-1]))


def _indent(structure: Structure, depths: _Depths, first: int) -> int:
    token = structure.token_at[first]
    if token == len(structure.pieces):
        return 0
    role = structure.roles[token]
    if role == Role.CLOSER:
        number = structure.closes[token]
        return depths.base[number] if token == first else _inner(structure, depths, number)
    number = structure.inside[token]
    frame = structure.frames[number]
    if frame.shape == LIST:
        return depths.base[number] + (STEP if role == Role.ITEM else 2 * STEP)
    if role == Role.STATEMENT:
        return _statement_indent(structure, depths, token)
    if role == Role.BODY:
        return depths.statement[number] + STEP
    if role == Role.LABELLED or structure.pieces[token].kind in {"_LBRACE", "CATCH", "_FINALLY"}:
        return depths.statement[number]
    if role == Role.BRANCH:
        pending = depths.pending[number]
        return pending[-1] if pending else depths.statement[number]
    return depths.statement[number] + STEP


def _inner(structure: Structure, depths: _Depths, number: int) -> int:
    """Of a comment in front of a closer."""
    frame = structure.frames[number]
    in_case = frame.kind == "_LBRACE_S" and bool(frame.begins)
    return depths.base[number] + (2 * STEP if in_case else STEP)


def _statement_indent(structure: Structure, depths: _Depths, token: int) -> int:
    number = structure.inside[token]
    frame = structure.frames[number]
    if frame.parent < 0:
        return 0
    is_in_case = frame.kind == "_LBRACE_S" and token not in frame.heads
    return depths.base[number] + (2 * STEP if is_in_case else STEP)


def _walk(structure: Structure, depths: _Depths, first: int, last: int, indent: int) -> None:
    """Notes what the following lines must know of this one."""
    for place in range(first, last):
        role, kind, inside = structure.roles[place], structure.pieces[place].kind, structure.inside[place]
        if role == Role.STATEMENT:
            depths.statement[inside] = _statement_indent(structure, depths, place)
            depths.pending[inside].clear()
        elif role == Role.BODY and structure.token_at[first] == place:
            depths.statement[inside] += STEP
        elif role == Role.BRANCH and depths.pending[inside] and kind in {"_ELSE", "_WHILE_END"}:
            depths.statement[inside] = depths.pending[inside].pop()
        if kind == "_IF" or kind == "_DO":
            depths.pending[inside].append(depths.statement[inside])
        number = structure.opens.get(place)
        if number is not None:
            depths.base[number] = indent
            depths.statement[number] = indent + STEP
