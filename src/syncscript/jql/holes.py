"""What a hole in a query may stand for: the values that a run puts there are not known.

A hole is at best a value; it may as well be a list, an operator, a condition with its AND, the end of the
query, or nothing. It never opens a bracket or quote that it does not close. Refuses to choose.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from functools import lru_cache

from syncscript.jql.moves import States, shifted
from syncscript.jql.table import table
from syncscript.jql.tokens import Token, word
from syncscript.jql.tree import HOLE

PIECES = re.compile(f"{HOLE}|[^{HOLE}]+")
Form = tuple[str, ...]
"""The kinds of the tokens that a hole stands for."""
PARTS = (
    "WORD", "OPERATOR", "AND", "COMMA", "IN", "NOT", "IS", "ORDER", "BY", "DIRECTION", "WAS", "CHANGED",
    "PREDICATE",
)  # fmt: skip
"""Of these all forms consist: whatever else may stand in a query is followed by the same as one of them. The
likeliest come first: mistakes are told as they have them."""
VALUES: tuple[Form, ...] = (
    ("WORD",), ("WORD", "PREDICATE", "WORD"), ("WORD", "ORDER", "BY", "WORD"),
    ("WORD", "ORDER", "BY", "WORD", "DIRECTION"),
)  # fmt: skip
"""What a hole behind `=` and the like stands for: it begins with a value, and breaks nothing off."""


@lru_cache(maxsize=1024)
def forms_at(place: States) -> tuple[Form, ...]:
    """All that a hole may be there: one form for each way in which the query then goes on."""
    if wants_one_value(place):
        return VALUES
    found: dict[States, Form] = {}
    waiting: deque[tuple[States, Form]] = deque([(place, ())])
    while waiting:
        here, form = waiting.popleft()
        for part in PARTS:
            behind = None if is_before_field(here, part) else shifted(here, part)
            if behind is not None and behind != place and behind not in found:
                found[behind] = (*form, part)
                waiting.append((behind, found[behind]))
    return (*found.values(), ())


def is_before_field(place: States, part: str) -> bool:
    """A NOT there changes nothing of what follows."""
    return part == "NOT" and "PROPERTY" in table().rows[place[0]]


def wants_one_value(place: States) -> bool:
    """Behind `=` and the like. A list may get several values in one place, or none."""
    row = table().rows[place[0]]
    in_list = "operands" in row or (len(place) > 1 and table().rows[place[1]].get("COMMA") == place[0])
    return "EMPTY" in row and "NOT" not in row and not in_list


def is_hole(token: Token) -> bool:
    return token.kind == "WORD" and HOLE in token.text


def filled(hole: Token, form: Form) -> list[Token]:
    """The tokens of a form, in the place of a hole."""
    return [Token(kind, HOLE, hole.start, hole.end, HOLE) for kind in form]


def pieces(token: Token) -> Iterator[Token]:
    """The holes of a word and what is between them, one by one."""
    for piece in PIECES.finditer(token.text):
        yield word(piece[0], token.start + piece.start())
