"""A pattern ready to be matched, and what each use of it costs.

google-re2 does most of it, in linear time. Counted backtracking does what google-re2 does not know
(lookaround, backreferences, possessive repeats, sets inside sets, halves of surrogate pairs), and the search
for all matches where each might look through the whole rest. Both are charged by what they do, not by time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import re2

from syncscript.language.interpreter.faults import Fault, OverBudget
from syncscript.language.interpreter.metering import work, work_once
from syncscript.language.patterns.counted import CountedPattern
from syncscript.language.patterns.machine import TooDeep
from syncscript.language.patterns.reading import read
from syncscript.language.patterns.tree import CASE, DOT, EDGE, OWN, WORD, PatternProblem, extent, is_straight

LONGEST = 2000
LARGE = 50
"""Parts of a pattern with large classes that google-re2 has no room for."""
USE = 32
"""Pieces of work that any use of a pattern takes."""
WRITE, WRITE_LARGE = 12, 8_000
"""Pieces of work for a part of a pattern that is compiled, and for a wide range of characters in it."""
OPTIONS = re2.Options()
OPTIONS.log_errors = False
OPTIONS.max_mem = 1 << 20
BREAKS = re.compile("[\r\x85\u2028\u2029]")
"""Ends of lines that google-re2 takes for characters of a line."""
HALF = re.compile("[\ud800-\udfff]")
SCANNED = 7
"""Characters that google-re2 passes for a piece of work, as a power of two."""


class Compiled:
    """What can be asked of a pattern. `toil`: pieces of work that it takes to compile it."""

    def __init__(self, source: str) -> None:
        self.source, self.known = source, read(source)
        self.groups, self.marks = self.known.groups, self.known.marks
        own = OWN in self.marks or (self.known.large and extent(self.known.tree) > LARGE)
        self.linear: Any = None if own else linear(source)
        self.straight = is_straight(self.known.tree)
        self.extent = extent(self.known.tree)
        self.counting: CountedPattern | None = None
        if self.linear is not None:
            self.size, self.toil = int(self.linear.programsize), WRITE * int(self.linear.programsize)
        else:
            self.counting = CountedPattern(self.known, work)
            self.size, self.toil = self.extent, self.toil_of_counted()

    def toil_of_counted(self) -> int:
        return WRITE * self.extent + WRITE_LARGE * self.known.large

    def counted(self) -> CountedPattern:
        """Charged once in a run, if it was not when the pattern was compiled."""
        if self.linear is not None:
            work_once(self.source, self.toil_of_counted())
        if self.counting is None:
            try:
                self.counting = CountedPattern(self.known, work)
            except PatternProblem as problem:
                raise unfit(str(problem)) from None
        return self.counting

    def search(self, value: str) -> Any:
        return self.one(value, "search")

    def fullmatch(self, value: str) -> Any:
        return self.one(value, "fullmatch")

    def one(self, value: str, use: str) -> Any:
        if not self.fits(value):
            return within_reach(getattr(self.counted(), use), value)
        work(self.price(len(value)))
        return getattr(self.linear, use)(value)

    def finditer(self, value: str) -> Iterator[Any]:
        if not self.straight or not self.fits(value):
            yield from all_within_reach(self.counted(), value)
            return
        work(self.price(len(value)))
        last = None
        for found in self.linear.finditer(value):
            if found.span() != last:  # google-re2 tells empty matches twice
                yield found
            last = found.span()

    def fits(self, value: str) -> bool:
        """Whether google-re2 reads this text with this pattern as Java does."""
        if self.linear is None or "\x0b" in value:
            return False
        if self.marks & {DOT, EDGE} and (BREAKS.search(value) or (EDGE in self.marks and value[-1:] == "\n")):
            return False
        return value.isascii() or (not self.marks & {WORD, CASE} and is_text(value))

    def price(self, length: int) -> int:
        """google-re2 keeps as many threads as the program has places, at worst."""
        return USE + (length * self.size * 3 >> SCANNED)


def linear(source: str) -> Any:
    """The pattern of google-re2; None where it cannot match this."""
    try:
        return re2.compile(source, OPTIONS)
    except (re2.error, UnicodeError):
        return None


def is_text(value: str) -> bool:
    """Whether no half of a surrogate pair stands alone in it, which google-re2 cannot read."""
    return HALF.search(value) is None


def within_reach(use: Any, value: str) -> Any:
    try:
        return use(value)
    except TooDeep:
        raise gone_too_far() from None


def all_within_reach(pattern: CountedPattern, value: str) -> Iterator[Any]:
    try:
        yield from pattern.finditer(value)
    except TooDeep:
        raise gone_too_far() from None


def gone_too_far() -> OverBudget:
    return OverBudget(
        "A regular expression remembers too many ways to go back.", "write it without repeats of groups"
    )


@lru_cache(maxsize=64)
def compiled(source: str) -> Compiled:
    if len(source) > LONGEST:
        raise unfit("it is too long")
    try:
        return Compiled(source)
    except PatternProblem as problem:
        raise unfit(str(problem)) from None


def unfit(why: str) -> Fault:
    return Fault(
        f"This is no regular expression: {why}.",
        "escape special characters with \\",
        kind="PatternSyntaxException",
        code="R130",
    )
