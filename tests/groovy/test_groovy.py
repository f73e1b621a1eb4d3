"""Every recorded program gives what Groovy 4 gave, or differs on purpose and says why."""

from __future__ import annotations

from pathlib import Path

import pytest

from syncscript.language import Limits, compile_rule
from syncscript.model import DiagnosticError
from tests.groovy.answers import agree, our_answer, quick_answer
from tests.groovy.cases import Case, case_files, is_one_line, read_cases
from tests.groovy.differences import PAGE, page_text
from tests.oracle.telling import agree as agree_walked
from tests.oracle.telling import compiled, walked

FILES = case_files()
LEAST = {"expressions": 3_000, "scripts": 300}


@pytest.mark.parametrize("path", FILES, ids=[f"{path.parent.name}/{path.stem}" for path in FILES])
def test_answers_agree_with_groovy(path: Path) -> None:
    """Of every program the rule that it compiles to and the walker; of every fifth the quick form, too. The
    conformance cases hold the forms together in full."""
    wrong = []
    for number, case in enumerate(read_cases(path)):
        ours = our_answer(case.program)
        if not (agree(case.expected, ours) if case.ours is None else case.ours == ours):
            wrong.append(f"{case.program}\n  Groovy {case.answer}\n  ours   {ours}")
        wrong += otherwise_walked(case)
        wrong += otherwise_quick(case) if number % 5 == 0 else []
    assert not wrong, f"{len(wrong)} disagree:\n" + "\n".join(wrong)


def otherwise_walked(case: Case) -> list[str]:
    """What the compiler and the walker tell of a program, unless it is the same."""
    try:
        ran = compiled(compile_rule(case.program, kind="incoming", name="case"), {}, Limits(), None)
        walk = walked(case.program, "incoming", {}, Limits(), None)
    except DiagnosticError:
        return []
    return [] if agree_walked(ran, walk) else [f"{case.program}\n  compiler {ran}\n  walker   {walk}"]


def otherwise_quick(case: Case) -> list[str]:
    """What the quick form tells of a program, unless Groovy tells the same."""
    quick = quick_answer(case.program) if not case.expected.startswith("!") else None
    expected = case.expected.split(" printed ")[0]
    if quick is None or expected == quick or agree(expected, quick):
        return []
    return [f"{case.program}\n  Groovy {case.answer}\n  quick  {quick}"]


def test_there_are_quick_forms_among_them() -> None:
    asked = [case for path in FILES[::4] for case in read_cases(path)[::10] if case.expected[0] != "!"]
    assert sum(quick_answer(case.program) is not None for case in asked) > 25


@pytest.mark.parametrize("path", FILES, ids=[f"{path.parent.name}/{path.stem}" for path in FILES])
def test_cases_are_complete(path: Path) -> None:
    cases = read_cases(path)
    programs = [case.program for case in cases]
    assert len(set(programs)) == len(programs), "a program stands twice"
    for case in cases:
        assert case.answer and case.answer != "!timeout", case.program
        assert (case.ours is None) == (case.differs is None), case.program
        assert case.ours is None or not agree(case.answer, case.ours), f"does not differ: {case.program}"


def test_there_are_enough() -> None:
    amounts = dict.fromkeys(LEAST, 0)
    for path in FILES:
        amounts["expressions" if is_one_line(path) else "scripts"] += len(read_cases(path))
    assert all(amounts[kind] >= least for kind, least in LEAST.items()), amounts


def test_the_page_of_differences_is_fresh() -> None:
    assert PAGE.read_text(encoding="utf-8") == page_text(), "run python -m tests.groovy.differences"
