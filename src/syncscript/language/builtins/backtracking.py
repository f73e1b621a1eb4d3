"""Patterns that google-re2 refuses because only backtracking can do them: lookaround, backreferences, `*+`.

The `regex` module does them. Nobody can count its steps, so this is the one budget that is time: all uses
together may take half a second of the processor in a run. Refuses what Java does not have (recursion) and
repeats that multiply.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from time import thread_time
from typing import Any

import regex

from syncscript.language.interpreter.faults import Fault, OverBudget
from syncscript.language.interpreter.metering import METER, work

SECONDS = 0.5
USE = 800
"""Pieces of work that each use costs."""
MOST_REPEATS = 2000
NOT_JAVA = re.compile(r"\(\?(?:R|&|P>|P=|[+-]?\d|\(|\{|\?)|\(\*")
REPEAT = re.compile(r"(?<!\\)(\))?\{(\d+)(?:,(\d*))?\}")


class Slow:
    """A compiled pattern with the three uses that re2's have."""

    def __init__(self, source: str) -> None:
        refuse_unfit(source)
        self.inner = regex.compile(source)

    def limited(self, use: Callable[..., Any], value: str) -> Any:
        work(USE + len(value) // 8)
        run, started = METER.get(), thread_time()
        left = SECONDS - (run.backtracked if run is not None else 0)
        try:
            return use(value, timeout=max(left, 0.001))
        except TimeoutError:
            raise OverBudget(
                "Regular expressions take too long.", "write them without nested repeats"
            ) from None
        finally:
            if run is not None:
                run.backtracked += thread_time() - started

    def search(self, value: str) -> Any:
        return self.limited(self.inner.search, value)

    def fullmatch(self, value: str) -> Any:
        return self.limited(self.inner.fullmatch, value)

    def finditer(self, value: str) -> list[Any]:
        return self.limited(lambda v, timeout: list(self.inner.finditer(v, timeout=timeout)), value)  # type: ignore[no-any-return]


def refuse_unfit(source: str) -> None:
    """Fault for what the `regex` module takes and Java does not, and for what grows when it is compiled."""
    if NOT_JAVA.search(source) or repeats(source) > MOST_REPEATS:
        raise Fault(
            "This is no regular expression that a rule may use.",
            "write it without recursion, conditions, and counted repeats of counted repeats",
            kind="PatternSyntaxException",
            code="R130",
        )


def repeats(source: str) -> int:
    """How often a part of the pattern is repeated at most, were all counted repeats of groups nested."""
    product, largest = 1, 1
    for closing, least, most in REPEAT.findall(source):
        often = max(int(least[:9]), int(most[:9] or 0))
        product, largest = (product * often, largest) if closing else (product, max(largest, often))
    return product * largest
