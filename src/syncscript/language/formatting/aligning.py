"""What stands under each other: `=`, `<->` and the arrows of a table, `:` of a map, and comments behind code.

A run is made of neighbours of one kind that each stand on one line, without an empty line between them;
a name that is much longer than the others begins a new one. Refuses to know what is right of a mark.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from syncscript.language.formatting.breaking import Breaks
from syncscript.language.formatting.lines import Line
from syncscript.language.formatting.structure import LIST, Colon, Frame, Structure, is_opener

_WIDEST_GAPS = {"=": 16, "<->": 28, "->": 28, ":": 28}
"""Blanks in front of a mark; more of them tear a line apart."""
_WIDEST_GAP_OF_COMMENTS = 40


class Mark(NamedTuple):
    """A mark to be put under others of its kind, and the width of what stands in front of it."""

    place: int
    kind: str
    width: int
    length: int


def pads_of(structure: Structure, breaks: Breaks, glue: list[str]) -> dict[int, int]:
    """How many more blanks stand in front of a piece."""
    pads: dict[int, int] = {}
    for frame in structure.frames:
        if frame.shape == LIST:
            marks = _keys(structure, breaks, glue, frame)
        else:
            marks = _statements(structure, breaks, glue, frame)
        for run in _runs(marks):
            _align(run, pads)
    return pads


def _align(run: Sequence[Mark], pads: dict[int, int]) -> None:
    width, length = max(mark.width for mark in run), max(mark.length for mark in run)
    for mark in run:
        pads[mark.place] = width - mark.width + length - mark.length


def _runs(marks: Iterator[Mark | None]) -> Iterator[list[Mark]]:
    run: list[Mark] = []
    least = most = 0
    for mark in marks:
        if mark and run and mark.kind == run[0].kind:
            least, most = min(least, mark.width), max(most, mark.width)
            if most - least <= _WIDEST_GAPS[mark.kind]:
                run.append(mark)
                continue
        if run:
            yield run
        run = [mark] if mark else []
        least = most = mark.width if mark else 0
    if run:
        yield run


def _keys(structure: Structure, breaks: Breaks, glue: list[str], frame: Frame) -> Iterator[Mark | None]:
    """Of a map of several lines; an entry without a key is passed over."""
    if not frame.begins or not breaks[frame.closer]:
        return
    ends = [*frame.begins[1:], frame.closer]
    for begin, lead, end in zip(frame.begins, frame.leads, ends, strict=False):
        if _has_empty_line(breaks, lead, begin):
            yield None
        for place in range(begin, end):
            if place > begin and breaks[place]:
                break
            if structure.colons.get(place) == Colon.NAMED and structure.pieces[place - 1].kind != "STAR":
                if structure.frames[structure.inside[place]] is frame and breaks[begin]:
                    yield Mark(place, ":", _width(structure, glue, begin, place), 1)
                break


def _statements(structure: Structure, breaks: Breaks, glue: list[str], frame: Frame) -> Iterator[Mark | None]:
    for number, begin in enumerate(frame.begins):
        lead = frame.leads[number + 1]
        if _has_empty_line(breaks, frame.leads[number], begin):
            yield None
        if (begin and not breaks[begin]) or any(breaks[begin + 1:lead]):
            yield None
            continue
        yield _mark(structure, glue, begin, lead)


def _has_empty_line(breaks: Breaks, lead: int, begin: int) -> bool:
    return any(each > 1 for each in breaks[lead:begin + 1])


_KINDS = {"ASSIGN": "=", "_BOTH": "<->", "ROW": "->"}
_PATH = frozenset({"ID", "DOT", "STRING", "NUMBER", "CONSTANT_WORD", "SIGN"})


def _mark(structure: Structure, glue: list[str], begin: int, end: int) -> Mark | None:
    """The mark behind the path, or the row's value, that a statement begins with."""
    pieces, place = structure.pieces, begin
    while place < end:
        kind, text = pieces[place].kind, pieces[place].text
        if kind in _KINDS and (kind != "ASSIGN" or text == "="):
            return Mark(place, _KINDS[kind], _width(structure, glue, begin, place), len(text))
        if is_opener(kind) and kind == "_LBRACK" and place > begin:
            place = structure.frames[structure.opens[place]].closer
        elif kind not in _PATH:
            return None
        place += 1
    return None


def _width(structure: Structure, glue: list[str], begin: int, end: int) -> int:
    texts = (glue[place] + structure.pieces[place].text for place in range(begin + 1, end))
    return len(structure.pieces[begin].text) + sum(map(len, texts))


def align_comments(lines: Sequence[Line]) -> Iterator[str]:
    """The texts of lines, with the comments behind neighbours of one depth under each other."""
    run: list[Line] = []
    least = most = 0
    for line in lines:
        least, most = min(least, line.code), max(most, line.code)
        belongs = bool(run) and not line.empty and line.indent == run[0].indent
        if not line.comment or not belongs or most - least > _WIDEST_GAP_OF_COMMENTS:
            yield from _with_comments(run)
            run, least, most = [], line.code, line.code
        if line.comment:
            run.append(line)
        else:
            yield line.text
    yield from _with_comments(run)


def _with_comments(run: Sequence[Line]) -> Iterator[str]:
    column = max((_last_width(line) for line in run), default=0)
    for line in run:
        yield f"{line.text}{' ' * (column - _last_width(line))}  {line.comment}"


def _last_width(line: Line) -> int:
    return len(line.text) - line.text.rfind("\n") - 1
