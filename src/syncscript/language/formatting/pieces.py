"""The text of a rule file cut into pieces: each is put out whole, only the blanks between them change.

Knows that a string with all that is in it is one piece, that a comment is one, and that a `;` which only
ends a statement is none. Refuses to know where a line begins in the result.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from syncscript.language.syntax import tree
from syncscript.language.syntax.lexing import Token

COMMENT, RAW = "COMMENT", "RAW"
"""Kinds of pieces beside the terminals; RAW is what the parser reads over: `<T>` of a method."""

_GAP = re.compile(
    r"\\\r?\n|(?P<line>\r\n?|\n)|(?P<end>;)|(?P<raw>[^\s;\\\ufeff][^\r\n;]*?(?=\s*(?:[;\r\n]|\Z)))"
)
_BLANKS = re.compile(r"\s+")
_TIGHT = re.compile(r"(?<=[(\[<.]) | (?=[)\]>.\[]|\.\.\.)")
_COMMA = re.compile(r" ?, ?")
_GENERIC = re.compile(r" (?=<)")
_OF_SEVERAL_WORDS = frozenset({
    "NEW_TYPE", "AS_TYPE", "INSTANCEOF_TYPE", "IMPORT", "PACKAGE", "THROWS", "CATCH", "CLASS_HEAD",
    "DECL_TYPE", "CAST",
})
_LINES_OF_STARS = re.compile(r"(?:\r\n?|\n)[ \t]*(?=\*)")
_LINE_END = re.compile(r"[^\S\r\n]*(\r\n?|\n)")
_MARKS_NOTHING = frozenset({"_SEP", "_CMD", "_CHAIN", "$END"})
_OPTIONAL_COMMA_BEFORE = frozenset({"_RBRACK", "_RPAR", "_RPAR_N"})


@dataclass(slots=True)
class Piece:
    """lines: ends of lines in front of it in the source. separated: a statement ends in front of it.
    commands: a value stands right behind the name it is given to. ended: a `;` stood in front of it.
    """

    kind: str
    text: str
    start: int
    lines: int
    separated: bool = False
    commands: bool = False
    ended: bool = False

    @property
    def is_line_comment(self) -> bool:
        return self.kind == COMMENT and not self.text.startswith("/*")


@dataclass(slots=True)
class _Between:
    """What was seen since the last piece that is no comment; lines since the last one of any kind."""

    lines: int = 0
    separated: bool = False
    commands: bool = False
    ended: bool = False

    def read(self, text: str, start: int, end: int) -> Iterator[Piece]:
        """Looks through a gap between tokens; gives what the parser reads over."""
        if start >= end or text[start:end] == " ":
            return
        for gap in _GAP.finditer(text, start, end):
            if gap["line"]:
                self.lines += 1
            elif gap["end"]:
                self.ended = True
            elif gap["raw"]:
                kind = COMMENT if gap["raw"].startswith("#!") else RAW
                yield Piece(kind, gap["raw"], gap.start(), self.lines)
                self.lines = 0


def pieces_of(
    text: str, tokens: Sequence[Token], comments: Sequence[tree.Comment], line_end: str = "\n"
) -> list[Piece]:
    """All of the text but blanks, `;` between statements, and commas that end a list or a table's row."""
    found: list[Piece] = []
    position, seen = 0, _Between()
    for kind, start, end, is_separator in _in_order(tokens, comments):
        found += seen.read(text, position, start)
        position = max(position, start)
        if kind in _MARKS_NOTHING:
            seen.separated, seen.commands = seen.separated or is_separator, seen.commands or kind == "_CMD"
        elif kind == COMMENT:
            found.append(Piece(kind, _comment(text[start:end], line_end), start, seen.lines))
            seen.lines, position = 0, end
        else:
            written = _written(text[start:end], kind)
            found.append(Piece(kind, written, start, seen.lines, seen.separated, seen.commands, seen.ended))
            position, seen = end, _Between()
    return _without_last_commas(found)


def _in_order(
    tokens: Sequence[Token], comments: Sequence[tree.Comment]
) -> Iterator[tuple[str, int, int, bool]]:
    """Kind, start and end of tokens and comments, each string in one; and whether it ends a statement."""
    waiting, at = len(comments), 0
    inside, began = 0, 0
    for kind, start, end, _ in tokens:
        if inside:
            inside += (kind == "_GS_START") - (kind == "_GS_END")
            if not inside:
                yield "STRING", began, end, False
                while at < waiting and comments[at].start < end:
                    at += 1
            continue
        while at < waiting and comments[at].start < start:
            yield COMMENT, comments[at].start, comments[at].end, False
            at += 1
        if kind == "_GS_START":
            inside, began = 1, start
            continue
        yield kind, start, end, kind == "_SEP"


def _written(text: str, kind: str) -> str:
    """A token as it is put out; blanks inside one of several words become one."""
    if kind == "LABEL":
        return text[:-1].rstrip() + ":"
    if kind not in _OF_SEVERAL_WORDS:
        return text
    words = _TIGHT.sub("", _BLANKS.sub(" ", text.strip()))
    words = _COMMA.sub(", ", _GENERIC.sub("", words))
    if kind == "CATCH":
        return re.sub(r"catch ?\(", "catch (", re.sub(r" ?\| ?", " | ", words))
    return words


def _comment(text: str, line_end: str) -> str:
    """Without blanks at the ends of its lines; what is written in it stays."""
    if not text.startswith("/*"):
        return text.rstrip()
    return _LINE_END.sub(line_end, text)


def has_lines_of_stars(comment: str) -> bool:
    """Whether each line of a `/* */` but its first begins with a star, to be put under the first."""
    return comment.count("\n") == len(_LINES_OF_STARS.findall(comment))


def _without_last_commas(pieces: list[Piece]) -> list[Piece]:
    kept: list[Piece] = []
    opened: list[str] = []
    for place, piece in enumerate(pieces):
        kind = piece.kind
        if kind == "_COMMA":
            if opened and opened[-1] == "_LBRACE_T":
                _next(pieces, place).separated = True
                continue
            following = _next(pieces, place).kind
            ends_array = following == "_RBRACE" and opened and opened[-1] == "_LBRACE_A"
            if following in _OPTIONAL_COMMA_BEFORE or ends_array:
                continue
        elif kind.startswith(("_LBRA", "_LPAR")):
            opened.append(kind)
        elif kind.startswith(("_RBRA", "RBRA", "_RPAR")):
            opened.pop()
        kept.append(piece)
    return kept


def _next(pieces: list[Piece], place: int) -> Piece:
    """The first behind a comma that is no comment; a comma is never the last."""
    return next(pieces[at] for at in range(place + 1, len(pieces)) if pieces[at].kind != COMMENT)
