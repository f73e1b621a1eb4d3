"""What a hole in a query may stand for: the values that a run puts there are not known.

A hole is at best a value; it may as well be a list, an operator, a condition with its AND, the end of the
query, or nothing. It never opens a bracket or quote that it does not close. Refuses to choose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from syncscript.jql.tokens import Token
from syncscript.jql.tree import HOLE

PIECES = re.compile(f"{HOLE}|[^{HOLE}]+")
SIGNS = {
    "x": "WORD", "=": "OPERATOR", "(": "OPENING", ")": "CLOSING", ",": "COMMA", "&": "AND", "|": "OR",
    "in": "IN", "is": "IS", "!": "NOT", "was": "WAS", "changed": "CHANGED", "empty": "EMPTY",
    "order": "ORDER", "by": "BY", "desc": "DIRECTION", "on": "PREDICATE",
}  # fmt: skip
WRITTEN = """\
x
x = x
x = x &
x = x |
& x = x
| x = x
= x
x =
x in
( x )
( x = x )
x ( )
x , x
x ,
, x
empty
=
in
! in
is
is !
was
was !
was in
was ! in
changed
!
&
|
& !
on
on x
order
order by x
x order by x
order by x desc
x = x order by x
x = x order by x desc
& x = x order by x
desc
x desc
"""
FORMS = [tuple(SIGNS[sign] for sign in form.split()) for form in WRITTEN.splitlines()]
"""Each as the kinds of its tokens. The likeliest come first: mistakes are told as that one has them."""


def is_hole(token: Token) -> bool:
    return token.kind == "WORD" and HOLE in token.text


def forms_of(token: Token) -> Iterator[tuple[Token, ...]]:
    """What may stand in the place of a word with holes: nothing too, where it is all hole."""
    if token.text != HOLE:
        yield (token,)
        return
    for form in FORMS:
        yield tuple(Token(kind, HOLE, token.start, token.end, HOLE) for kind in form)
    yield ()


def pieces(token: Token) -> Iterator[Token]:
    """The holes of a word and what is between them, one by one."""
    for piece in PIECES.finditer(token.text):
        start = token.start + piece.start()
        yield Token("WORD", piece[0], start, start + len(piece[0]), piece[0])
