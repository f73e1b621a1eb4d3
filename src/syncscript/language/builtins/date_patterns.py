"""Date patterns such as `yyyy-MM-dd'T'HH:mm:ss.SSSZ`, cut into fields and literal texts.

Two dialects use them: that of SimpleDateFormat and that of DateTimeFormatter. Refuses letters that the
dialect does not know, by name.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from syncscript.language.interpreter.faults import BAD_ARGUMENT, Fault

LEGACY = frozenset("GyYMLwWDdFEuaHkKhmsSzZX")
MODERN = frozenset("GuyDMLdQqYwWEecFaHkKhmsSAnNVzOXxZ")
TEXTUAL = frozenset("GEazZXxVO")
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Part:
    """A field by its letter and how often it stands there; without letter: a literal text.

    letter `[` and `]`: the bounds of an optional part.
    """

    letter: str
    width: int = 0
    text: str = ""

    def is_number(self) -> bool:
        """Whether the field is written in digits."""
        if self.letter in ("M", "L", "e", "c", "Q", "q"):
            return self.width < 3
        return self.letter not in TEXTUAL and self.letter not in ("", "[", "]")


@lru_cache(maxsize=300)
def parts_of(pattern: str, letters: frozenset[str]) -> tuple[Part, ...]:
    """Fault when the pattern holds a letter that is none of these."""
    if len(pattern) > LONGEST:
        raise Fault(f"A date pattern has at most {LONGEST} characters.", kind=BAD_ARGUMENT, code="R118")
    parts: list[Part] = []
    place = 0
    while place < len(pattern):
        here = pattern[place]
        if here == "'":
            literal, place = quoted(pattern, place + 1)
            parts.append(Part("", 0, literal))
        elif here.isascii() and here.isalpha():
            width = len(pattern[place:]) - len(pattern[place:].lstrip(here))
            parts.append(Part(known(here, letters), width))
            place += width
        else:
            optional = here in "[]" and letters is MODERN
            parts.append(Part(here) if optional else Part("", 0, here))
            place += 1
    if letters is MODERN:
        refuse_unbalanced(parts)
    return tuple(parts)


def refuse_unbalanced(parts: list[Part]) -> None:
    """Fault when an optional part has only one of its brackets."""
    open_ones = 0
    for part in parts:
        open_ones += {"[": 1, "]": -1}.get(part.letter, 0)
        if open_ones < 0:
            break
    if open_ones:
        raise Fault(
            "The pattern has a bracket without its other.",
            "put a bracket that is meant as such in quotes: '['",
            kind=BAD_ARGUMENT,
            code="R118",
        )


def known(letter: str, letters: frozenset[str]) -> str:
    if letter in letters:
        return letter
    raise Fault(
        f"The letter {letter} means nothing in a date pattern.",
        f"put texts in quotes: '{letter}'",
        kind=BAD_ARGUMENT,
        code="R118",
    )


def quoted(pattern: str, place: int) -> tuple[str, int]:
    """The literal whose opening quote stands before this place, and where it ends. `''` is one quote."""
    if pattern[place : place + 1] == "'":
        return "'", place + 1
    literal = ""
    while place < len(pattern):
        if pattern[place] != "'":
            literal += pattern[place]
        elif pattern[place + 1 : place + 2] == "'":
            literal += "'"
            place += 1
        else:
            return literal, place + 1
        place += 1
    raise Fault("A quote in the date pattern is not closed.", kind=BAD_ARGUMENT, code="R118")
