"""Reads what stands for one character of a pattern in Java's syntax: escapes, classes and sets in brackets.

Each is written as the same thing in the syntax of `re`, one character wide. Refuses to know what stands
beside it, how often it repeats and which group it is in. PatternProblem for what Java refuses.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from syncscript.language.patterns.classes import NAMED, SHORT, named_set, one
from syncscript.language.patterns.tree import CASE, OWN, PatternProblem

DEEPEST = 50
"""Groups inside groups, and sets inside sets."""
MOST_LARGE = 60
WIDE = 500
"""Characters of a range in which either case is there anyway."""
CONTROLS = {"t": "\t", "n": "\n", "r": "\r", "f": "\f", "a": "\a", "e": "\x1b"}
CODES = (
    re.compile(r"x([0-9a-fA-F]{2})"),
    re.compile(r"x\{([0-9a-fA-F]{1,6})\}"),
    re.compile(r"u([0-9a-fA-F]{4})"),
)
OCTAL = re.compile(r"0([0-3]?[0-7]{1,2})")


@dataclass
class CharacterReader:
    """Goes through a pattern once, as far as its characters go.

    flags: those that hold where the reader is. large: how many wide ranges it met, classes three times.
    """

    source: str
    at: int = 0
    flags: frozenset[str] = frozenset()
    marks: set[str] = field(default_factory=set)
    large: int = 0

    # where the reader is

    def next(self) -> str:
        return self.source[self.at : self.at + 1]

    def take(self, text: str) -> bool:
        if not self.source.startswith(text, self.at):
            return False
        self.at += len(text)
        return True

    def taken(self, shape: re.Pattern[str]) -> re.Match[str] | None:
        found = shape.match(self.source, self.at)
        if found is not None:
            self.at = found.end()
        return found

    def skipped(self) -> bool:
        """White space and comments, where the flag x holds."""
        return self.taken(re.compile(r"\s+|#[^\n]*")) is not None

    def cased(self, written: str) -> str:
        if "i" not in self.flags:
            return written
        self.marks.add(CASE)
        return f"(?ui:{written})" if self.flags & {"u", "U"} else f"(?i:{written})"

    # escapes and sets

    def class_escape(self) -> str | None:
        """A set for `\\d`, `\\p{L}` and their like."""
        letter = self.next()
        if letter.lower() in SHORT and letter:
            self.at += 1
            if letter in "hHvV":
                self.marks.add(OWN)
            if "U" in self.flags and letter in "dswDSW":
                return f"(?u:\\{letter})"
            return f"[{'^' if letter.isupper() else ''}{SHORT[letter.lower()]}]"
        if letter not in ("p", "P"):
            return None
        found = self.taken(re.compile(r"[pP](?:\{(\^?)([A-Za-z_=]{1,40})\}|([A-Z]))"))
        if found is None:
            raise PatternProblem("\\p needs the name of a class of characters, as in \\p{L}")
        name = found[2] or found[3]
        self.large += 0 if name in NAMED else 3
        if self.large > MOST_LARGE:
            raise PatternProblem("it names too many classes of characters")
        opposite = (letter == "P") != bool(found[1])
        return f"[{'^' if opposite else ''}{named_set(name, 'i' in self.flags)}]"

    def escaped_letter(self) -> str:
        for shape in CODES:
            found = self.taken(shape)
            if found is not None:
                return character(int(found[1], 16))
        octal = self.taken(OCTAL)
        if octal is not None:
            self.marks.add(OWN)
            return character(int(octal[1], 8))
        letter = self.next()
        self.at += 1
        if letter == "c" and self.next():
            self.at += 1
            return chr(ord(self.source[self.at - 1]) ^ 64)
        if letter in CONTROLS:
            return CONTROLS[letter]
        if not letter or (letter.isascii() and letter.isalnum()):
            raise PatternProblem(f"\\{letter} means nothing")
        return letter

    def set_of_characters(self, depth: int) -> str:
        """What follows `[`, up to its `]`: one character wide, in the syntax of `re`."""
        if depth > DEEPEST:
            raise PatternProblem("its sets are nested too deeply")
        opposite = self.take("^")
        all_of = [self.any_of(depth)]
        while self.take("&&"):
            self.marks.add(OWN)
            all_of.append(self.any_of(depth))
        if not self.take("]"):
            raise PatternProblem("a [ is not closed")
        wanted = [part for part in all_of if part]
        if not wanted:
            raise PatternProblem("a set is empty")
        met = "".join(f"(?={part})" for part in wanted[1:]) + wanted[0]
        if not opposite:
            return met
        if len(wanted) == 1 and met.startswith("[") and met.endswith("]") and not met.startswith("[^"):
            return "[^" + met[1:]
        return f"(?!{met})[\\s\\S]"

    def any_of(self, depth: int) -> str:
        """The members of a set up to `&&` or `]`; empty when there is none."""
        plain: list[str] = []
        others: list[str] = []
        first = True
        while self.at < len(self.source) and not self.source.startswith("&&", self.at):
            if self.next() == "]" and not first:
                break
            first = False
            if "x" in self.flags and self.skipped():
                continue
            if self.take("["):
                self.marks.add(OWN)
                others.append(self.set_of_characters(depth + 1))
                continue
            self.member(plain, others)
        own = [self.cased(f"[{''.join(plain)}]")] if plain else []
        parts = own + others
        return parts[0] if len(parts) == 1 else f"(?:{'|'.join(parts)})" if parts else ""

    def member(self, plain: list[str], others: list[str]) -> None:
        """A character, a range, or a class such as `\\d`."""
        if self.next() == "\\":
            self.at += 1
            known = self.class_escape()
            if known is not None:
                others.append(known)
                return
            first = self.escaped_letter()
        else:
            first = self.next()
            self.at += 1
        last = self.range_end()
        if last is not None and last < first:
            raise PatternProblem(f"the range {first}-{last} runs backwards")
        span = one(first) if last is None else f"{one(first)}-{one(last)}"
        wide = ord(last or first) - ord(first) > WIDE
        self.large += wide
        if wide and "i" in self.flags:
            others.append(f"[{span}]")
        else:
            plain.append(span)

    def range_end(self) -> str | None:
        after = self.source[self.at + 1 : self.at + 2]
        if self.next() != "-" or after in ("]", "[", ""):
            return None
        self.at += 1
        if not self.take("\\"):
            self.at += 1
            return after
        if self.next() in "dDsSwWhHvVpP":
            raise PatternProblem("a range ends in a class of characters")
        return self.escaped_letter()


def character(code: int) -> str:
    if code > 0x10FFFF:
        raise PatternProblem("there is no character with so large a number")
    return chr(code)
