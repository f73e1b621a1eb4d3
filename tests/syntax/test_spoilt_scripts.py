"""Scripts with mistakes at random: as many findings as mistakes, each on the line of its own.

The share of texts for which that holds has a floor for each number of mistakes. The seeds are fixed.
"""

from __future__ import annotations

import random

import pytest

from syncscript.language.syntax import parse
from syncscript.model import Severity
from tests.syntax.spoiling import KINDS, Spoilt, scripts, spoilt

SCRIPTS = scripts()
TEXTS = 80
FLOORS = {1: 0.98, 2: 0.96, 3: 0.95, 5: 0.93}


def lines_told(text: str) -> list[int]:
    told = parse(text).diagnostics
    return [d.span.line for d in told if d.span and d.severity is Severity.ERROR]


def is_wrong(text: str) -> bool:
    return bool(lines_told(text))


def each_is_told_once(case: Spoilt) -> bool:
    left = lines_told(case.text)
    if len(left) != len(case.places):
        return False
    for place in case.places:
        near = [line for line in left if line in place]
        if not near:
            return False
        left.remove(near[0])
    return True


def texts(amount: int, wanted: int) -> list[Spoilt]:
    numbers = random.Random(amount)
    found: list[Spoilt] = []
    while len(found) < wanted:
        case = spoilt(SCRIPTS[numbers.choice(sorted(SCRIPTS))], amount, numbers, is_wrong)
        found += [case] if case else []
    return found


def test_the_scripts_themselves_are_right() -> None:
    assert len(SCRIPTS) >= 7
    assert {name: lines_told(text) for name, text in SCRIPTS.items()} == {name: [] for name in SCRIPTS}


@pytest.mark.parametrize("amount", FLOORS)
def test_as_many_findings_as_mistakes_each_at_its_place(amount: int) -> None:
    cases = texts(amount, TEXTS)
    missed = [case for case in cases if not each_is_told_once(case)]
    share = 1 - len(missed) / len(cases)
    assert share >= FLOORS[amount], [(case.kinds, lines_told(case.text), case.places) for case in missed]


def test_every_kind_of_mistake_finds_a_place() -> None:
    lines = [line for text in SCRIPTS.values() for line in text.split("\n")]
    assert [kind for kind, spots in KINDS.items() if not any([*spots(line)] for line in lines)] == []
