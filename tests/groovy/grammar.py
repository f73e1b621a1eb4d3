"""Expressions by kind: whole numbers, decimals, words, lists, maps and truths, each made of the others.

Numbers are kept small, since overflow is a difference that is meant. Refuses to know statements.
"""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import strategies as st

from tests.groovy.grammar_collections import mapping, numbers, truth
from tests.groovy.grammar_leaves import DECIMAL, MAPS, NUMBERS, WHOLE, WORD, WORDS
from tests.groovy.grammar_numbers import decimal, whole
from tests.groovy.grammar_texts import word, words
from tests.groovy.statements import Texts

KINDS: dict[str, Callable[[dict[str, Texts]], Texts]] = {
    "whole": whole,
    "decimal": decimal,
    "word": word,
    "numbers": numbers,
    "words": words,
    "map": mapping,
    "truth": truth,
}
SIMPLE: dict[str, Texts] = {
    "whole": WHOLE,
    "decimal": DECIMAL,
    "word": WORD,
    "numbers": NUMBERS,
    "words": WORDS,
    "map": MAPS,
    "truth": st.sampled_from(["true", "false"]),
}


def by_kind(depth: int) -> dict[str, Texts]:
    """Expressions of each kind, at most so deep."""
    if depth == 0:
        return SIMPLE
    inner = by_kind(depth - 1)
    return {kind: make(inner) for kind, make in KINDS.items()}
