"""Where lines end: as their author ended them, in the one form that this has here.

A block has a line for each statement. A list, a map or arguments that are broken anywhere between two of
them have a line for each. A closure stays on its line as long as it is one statement without any break.
Breaks at operators and in chains stay where they are. Refuses to know how long lines are.

Breaks are numbers: for each piece how many lines end in front of it; 2 means that an empty one stands there.
"""

from __future__ import annotations

from syncscript.language.formatting.pieces import COMMENT, Piece
from syncscript.language.formatting.structure import CLOSURE, LIST, Colon, Frame, Role, Structure

Breaks = list[int]

_MAY_END_LINE = frozenset({
    "OP", "STAR", "SIGN", "ASSIGN", "_ELVIS", "_QUESTION", "_COMMA", "_ARGUMENT_COMMA", "_BOTH", "ANNOTATION",
})
_MAY_BEGIN_LINE = frozenset({"DOT", "POINTER", "_ELVIS", "_QUESTION", "OP"})
_FRAMED = frozenset({Role.STATEMENT, Role.ITEM})


def breaks_of(structure: Structure) -> Breaks:
    """From the lines of the source; doing this twice changes nothing."""
    breaks = [_kept(structure, place) for place in range(len(structure.pieces))]
    settle(structure, breaks)
    return breaks


def settle(structure: Structure, breaks: Breaks) -> None:
    """Adds the breaks that follow from those that are there, from the innermost brackets outwards."""
    for frame in reversed(structure.frames):
        if frame.shape == LIST:
            _settle_list(structure, breaks, frame)
        else:
            _settle_statements(structure, breaks, frame)


def _kept(structure: Structure, place: int) -> int:
    piece, role = structure.pieces[place], structure.roles[place]
    if place == 0:
        return 0
    previous = structure.pieces[place - 1]
    most = min(piece.lines, _most(structure, place))
    if previous.kind == COMMENT:
        return max(most, 1) if previous.is_line_comment else most
    if piece.kind == COMMENT or role in _FRAMED:
        return most
    if role == Role.CLOSER or role == Role.BODY or role == Role.LABELLED:
        return min(most, 1)
    if role == Role.BRANCH:
        return 0 if previous.kind == "_RBRACE" else min(most, 1)
    return min(most, 1) if _may_break(structure, place, previous, piece) else 0


def _most(structure: Structure, place: int) -> int:
    """How many lines may end here: empty ones stand between statements, or items, and their comments."""
    token = structure.token_at[place]
    if token == len(structure.pieces):
        return 3
    if structure.roles[token] == Role.CLOSER and structure.pieces[place].kind == COMMENT:
        frame = structure.frames[structure.closes[token]]
        return 1 if place == frame.opener + 1 else 2
    if structure.roles[token] not in _FRAMED:
        return 1
    frame = structure.frames[structure.inside[token]]
    if place == frame.opener + 1:
        return 1
    return 3 if frame.parent < 0 else 2


def _may_break(structure: Structure, place: int, previous: Piece, piece: Piece) -> bool:
    if place - 1 in structure.unary:
        return False
    for each, at in ((previous, place - 1), (piece, place)):
        if each.kind == "OP" and ".." in each.text:
            return False
        if each.kind == "_COLON":
            return structure.colons[at] == Colon.TERNARY
    return previous.kind in _MAY_END_LINE or piece.kind in _MAY_BEGIN_LINE


def _settle_list(structure: Structure, breaks: Breaks, frame: Frame) -> None:
    if not any(breaks[lead] for lead in frame.leads) and not breaks[frame.closer]:
        return
    if not frame.begins and frame.closer == frame.opener + 1:
        breaks[frame.closer] = 0
        return
    expand(breaks, frame)


def expand(breaks: Breaks, frame: Frame) -> None:
    """Puts each item, or each statement, of a bracket on a line of its own."""
    for lead in frame.leads:
        if lead < len(breaks):
            breaks[lead] = max(breaks[lead], 1)
    if frame.closer < len(breaks):
        breaks[frame.closer] = max(breaks[frame.closer], 1)


def _settle_statements(structure: Structure, breaks: Breaks, frame: Frame) -> None:
    if frame.parent < 0:
        _expand_whole(breaks, frame)
    elif frame.closer == frame.opener + 1:
        breaks[frame.closer] = 0
    elif len(frame.begins) < 2 and frame.closer in structure.allowed and frame.opener in structure.allowed:
        return
    elif frame.kind == "_LBRACE_S":
        _settle_cases(structure, breaks, frame)
    elif len(frame.begins) > (frame.shape == CLOSURE) or any(breaks[frame.opener + 1:frame.closer + 1]):
        expand(breaks, frame)


def _expand_whole(breaks: Breaks, frame: Frame) -> None:
    for lead in frame.leads[1:-1]:
        breaks[lead] = max(breaks[lead], 1)


def _settle_cases(structure: Structure, breaks: Breaks, frame: Frame) -> None:
    """A case of one statement may stay on its line."""
    count = len(frame.begins)
    for number, (begin, lead) in enumerate(zip(frame.begins, frame.leads, strict=False)):
        if begin in frame.heads or not number or frame.begins[number - 1] not in frame.heads:
            breaks[lead] = max(breaks[lead], 1)
            continue
        is_alone = number + 1 == count or frame.begins[number + 1] in frame.heads
        is_block = is_alone and structure.pieces[begin].kind == "_LBRACE" and lead == begin
        if is_block:
            breaks[lead] = 0 if not structure.pieces[begin - 1].is_line_comment else 1
        elif not is_alone or any(breaks[lead:frame.leads[number + 1]]):
            breaks[lead] = max(breaks[lead], 1)
    breaks[frame.closer] = max(breaks[frame.closer], 1)
