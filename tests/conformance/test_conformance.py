"""Every conformance case against the compiler, by the judge of `syncscript conformance`."""

from __future__ import annotations

import copy

import pytest

from syncscript.cli.judging import Case
from syncscript.language.conformance import answer_to, misses, question_of
from tests.conformance.cases import all_cases

CASES = list(all_cases())


@pytest.mark.parametrize("case", CASES, ids=[case.place for case in CASES])
def test_case(case: Case) -> None:
    question = question_of(case.content)
    before = copy.deepcopy(question)
    assert list(misses(case.content, answer_to(question))) == []
    assert question == before, "inputs were changed"
