"""Lines that are too long get breaks where a break changes nothing: the outermost sensible place first.

A closure or a map that ends the line opens; else the line goes on behind its loosest operator, in front of
the links of a chain, inside its last brackets, behind `=`. Refuses to break inside texts and comments.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from syncscript.language.formatting.breaking import Breaks, expand
from syncscript.language.formatting.lines import Line
from syncscript.language.formatting.pieces import COMMENT
from syncscript.language.formatting.structure import ALLOWS, CLOSURE, Colon, Frame, Role, Structure
from syncscript.language.syntax.build_operators import LOOSENESS

_LOOSEST = 100
_ENDS = {"ASSIGN", "_COMMA", "_ARGUMENT_COMMA"}


class Reach(NamedTuple):
    """The pieces of a line at one depth of brackets, and the brackets that open and close on it there."""

    places: list[int]
    frames: list[Frame]


def shorten(
    structure: Structure, breaks: Breaks, glue: list[str], lines: Sequence[Line], longest: int
) -> None:
    """Adds breaks to the lines that are too long, one level of each."""
    for number, line in enumerate(lines):
        if line.code > longest and line.last - line.first > 1 and not _is_allowed(structure, lines, number):
            _shorten(structure, breaks, glue, line, longest)


def _is_allowed(structure: Structure, lines: Sequence[Line], number: int) -> bool:
    """A line with findings that are allowed for this line keeps them all."""
    above = lines[number - 1] if number else None
    alone = above and structure.pieces[above.first].kind == COMMENT and ALLOWS in above.text
    return bool(alone) or ALLOWS in lines[number].comment


def _shorten(structure: Structure, breaks: Breaks, glue: list[str], line: Line, longest: int) -> None:
    for reach in _reaches(structure, line):
        chosen = _choice(structure, reach, glue, line, longest)
        if isinstance(chosen, Frame):
            expand(breaks, chosen)
            return
        for place in chosen:
            breaks[place] = 1
        if chosen:
            return


def _choice(
    structure: Structure, reach: Reach, glue: list[str], line: Line, longest: int
) -> Frame | list[int]:
    """The brackets to be opened, or the pieces that lines should begin with."""
    body = _body(structure, reach)
    if body:
        return body
    opening = _opening(structure, reach, glue, line, longest)
    if opening:
        return opening
    going_on = _loosest_operators(structure, reach, line)
    if going_on:
        return going_on
    links = _links(structure, reach)
    if len(links) > 1:
        return links
    behind = _behind(structure, reach)[:1]
    if behind and _goes_on(structure, line):
        return behind
    return _last_that_fits(structure, reach, glue, line, longest) if reach.frames else behind


def _goes_on(structure: Structure, line: Line) -> bool:
    """Whether the next line belongs to the same statement or item: a break behind `=` makes them equals."""
    token = structure.token_at[line.last]
    return token < len(structure.pieces) and structure.roles[token] == Role.NONE


def _reaches(structure: Structure, line: Line) -> list[Reach]:
    """What can be broken, by depth, from the outermost inwards; a closure's head is read as one line."""
    depths: dict[int, Reach] = {}
    depth, opened = 0, list[int]()
    for place in range(line.first, line.last):
        number = structure.closes.get(place)
        if number is not None:
            depth -= 1
            if opened:
                opener = opened.pop()
                reach = depths.setdefault(depth, Reach([], []))
                if opener != place - 1 and opener not in structure.heads:
                    reach.frames.append(structure.frames[number])
        if place not in structure.heads:
            depths.setdefault(depth, Reach([], [])).places.append(place)
        if place in structure.opens:
            depth += 1
            opened.append(place)
    return [depths[each] for each in sorted(depths)]


def _body(structure: Structure, reach: Reach) -> list[int]:
    """Of `if (...) statement` the statement, which goes to a line of its own."""
    return [place for place in reach.places[1:] if structure.roles[place] == Role.BODY][:1]


def _opening(structure: Structure, reach: Reach, glue: list[str], line: Line, longest: int) -> Frame | None:
    """The closure or the map that ends the line, when little else is on it."""
    if not reach.frames or reach.frames[-1].closer != line.last - 1 - bool(line.comment):
        return None
    frame = reach.frames[-1]
    is_map = frame.is_literal and len(frame.begins) > 1
    if not is_map and frame.shape != CLOSURE:
        return None
    fits = _column(structure, glue, line, frame.opener) < longest
    crowd = len(_operators(structure, reach)) > 1 or len(_links(structure, reach)) > 2
    return frame if fits and not crowd else None


def _column(structure: Structure, glue: list[str], line: Line, place: int) -> int:
    texts = (glue[each] + structure.pieces[each].text for each in range(line.first, place + 1))
    return line.indent + sum(map(len, texts))


def _last_that_fits(structure: Structure, reach: Reach, glue: list[str], line: Line, longest: int) -> Frame:
    fitting = [f for f in reach.frames if _column(structure, glue, line, f.opener) <= longest]
    return fitting[-1] if fitting else reach.frames[0]


def _operators(structure: Structure, reach: Reach) -> list[tuple[int, int]]:
    """The places where lines may go on, each with the looseness of its operator."""
    found = []
    for place in reach.places[1:]:
        piece = structure.pieces[place]
        is_ternary = structure.colons.get(place) == Colon.TERNARY or piece.kind == "_QUESTION"
        if piece.kind == "_ELVIS" or is_ternary:
            found.append((place, _LOOSEST))
        elif piece.kind in {"OP", "SIGN", "STAR"} and place not in structure.unary and ".." not in piece.text:
            found.append((place + 1, LOOSENESS[piece.text]))
    return found


def _loosest_operators(structure: Structure, reach: Reach, line: Line) -> list[int]:
    found = [each for each in _operators(structure, reach) if line.first < each[0] < line.last]
    loosest = max((looseness for _, looseness in found), default=0)
    return [place for place, looseness in found if looseness == loosest]


def _links(structure: Structure, reach: Reach) -> list[int]:
    """The dots of `.name(...)` and `.name { }` behind a value."""
    pieces, links = structure.pieces, []
    for place in reach.places[1:]:
        if pieces[place].kind != "DOT" or place + 2 >= len(pieces):
            continue
        if pieces[place + 2].kind in {"_LPAR", "_LBRACE", "_LBRACE_P"} and pieces[place - 1].kind != "_LPAR":
            links.append(place)
    return links


def _behind(structure: Structure, reach: Reach) -> list[int]:
    return [place + 1 for place in reach.places[:-1] if structure.pieces[place].kind in _ENDS]
