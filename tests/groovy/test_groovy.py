"""Every recorded program gives what Groovy 4 gave, or differs on purpose and says why."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.groovy.answers import agree, our_answer, quick_answer
from tests.groovy.cases import case_files, is_one_line, read_cases
from tests.groovy.differences import PAGE, page_text

FILES = case_files()
LEAST = {"expressions": 3_000, "scripts": 300}


@pytest.mark.parametrize("path", FILES, ids=[f"{path.parent.name}/{path.stem}" for path in FILES])
def test_answers_agree_with_groovy(path: Path) -> None:
    wrong = []
    for case in read_cases(path):
        ours = our_answer(case.program)
        if not (agree(case.expected, ours) if case.ours is None else case.ours == ours):
            wrong.append(f"{case.program}\n  Groovy {case.answer}\n  ours   {ours}")
    assert not wrong, f"{len(wrong)} disagree:\n" + "\n".join(wrong)


@pytest.mark.parametrize("path", FILES, ids=[f"{path.parent.name}/{path.stem}" for path in FILES])
def test_cases_are_complete(path: Path) -> None:
    cases = read_cases(path)
    programs = [case.program for case in cases]
    assert len(set(programs)) == len(programs), "a program stands twice"
    for case in cases:
        assert case.answer and case.answer != "!timeout", case.program
        assert (case.ours is None) == (case.differs is None), case.program
        assert case.ours is None or not agree(case.answer, case.ours), f"does not differ: {case.program}"


def test_quick_forms_agree_with_groovy() -> None:
    """On every fifth program; the conformance cases hold the two forms together in full."""
    asked, wrong = 0, []
    for case in [case for path in FILES for case in read_cases(path)[::5]]:
        quick = quick_answer(case.program) if not case.expected.startswith("!") else None
        asked += quick is not None
        expected = case.expected.split(" printed ")[0]
        if quick is not None and not (expected == quick or agree(expected, quick)):
            wrong.append(f"{case.program}\n  Groovy {case.answer}\n  quick  {quick}")
    assert not wrong, f"{len(wrong)} disagree:\n" + "\n".join(wrong)
    assert asked > 100


def test_there_are_enough() -> None:
    amounts = dict.fromkeys(LEAST, 0)
    for path in FILES:
        amounts["expressions" if is_one_line(path) else "scripts"] += len(read_cases(path))
    assert all(amounts[kind] >= least for kind, least in LEAST.items()), amounts


def test_the_page_of_differences_is_fresh() -> None:
    assert PAGE.read_text(encoding="utf-8") == page_text(), "run python -m tests.groovy.differences"
