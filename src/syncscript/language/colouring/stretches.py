"""From a text to its stretches: each with its kind, one behind the other, nothing left out.

Knows what a name is by its neighbours: a property behind a dot, a call in front of a bracket. Never raises,
whatever the text. Refuses to know what names mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from syncscript.language.colouring.kinds import COMPOSITE, HELPER, OF_TERMINAL, WORDS_OF_HEADS
from syncscript.language.interpreter.scopes import INPUTS
from syncscript.language.interpreter.scopes import ROOTS as OBJECTS
from syncscript.language.syntax.lexing import DOTS
from syncscript.language.syntax.parsing import tokens_of

ROOTS = frozenset({*OBJECTS, *INPUTS, "it", "this"})
"""Names that every rule has without declaring them."""

_HELPER = re.compile(HELPER)
_WORD = re.compile(r"[\w$]+|[^\w$]+")
_BLANK = re.compile(r"\s+|\S+")
_OPENERS = frozenset({"_CMD", "_LPAR", "_LPAR_M", "_LPAR_C"})


class Stretch(NamedTuple):
    """Offsets in the text, and the name of a kind."""

    start: int
    end: int
    kind: str


def stretches(text: str) -> Iterator[Stretch]:
    """The whole text in pieces, in order."""
    position = 0
    for piece in pieces(text):
        if piece.start < position:
            continue
        yield from between(text, position, piece.start)
        yield piece
        position = piece.end
    yield from between(text, position, len(text))


def between(text: str, start: int, end: int) -> Iterator[Stretch]:
    """What no token holds: blanks, and what the lexer could not read."""
    for found in _BLANK.finditer(text, start, end):
        yield Stretch(found.start(), found.end(), "blank" if found.group().isspace() else "unknown")


def pieces(text: str) -> list[Stretch]:
    """Tokens and comments of a text, in order."""
    lexing = tokens_of(text)
    found = [Stretch(comment.start, comment.end, "comment") for comment in lexing.comments]
    tokens = [token for token in lexing.tokens if token[1] < token[2] or token[0] == "_CMD"]
    for place, (terminal, start, end, _) in enumerate(tokens):
        if terminal in COMPOSITE:
            found += composite(text, start, end, terminal)
        elif terminal == "ID":
            before = tokens[place - 1][0] if place else ""
            behind = tokens[place + 1] if place + 1 < len(tokens) else ("", end, end, None)
            opens = behind[0] in _OPENERS and (behind[1] == end or behind[0] == "_CMD")
            found.append(Stretch(start, end, kind_of_name(text[start:end], before, opens)))
        elif start < end:
            found.append(Stretch(start, end, kind_of(terminal, text[start:end])))
    return sorted(found)


def kind_of(terminal: str, text: str) -> str:
    if terminal == "OP" and text.isalpha():
        return "keyword"
    return OF_TERMINAL.get(terminal) or ("keyword" if text.isalpha() else "mark")


def kind_of_name(name: str, before: str, opens: bool) -> str:
    if opens:
        return "call"
    if before in DOTS:
        return "property"
    if name in ROOTS:
        return "root"
    if _HELPER.fullmatch(name):
        return "helper"
    return "type" if name[:1].isupper() and before == "DECL_TYPE" else "name"


def composite(text: str, start: int, end: int, terminal: str) -> Iterator[Stretch]:
    """A head such as `catch (Exception e)`: keywords, types, marks; the last word of a catch is a name."""
    words = [(found.start(), found.end()) for found in _WORD.finditer(text, start, end)]
    last = max((place for place in words if text[place[0]].isalnum()), default=(start, end))
    for first, behind in words:
        word = text[first:behind]
        if not (word[0].isalnum() or word[0] in "_$"):
            yield from marks(text, first, behind)
        elif word in WORDS_OF_HEADS:
            yield Stretch(first, behind, "keyword")
        else:
            is_caught = terminal == "CATCH" and (first, behind) == last
            yield Stretch(first, behind, "name" if is_caught else "type")


def marks(text: str, start: int, end: int) -> Iterator[Stretch]:
    for found in _BLANK.finditer(text, start, end):
        yield Stretch(found.start(), found.end(), "blank" if found.group().isspace() else "mark")
