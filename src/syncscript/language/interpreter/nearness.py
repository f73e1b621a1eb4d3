"""Which known name a person may have meant. Says nothing when nothing is near."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from syncscript.language.interpreter.metering import work

LONGEST = 60
SEARCH = 4000
"""Pieces of work that a search costs."""


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """`did you mean x?` or an empty text."""
    if len(name) > LONGEST:
        return ""
    work(SEARCH)
    folded = {k.lower(): k for k in sorted(known)}
    near = get_close_matches(name.lower(), list(folded), n=1, cutoff=0.7)
    return f"did you mean {folded[near[0]]}?" if near else ""
