"""A fixed part of the campaign: the same programs each time; `.ci/run` judges more, and README tells how."""

from __future__ import annotations

import pprint
from collections import Counter

import pytest

from tests.programs.generation import program
from tests.programs.judging import Refused, disagreement

PARTS, SIZE = 4, 80


@pytest.mark.parametrize("part", range(PARTS))
def test_all_forms_of_a_rule_tell_the_same(part: int) -> None:
    ends: Counter[str] = Counter()
    for number in range(part * SIZE, (part + 1) * SIZE):
        try:
            found = disagreement(program(number), ends)
        except Refused:
            ends["refused"] += 1
            continue
        assert found is None, f"python -m tests.programs {number} {number + 1}\n{pprint.pformat(found)}"
    assert ends["done"] > ends["failed"] and ends["quick"] > SIZE // 4 and ends["refused"] < SIZE // 20, ends


def test_a_number_names_one_program() -> None:
    assert program(7) == program(7) and program(7).script != program(8).script
