"""What stands between two pieces of one line: nothing, or a blank.

Refuses to know lines and columns.
"""

from __future__ import annotations

from syncscript.language.formatting.pieces import COMMENT, RAW, Piece
from syncscript.language.formatting.structure import Colon, Role, Structure, is_closer, is_opener
from syncscript.language.syntax.lexing import VALUE_ENDS

_NOTHING_BEFORE = frozenset({
    "_COMMA", "_ARGUMENT_COMMA", "_SEMI", "DOT", "POINTER", "_LPAR_M", "_LPAR_N", "_LBRACK_SAFE",
    "_LBRACK_N",
})
_NOTHING_AFTER = frozenset({"DOT", "POINTER", "NOT", "REST"})
_BEGIN_VALUES = frozenset({Role.STATEMENT, Role.ITEM, Role.BODY, Role.LABELLED})


def glue_of(structure: Structure) -> list[str]:
    """For each piece, what stands in front of it when the one before is on the same line."""
    pieces = structure.pieces
    glue = ["" for _ in pieces]
    for place in range(1, len(pieces)):
        if not _touches(structure, place, pieces[place - 1], pieces[place]):
            glue[place] = "  " if pieces[place].is_line_comment else " "
        if pieces[place].separated and structure.frames[structure.inside[place]].kind == "_LPAR_R":
            glue[place] = "; "
    return glue


def _touches(structure: Structure, place: int, previous: Piece, piece: Piece) -> bool:
    before, kind = previous.kind, piece.kind
    if kind == COMMENT:
        return not piece.is_line_comment and is_opener(before) and not before.startswith("_LBRACE")
    if kind in _NOTHING_BEFORE:
        return True
    if is_closer(kind):
        return _closer_touches(structure, place, before)
    if before == COMMENT:
        return False
    if before in _NOTHING_AFTER:
        return True
    if is_opener(before):
        return not before.startswith("_LBRACE") or before == "_LBRACE_A"
    if place - 1 in structure.unary:
        return not (before in {"SIGN", "STEP"} and kind in {"SIGN", "STEP"})
    if before == RAW:
        return place > 1 and structure.pieces[place - 2].kind == "DOT"
    return _piece_touches(structure, place, previous, piece)


def _closer_touches(structure: Structure, place: int, before: str) -> bool:
    if structure.pieces[place].kind != "_RBRACE":
        return True
    frame = structure.frames[structure.closes[place]]
    return frame.kind == "_LBRACE_A" or frame.opener == place - 1


def _piece_touches(structure: Structure, place: int, previous: Piece, piece: Piece) -> bool:
    before, kind = previous.kind, piece.kind
    if kind in {"_LPAR", "_LBRACK"}:
        follows_value = before in VALUE_ENDS and not piece.commands
        return follows_value and structure.roles[place] not in _BEGIN_VALUES
    if kind == "_LPAR_C":
        return before == "ANNOTATION"
    if kind == "_LBRACE_A":
        return before == "RBRACK_E"
    if kind == "_COLON":
        return structure.colons[place] != Colon.TERNARY
    if kind == "STEP":
        return place not in structure.unary
    if kind == "OP" and ".." in piece.text:
        return True
    if before == "OP" and ".." in previous.text:
        return not piece.text.startswith(".")
    return before == "_COLON" and structure.frames[structure.inside[place]].closer == place
