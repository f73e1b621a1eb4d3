"""A part of a file in the new form, the rest as it was.

Old and new lines meet where both begin with the same statement; between two such places a stretch is taken
whole, from the one or from the other, so that the pieces stay those of the source. Refuses to lay out
anything.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from syncscript.language.formatting.lines import Line
from syncscript.language.formatting.structure import LIST, Role, Structure

_LINE_END = re.compile(r"\r\n?|\n")


def merged(
    source: str, structure: Structure, lines: Sequence[Line], texts: Sequence[str],
    wanted: tuple[int, int], line_end: str,
) -> str:
    """texts: what is put out of each line. wanted: the first and the last line to be changed."""
    starts = [0, *(found.end() for found in _LINE_END.finditer(source))]
    meetings = [number for number, line in enumerate(lines) if number and _meet(structure, line)]
    numbers = [0, *meetings, len(lines)]
    edges = [0, *(_line_start(starts, structure, lines[number]) for number in meetings), len(source)]
    parts: list[str] = []
    for (number, following), (begin, end) in zip(pairwise(numbers), pairwise(edges), strict=True):
        first, last = bisect_right(starts, begin), bisect_right(starts, max(end - 1, begin))
        if first <= wanted[1] and last >= wanted[0]:
            parts += [line_end * lines[n].empty + texts[n] + line_end for n in range(number, following)]
        else:
            parts.append(source[begin:end])
    return "".join(parts)


def _meet(structure: Structure, line: Line) -> bool:
    token = structure.token_at[line.first]
    if not structure.pieces[line.first].lines or token == len(structure.pieces):
        return False
    if structure.roles[token] == Role.CLOSER:
        return structure.frames[structure.closes[token]].shape != LIST
    return structure.roles[token] == Role.STATEMENT


def _line_start(starts: Sequence[int], structure: Structure, line: Line) -> int:
    """Where the line of the source begins, with the empty lines in front of it."""
    piece = structure.pieces[line.first]
    row = bisect_right(starts, piece.start) - 1
    return starts[max(row - piece.lines + 1, 0)]
