"""Makes mistakes in scripts as people make them: one on a line, on lines apart from each other.

Knows how a line is spoilt, and where the mistake may be told: on its line or one beside it, or where the
bracket stands that belongs to the one that was left out. Refuses to know what we say about it.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

HOMES = (Path(__file__).parent / "scripts", Path(__file__).parents[2] / "rules" / "basic")
TEXT = re.compile(r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|//.*|(?<=[=~] )/(?:[^/\\\n]|\\.)+/|\(/.*?/\)")
APART = 3
"""Lines from one mistake to the next at least."""

Spot = tuple[int, int, str]
"""Start, end and what stands there instead."""


@dataclass(frozen=True)
class Spoilt:
    """A script with mistakes; places: for each the lines on which it may be told."""

    text: str
    places: tuple[frozenset[int], ...]
    kinds: tuple[str, ...]


def scripts() -> dict[str, str]:
    found = [path for home in HOMES for path in sorted(home.glob("*.sync"))]
    return {path.name: path.read_text(encoding="utf-8") for path in found}


def code_of(line: str) -> str:
    """The line with its texts and comments blanked out, so that marks in them are not taken for code."""
    return TEXT.sub(lambda found: found[0][0] + "\0" * (len(found[0]) - 2) + found[0][-1]
                    if found[0][0] in "\"'" else "\0" * len(found[0]), line)


def found(pattern: str, instead: str = "") -> Callable[[str], Iterator[Spot]]:
    """Each place of the pattern in the code; its group, or all of it, is replaced."""
    compiled = re.compile(pattern)

    def spots(line: str) -> Iterator[Spot]:
        for match in compiled.finditer(code_of(line)):
            group = 1 if compiled.groups else 0
            yield match.start(group), match.end(group), instead

    return spots


def quotes(line: str) -> Iterator[Spot]:
    """One quote of a text that stands in one line."""
    for match in TEXT.finditer(line):
        if match[0][0] in "\"'":
            yield match.start(), match.start() + 1, ""
            yield match.end() - 1, match.end(), ""


VALUE = r"[\w\")\]}]"
KINDS: dict[str, Callable[[str], Iterator[Spot]]] = {
    "parenthesis left out": found(r"\)"),
    "opening parenthesis left out": found(r"(?<=\w)\("),
    "square bracket left out": found(r"\]"),
    "opening square bracket left out": found(r"\[(?=[\w\"'])"),
    "brace left out": found(r"\}"),
    "opening brace left out": found(r"\{"),
    "quote left out": quotes,
    "parenthesis too many": found(r"(?<=\))()", ")"),
    "opening parenthesis too many": found(r"(?<=[=(] )()(?=\w)|(?<=\w\()()(?=[\w\"])", "("),
    "square bracket too many": found(r"(?<=\])()", "]"),
    "brace too many": found(r"(?<=[^\s\0])()$", " }"),
    "operator left out": found(r" (?:[-+*/%<>]|==|!=|&&|\|\||[<>]=|<=>|=~) (?=\S)", " "),
    "assignment left out": found(r"(?<=\w)( = )(?=[\w\"'\[(])", " "),
    "operator twice": found(r"(?<=\S) ([-+*/=]|==|&&|\|\|) (?=\S)", "= ="),
    "keyword misspelt": found(r"\b(else|def|catch|in|class|instanceof|as)\b(?= )", "esle"),
    "stray character": found(r"(?<=\w)() ", " §"),
    "backslash": found(r"(?<=\w)()(?=[ .(])", "\\"),
    "hash": found(r"(?<= )()(?=[\w\"])", "#"),
    "colon of a map left out": found(r"(?<=[\"\w])( *: )(?=[\"'\w\[])", " "),
    "comma twice": found(r",(?= )", ",,"),
    "comma left out": found(r",(?= [\w\"'])", ""),
    "arrow with =": found(r"->", "=>"),
    "arrow without >": found(r"->", "-"),
    "dot without name": found(r"(?<=\w)\??\.(\w+)(?=[ )\]]|$)", ""),
    "ends behind an operator": found(r" (?:=|\+|&&|\|\||==|\?:) (\S.*[^{,\[(])$", ""),
    "ends behind a bracket": found(r"(?<=\w)\(([^(){}\[\]]+\))$", ""),
    "if without parentheses": found(r"\bif (\()[^()]+(?:\([^()]*\)[^()]*)*\) \{$", ""),
    "two names": found(r"\bdef ()(?=\w+ =)", "new "),
}


def spoilt(
    text: str,
    amount: int,
    random_numbers: random.Random,
    is_mistake: Callable[[str], bool],
    kinds: Sequence[str] = tuple(KINDS),
) -> Spoilt | None:
    """The script with so many mistakes, None where they find no place.

    is_mistake: whether a text with one of them alone is wrong at all: much can be left out unpunished.
    """
    original = text.split("\n")
    lines = text.split("\n")
    taken: list[int] = []
    places: list[frozenset[int]] = []
    made: list[str] = []
    for _ in range(amount * 40):
        if len(made) == amount:
            break
        kind = random_numbers.choice(kinds)
        number = random_numbers.randrange(len(lines))
        spots = [] if is_text(lines, number) else list(KINDS[kind](lines[number]))
        if not spots or any(abs(number - other) < APART for other in taken):
            continue
        start, end, instead = random_numbers.choice(spots)
        partner = partner_of(original, number, start)
        if any(abs(partner - other) < 2 for other in taken):
            continue
        line = lines[number][:start] + instead + lines[number][end:]
        if not is_mistake("\n".join([*original[:number], line, *original[number + 1:]])):
            continue
        taken += [number, partner]
        places.append(frozenset({number, number + 1, number + 2, partner + 1}))
        made.append(kind)
        lines[number] = line
    return Spoilt("\n".join(lines), tuple(places), tuple(made)) if len(made) == amount else None


def is_text(lines: list[str], number: int) -> bool:
    """Whether the line is, in whole or in part, a comment or a text of several lines."""
    before = "\n".join(lines[:number + 1])
    return "/*" in lines[number] or "*/" in lines[number] or (
        '"""' in lines[number] or before.count('"""') % 2 == 1 or before.count("/*") > before.count("*/"))


def partner_of(lines: list[str], number: int, place: int) -> int:
    """The line where the bracket begins that ends here, or ends that begins here; else this line."""
    character = lines[number][place:place + 1]
    if character not in set("()[]{}") or not character:
        return number
    text = "\n".join(code_of(line) for line in lines)
    at = sum(len(line) + 1 for line in lines[:number]) + place
    step = 1 if character in "([{" else -1
    depth = 0
    while 0 <= at < len(text):
        depth += (text[at] in "([{") - (text[at] in ")]}")
        if not depth:
            return text.count("\n", 0, at)
        at += step
    return number
