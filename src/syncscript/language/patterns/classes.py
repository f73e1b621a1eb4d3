"""Java's character classes in the syntax of Python's `re`: each becomes a piece one character wide.

Refuses what has no counterpart. Letters stand for ASCII alone unless the pattern asks for more, as in Java.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from syncscript.language.patterns.tree import PatternProblem

TERMINATORS = r"\n\r\x85\u2028\u2029"
HORIZONTAL = r" \t\xA0\u1680\u180e\u2000-\u200a\u202f\u205f\u3000"
VERTICAL = r"\n\x0B\f\r\x85\u2028\u2029"
SPACE = r" \t\n\x0B\f\r"
SHORT = {
    "d": "0-9",
    "s": SPACE,
    "w": "a-zA-Z0-9_",
    "h": HORIZONTAL,
    "v": VERTICAL,
}
"""The inside of the set for each escape of a class; the capital letter is its opposite."""
PUNCTUATION = r"!-/:-@\[-`{-~"
NAMED = {
    "Lower": "a-z",
    "Upper": "A-Z",
    "ASCII": r"\x00-\x7F",
    "Alpha": "a-zA-Z",
    "Digit": "0-9",
    "Alnum": "a-zA-Z0-9",
    "Punct": PUNCTUATION,
    "Graph": "!-~",
    "Print": " -~",
    "Blank": r" \t",
    "Cntrl": r"\x00-\x1F\x7F",
    "XDigit": "0-9a-fA-F",
    "Space": SPACE,
}
CATEGORIES = {
    "Alphabetic": "L,Nl",
    "Letter": "L",
    "Lowercase": "Ll",
    "Uppercase": "Lu",
    "Digit": "Nd",
    "Punctuation": "P",
    "White_Space": "Z",
    "Ideographic": "Lo",
    "javaLowerCase": "Ll",
    "javaUpperCase": "Lu",
    "javaLetter": "L",
    "javaDigit": "Nd",
    "javaLetterOrDigit": "L,Nd",
    "javaWhitespace": "Z",
}
KNOWN_CATEGORIES = {major + minor for major, minors in {
    "L": ["", *"ultmo"], "M": ["", *"nce"], "N": ["", *"dlo"], "P": ["", *"cdseifo"],
    "S": ["", *"mcko"], "Z": ["", *"slp"], "C": ["", *"cf"],
}.items() for minor in minors}  # fmt: skip
SCRIPTS = {
    "Latin": r"A-Za-z\xAA\xBA\xC0-\xD6\xD8-\xF6\xF8-\u02B8\u1E00-\u1EFF\u2C60-\u2C7F\uA722-\uA787"
    r"\uFF21-\uFF3A\uFF41-\uFF5A",
    "Greek": r"\u0370-\u0373\u0375-\u0377\u037A-\u037D\u037F\u0384\u0386\u0388-\u03E1\u03F0-\u03FF"
    r"\u1F00-\u1FFE",
    "Cyrillic": r"\u0400-\u0484\u0487-\u052F\u1C80-\u1C88\u1D2B\u1D78\u2DE0-\u2DFF\uA640-\uA69F",
    "Arabic": r"\u0600-\u0604\u0606-\u060B\u060D-\u061A\u061E\u0620-\u063F\u0641-\u064A"
    r"\u0656-\u066F\u0671-\u06DC\u06DE-\u06FF\u0750-\u077F",
    "Hebrew": r"\u0591-\u05C7\u05D0-\u05EA\u05EF-\u05F4\uFB1D-\uFB4F",
    "Han": r"\u2E80-\u2FD5\u3005\u3007\u3021-\u3029\u3038-\u303B\u3400-\u4DBF\u4E00-\u9FFF\uF900-\uFAD9"
    r"\U00020000-\U0003134A",
    "Hiragana": r"\u3041-\u3096\u309D-\u309F",
    "Katakana": r"\u30A1-\u30FA\u30FD-\u30FF\u31F0-\u31FF\uFF66-\uFF6F\uFF71-\uFF9D",
    "Hangul": r"\u1100-\u11FF\u3131-\u318E\uAC00-\uD7A3",
    "Thai": r"\u0E01-\u0E3A\u0E40-\u0E5B",
}  # fmt: skip
LAST = 0x32000
"""Behind the last plane that has letters."""


def named_set(name: str, any_case: bool) -> str:
    r"""The inside of a set for `\p{name}`."""
    if name in NAMED:
        return "a-zA-Z" if any_case and name in ("Lower", "Upper") else NAMED[name]
    for opening in ("general_category=", "gc=", "script=", "sc="):
        name = name.removeprefix(opening)
    bare = name.removeprefix("Is")
    if bare in SCRIPTS:
        return SCRIPTS[bare]
    categories = CATEGORIES.get(bare, bare)
    if not KNOWN_CATEGORIES.issuperset(categories.split(",")):
        raise PatternProblem(f"it has no class of characters named {name[:40]}")
    if any_case and categories in ("Ll", "Lu", "Lt"):
        categories = "Ll,Lu,Lt"
    return characters(categories)


@lru_cache(maxsize=64)
def characters(categories: str) -> str:
    """The inside of a set with all characters of these categories."""
    wanted = tuple(categories.split(","))
    inside: list[list[int]] = []
    for category, first, last in stretches():
        if not category.startswith(wanted):
            continue
        if inside and inside[-1][1] == first - 1:
            inside[-1][1] = last
        else:
            inside.append([first, last])
    return "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in inside)


@cache
def stretches() -> list[tuple[str, int, int]]:
    """All characters, those of a category that stand beside each other together."""
    made: list[tuple[str, int, int]] = []
    first, before = 0, unicodedata.category("\0")
    for code in range(1, LAST + 1):
        category = unicodedata.category(chr(code))
        if category != before or code == LAST:
            made.append((before, first, code - 1))
            first, before = code, category
    return made


def one(letter: str) -> str:
    """A character inside or outside of a set, meaning itself."""
    return re.escape(letter) if letter.isascii() else f"\\U{ord(letter):08x}"
