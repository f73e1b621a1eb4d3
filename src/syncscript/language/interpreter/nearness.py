"""Which known name a person may have meant. Says nothing when nothing is near."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache

from syncscript.language.interpreter.metering import work

LONGEST = 60
SEARCH = 4000
"""Pieces of work that a search costs."""


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """`did you mean x?` or an empty text."""
    if len(name) > LONGEST:
        return ""
    work(SEARCH)
    near = nearest(name.lower(), tuple(sorted(known)))
    return f"did you mean {near}?" if near else ""


@lru_cache(maxsize=256)
def nearest(name: str, known: tuple[str, ...]) -> str | None:
    """Kept, for a mistake is mostly made more than once."""
    folded = {each.lower(): each for each in known}
    near = get_close_matches(name, list(folded), n=1, cutoff=0.7)
    return folded[near[0]] if near else None
