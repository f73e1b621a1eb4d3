"""Which brackets the pieces of a text stand in, and what begins with each: a statement, an item, a body.

Knows what the parser's tokens say about their meaning. Refuses to know where lines end, as they were or will
be.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from syncscript.language.formatting.pieces import COMMENT, Piece
from syncscript.language.syntax.lexing import VALUE_ENDS


class Role(IntEnum):
    """What begins with a piece.

    BODY: the body of `if` and the like without braces. BRANCH: `else`, `catch`, `finally`, the `while` of
    `do`.
    """

    NONE = 0
    STATEMENT = 1
    ITEM = 2
    BODY = 3
    LABELLED = 4
    BRANCH = 5
    CLOSER = 6


class Colon(IntEnum):
    TERNARY = 0
    NAMED = 1
    CASE = 2


ALLOWS = "lint:"
"""In a comment: it speaks of its line, so what is on that line stays together."""
LIST, BLOCK, CLOSURE = "list", "block", "closure"
_BLOCK_FOLLOWS = frozenset({
    "_RPAR_C", "_ELSE", "_DO", "_TRY", "_FINALLY", "CATCH", "_RPAR_M", "THROWS", "LABEL", "MODIFIER",
})
_LOOKS_AHEAD = frozenset({"_IF", "_WHILE", "_FOR"})
_BRANCHES = frozenset({"_ELSE", "CATCH", "_FINALLY", "_WHILE_END"})
_CASES = frozenset({"_CASE", "_DEFAULT"})


@dataclass(slots=True)
class Frame:
    """What one pair of brackets holds; the first frame is the whole text.

    begins: the first tokens of its items or statements. heads: those that are `case` or `default`.
    leads: for each of begins, and for the closer at the end, the piece that a line begins with: a comment
    that belongs to it, perhaps. is_literal: `[...]` that is a list or a map. owner: the kind in front of it.
    """

    kind: str
    shape: str
    opener: int
    parent: int
    owner: str = ""
    closer: int = -1
    is_literal: bool = False
    fresh: bool = True
    questions: int = 0
    begins: list[int] = field(default_factory=list)
    heads: set[int] = field(default_factory=set)
    leads: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Structure:
    """inside: the frame that a piece stands in; an opener and its closer stand outside of theirs.

    token_at: the piece itself, or the first one behind it that is no comment. before: the token in front.
    heads: what stands between a closure's brace and its arrow, and the parameters of a lambda. allowed: what
    stands on a line whose comment allows what lint finds on it, but for the first piece.
    """

    pieces: Sequence[Piece]
    frames: list[Frame]
    inside: list[int]
    roles: list[Role]
    opens: dict[int, int]
    closes: dict[int, int]
    colons: dict[int, Colon]
    unary: set[int]
    token_at: list[int]
    before: list[int]
    heads: set[int] = field(default_factory=set)
    allowed: set[int] = field(default_factory=set)


def is_opener(kind: str) -> bool:
    return kind.startswith(("_LBRA", "_LPAR"))


def is_closer(kind: str) -> bool:
    return kind.startswith(("_RBRA", "RBRA", "_RPAR"))


def structure_of(pieces: Sequence[Piece]) -> Structure:
    size = len(pieces)
    whole = Frame("", BLOCK, -1, -1, closer=size)
    found = Structure(pieces, [whole], [0] * size, [Role.NONE] * size, {}, {}, {}, set(), [], [])
    _look_ahead(found)
    _Walk(found).go()
    _look_for_allowances(found)
    for frame in found.frames:
        frame.leads = [_lead(found, each) for each in (*frame.begins, frame.closer)]
        if frame.kind == "_LBRACE_P":
            found.heads.update(range(frame.opener + 1, frame.begins[0] if frame.begins else frame.closer))
        elif frame.kind == "_LPAR_L":
            found.heads.update(range(frame.opener, frame.closer))
    return found


def _look_ahead(found: Structure) -> None:
    size = len(found.pieces)
    following, previous = size, -1
    found.token_at = [0] * size + [size]
    for place in range(size - 1, -1, -1):
        if found.pieces[place].kind != COMMENT:
            following = place
        found.token_at[place] = following
    for place in range(size):
        found.before.append(previous)
        if found.pieces[place].kind != COMMENT:
            previous = place
    found.before.append(previous)


def _look_for_allowances(found: Structure) -> None:
    for place, piece in enumerate(found.pieces):
        if piece.is_line_comment and ALLOWS in piece.text:
            while place and not found.pieces[place].lines:
                found.allowed.add(place)
                place -= 1


def _lead(found: Structure, token: int) -> int:
    """Where the line of this token begins: comments that end the line before stay there."""
    pieces = found.pieces
    place = found.before[token] + 1
    while place < token and pieces[place].lines == 0:
        following = pieces[place + 1].lines if place + 1 < len(pieces) else 1
        if not pieces[place].is_line_comment and not following:
            break
        place += 1
    return place


class _Walk:
    """Reads the pieces once, with the brackets that are open."""

    def __init__(self, found: Structure) -> None:
        self.found = found
        self.open = [0]
        self.body_follows = False

    def go(self) -> None:
        for place, piece in enumerate(self.found.pieces):
            self.found.inside[place] = self.open[-1]
            if piece.kind == COMMENT:
                continue
            if is_closer(piece.kind):
                self._close(place)
            else:
                self._take(place, piece)

    def _close(self, place: int) -> None:
        found = self.found
        number = self.open.pop()
        frame = found.frames[number]
        frame.closer = place
        found.inside[place] = self.open[-1]
        found.roles[place] = Role.CLOSER
        found.closes[place] = number
        self.body_follows = frame.kind in {"_LPAR_C", "_LPAR_F"} and frame.owner in _LOOKS_AHEAD

    def _take(self, place: int, piece: Piece) -> None:
        found, frame = self.found, self.found.frames[self.open[-1]]
        before = found.before[place]
        previous = found.pieces[before].kind if before >= 0 else ""
        role = self._role(frame, piece, previous)
        found.roles[place] = role
        self.body_follows = False
        if role in {Role.STATEMENT, Role.ITEM}:
            frame.fresh, frame.questions = False, 0
            frame.begins.append(place)
            if piece.kind in _CASES and frame.kind == "_LBRACE_S":
                frame.heads.add(place)
        begins_value = role in {Role.STATEMENT, Role.ITEM, Role.BODY} or previous not in VALUE_ENDS
        if is_opener(piece.kind):
            self._open(place, piece, previous, role, begins_value or piece.commands)
        elif begins_value and piece.kind in {"SIGN", "STAR", "STEP"}:
            found.unary.add(place)
        else:
            self._mark(place, piece.kind, frame)

    def _role(self, frame: Frame, piece: Piece, previous: str) -> Role:
        kind = piece.kind
        if frame.shape == LIST:
            return Role.ITEM if frame.fresh or piece.separated else Role.NONE
        if previous == "LABEL":
            return Role.LABELLED
        parts = (kind in _CASES and frame.kind == "_LBRACE_S") or (kind, frame.kind) == ("_ELSE", "_LBRACE_T")
        if piece.separated or parts or (frame.fresh and kind != "EMPTY"):
            return Role.STATEMENT
        if kind in _BRANCHES:
            return Role.BRANCH
        if self.body_follows and kind not in {"_LBRACE", "EMPTY"}:
            return Role.BODY
        return Role.NONE

    def _open(self, place: int, piece: Piece, previous: str, role: Role, begins_value: bool) -> None:
        kind, shape = piece.kind, LIST
        if kind in {"_LBRACE_C", "_LBRACE_S", "_LBRACE_T"}:
            shape = BLOCK
        elif kind == "_LBRACE_P":
            shape = CLOSURE
        elif kind == "_LBRACE":
            is_block = previous in _BLOCK_FOLLOWS or role == Role.STATEMENT or role == Role.LABELLED
            shape = BLOCK if is_block else CLOSURE
        frame = Frame(kind, shape, place, self.open[-1], previous)
        frame.is_literal = kind == "_LBRACK" and begins_value
        frame.fresh = kind != "_LBRACE_P"
        self.found.opens[place] = len(self.found.frames)
        self.open.append(len(self.found.frames))
        self.found.frames.append(frame)

    def _mark(self, place: int, kind: str, frame: Frame) -> None:
        if kind in {"_COMMA", "_SEMI"}:
            frame.fresh = frame.fresh or frame.shape == LIST
        elif kind == "_QUESTION":
            frame.questions += 1
        elif kind == "_COLON":
            self._mark_colon(place, frame)
        elif kind == "ARROW":
            in_case = frame.kind == "_LBRACE_S" and bool(frame.begins) and frame.begins[-1] in frame.heads
            begins_body = frame.kind == "_LBRACE_P" and not frame.begins
            frame.fresh = frame.fresh or in_case or begins_body
        elif kind in {"_ELSE", "_DO"} and frame.kind != "_LBRACE_T":
            following = self.found.token_at[place + 1]
            is_if = following < len(self.found.pieces) and self.found.pieces[following].kind == "_IF"
            self.body_follows = not is_if

    def _mark_colon(self, place: int, frame: Frame) -> None:
        found = self.found
        if frame.questions:
            frame.questions -= 1
            found.colons[place] = Colon.TERNARY
        elif frame.kind == "_LBRACE_S" and frame.begins and frame.begins[-1] in frame.heads:
            found.colons[place] = Colon.CASE
            frame.fresh = True
        elif frame.begins and found.pieces[frame.begins[-1]].kind == "_ASSERT":
            found.colons[place] = Colon.TERNARY
        else:
            found.colons[place] = Colon.NAMED
