"""Makes texts that are nearly rules, out of the conformance cases, the same ones for the same number."""

from __future__ import annotations

import random
import re
from functools import cache

from tests.conformance.cases import all_cases

PIECES = (
    *"()[]{}'\"/;.,:?!~*+-=<>|&^%@$\\\n\0\u2028\ufeffé019a_", "it", "${", "->", "<->", "?.", "*.", "?:",
    "<=>", "==~", "=~", "..", "**", "<<", ">>>", "\'\'\'", '"""', "$/", "//", "/*", "null", "this", "super",
    "def ", "return ", "new ", "class ", "in ", "as ", "instanceof ", "if ", "for ", "while ", "switch ",
    "try ", "catch ", "finally ", "throw ", "issue", "replica", "previous", "__class__", "1e999",
    "99999999999999999999", "0x", "0.", "'%s'", ".class", ".toString()", "*1000000", ".times { }",
)  # fmt: skip


TOKEN = re.compile(r"\w+|'[^'\n]*'|\"[^\"\n]*\"|\s+|.", re.DOTALL)


@cache
def seeds() -> tuple[tuple[str, str], ...]:
    """Scripts of the cases, each with its kind."""
    return tuple((case.content["script"], case.content.get("kind", "incoming")) for case in all_cases())


@cache
def words() -> tuple[str, ...]:
    """Names, numbers and texts of all cases: what may stand where another one stands."""
    found = {token for script, _ in seeds() for token in TOKEN.findall(script)}
    return tuple(sorted(token for token in found if token[0].isalnum() or token[0] in "'\"_"))


def mutated(number: int) -> tuple[str, str]:
    """A text made of a case by a few changes, and a kind."""
    chooser = random.Random(number)
    script, kind = chooser.choice(seeds())
    tokens = TOKEN.findall(script)
    for _ in range(chooser.choice((1, 1, 1, 2, 3, 8))):
        change(tokens, chooser)
    return "".join(tokens)[:4000], kind


def change(tokens: list[str], chooser: random.Random) -> None:
    """One change, mostly one that leaves a rule that can be read."""
    places = [n for n, token in enumerate(tokens) if token in words_set()] or [0]
    place = chooser.choice(places)
    match chooser.randint(0, 9):
        case 0:
            del tokens[place : place + chooser.randint(1, 3)]
        case 1:
            tokens.insert(chooser.randint(0, len(tokens)), chooser.choice(PIECES))
        case 2:
            tokens[place : place + 2] = tokens[place : place + 2] * chooser.choice((2, 3, 40))
        case 3:
            other = TOKEN.findall(chooser.choice(seeds())[0])
            start = chooser.randint(0, len(other))
            tokens[place:place] = other[start : start + 8]
        case 4:
            tokens += ["\n", *TOKEN.findall(chooser.choice(seeds())[0])]
        case _:
            tokens[place : place + 1] = [chooser.choice(words())]


@cache
def words_set() -> frozenset[str]:
    return frozenset(words())
