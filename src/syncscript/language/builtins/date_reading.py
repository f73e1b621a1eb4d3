"""Texts as dates: what a pattern finds in a text, field by field.

A pattern becomes one regular expression of the linear kind, so that no text can make it slow. Refuses to
put the fields together: SimpleDateFormat rolls over what is too large, DateTimeFormatter does not.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from syncscript.language.builtins.date_patterns import LEGACY, Part
from syncscript.language.builtins.date_writing import DAYS, MONTHS
from syncscript.language.builtins.zones import zone_of
from syncscript.language.interpreter.metering import work

Fields = dict[str, Any]
"""What was read, by letter: numbers, the zone under `zone`, `pm` for AM and PM."""

PIVOT = 1950
"""Two digits of a year mean this year and the 99 after it, on whatever day the rule runs."""
READ = 120
"""Pieces of work that it takes to read a date."""
NAMED_ZONE = r"[A-Za-z][A-Za-z0-9_+-]+(?:/[A-Za-z0-9_+-]+)*"


def fields_in(source: str, parts: tuple[Part, ...], letters: frozenset[str]) -> Fields | None:
    """None when the text does not match. SimpleDateFormat does not mind what follows."""
    if len(source) > 300:
        return None
    work(READ)
    compiled, takers = expression_of(parts, letters)
    found = compiled.match(source) if letters is LEGACY else compiled.fullmatch(source)
    if found is None:
        return None
    fields: Fields = {}
    for number, (part, take) in enumerate(takers):
        content = found.group(number + 1)
        if content is not None and not take(fields, part, content):
            return None
    return fields


Take = Callable[[Fields, Part, str], bool]


@lru_cache(maxsize=300)
def expression_of(
    parts: tuple[Part, ...], letters: frozenset[str]
) -> tuple[Any, tuple[tuple[Part, Take], ...]]:
    legacy = letters is LEGACY
    pieces: list[str] = []
    takers: list[tuple[Part, Take]] = []
    for part, after in zip(parts, (*parts[1:], Part("")), strict=True):
        if not part.letter:
            pieces.append(re.escape(part.text))
        elif part.letter in "[]":
            pieces.append("(?:" if part.letter == "[" else ")?")
        else:
            pattern, take = reading_of(part, after, legacy)
            pieces.append(("[ \\t]*" if legacy else "") + f"({pattern})")
            takers.append((part, take))
    import re2

    return re2.compile("".join(pieces)), tuple(takers)


def reading_of(part: Part, after: Part, legacy: bool) -> tuple[str, Take]:
    if part.is_number():
        return digits(part, after, legacy), take_number
    pattern, take = WORDS[part.letter]
    shown = pattern if isinstance(pattern, str) else pattern(part, legacy)
    return shown, take


def digits(part: Part, after: Part, legacy: bool) -> str:
    """How many digits the field may have."""
    if legacy:
        return rf"\d{{{part.width}}}" if after.is_number() else r"\d{1,18}"
    if part.letter == "S":
        return rf"\d{{{part.width}}}"
    if part.letter in "yu":
        return r"\d{2}" if part.width == 2 else rf"\d{{{part.width},9}}"
    return r"\d{1,18}" if part.width == 1 else rf"\d{{{part.width}}}"


def take_number(fields: Fields, part: Part, content: str) -> bool:
    letter = {"L": "M", "q": "Q", "c": "e"}.get(part.letter, part.letter)
    number = int(content)
    if letter in "yY" and part.width <= 2 and len(content) == 2:
        number += PIVOT // 100 * 100 + (0 if number >= PIVOT % 100 else 100)
    fields[letter] = number if letter != "S" else scaled(number, len(content))
    fields["digits"] = len(content)
    return True


def scaled(number: int, width: int) -> tuple[int, int]:
    """A fraction as its digits' value and how many they are; the dialects read it differently."""
    return number, width


def alternatives(words: tuple[str, ...]) -> str:
    return "(?i:" + "|".join([*words, *[word[:3] for word in words]]) + ")"


def take_month(fields: Fields, part: Part, content: str) -> bool:
    fields["M"] = 1 + [m[:3].lower() for m in MONTHS].index(content[:3].lower())
    return True


def take_day(fields: Fields, part: Part, content: str) -> bool:
    fields["E"] = 1 + [d[:3].lower() for d in DAYS].index(content[:3].lower())
    return True


def take_half(fields: Fields, part: Part, content: str) -> bool:
    fields["pm"] = content.lower() == "pm"
    return True


def take_nothing(fields: Fields, part: Part, content: str) -> bool:
    return True


def take_zone(fields: Fields, part: Part, content: str) -> bool:
    fields["zone"] = zone_of(content)
    return fields["zone"] is not None


def iso_zone(part: Part, legacy: bool) -> str:
    shape = (r"[+-]\d{2}", r"[+-]\d{4}", r"[+-]\d{2}:\d{2}")[min(part.width, 3) - 1]
    if part.width == 1 and not legacy:
        shape = r"[+-]\d{2}(?:\d{2})?"
    return shape if part.letter == "x" else f"Z|{shape}"


def plain_zone(part: Part, legacy: bool) -> str:
    if legacy:
        return r"[+-]\d{4}|GMT[+-]\d{1,2}:\d{2}|[A-Z]{3,5}"
    return r"Z|[+-]\d{2}:\d{2}" if part.width == 5 else r"[+-]\d{4}"


WORDS: dict[str, tuple[str | Callable[[Part, bool], str], Take]] = {
    "M": (alternatives(MONTHS), take_month),
    "L": (alternatives(MONTHS), take_month),
    "E": (alternatives(DAYS), take_day),
    "e": (alternatives(DAYS), take_day),
    "c": (alternatives(DAYS), take_day),
    "a": ("(?i:am|pm)", take_half),
    "G": ("(?i:ad|anno domini)", take_nothing),
    "z": (rf"[+-]\d{{2}}:?\d{{2}}|{NAMED_ZONE}(?::\d{{2}})?", take_zone),
    "V": (rf"[+-]\d{{2}}:?\d{{2}}|{NAMED_ZONE}", take_zone),
    "O": (r"GMT(?:[+-]\d{1,2}(?::\d{2})?)?", take_zone),
    "Z": (plain_zone, take_zone),
    "X": (iso_zone, take_zone),
    "x": (iso_zone, take_zone),
}
