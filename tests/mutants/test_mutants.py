"""A sample of the mutants: most are caught, no kind of mistake is idle, and the judge can say no."""

from __future__ import annotations

import pytest

from tests.mutants.benches import benches, rule_sets
from tests.mutants.judging import Verdict
from tests.mutants.mutant import Mutant, kinds, mutants_of

STEP = 29
"""Every so many of them; a prime, so that the sample does not follow the rows of a table."""
WANTED = 0.8


def test_most_of_a_sample_are_caught() -> None:
    verdicts = []
    with benches() as made:
        for bench in made:
            for file in bench.files:
                mutants = list(mutants_of(file.read_text("utf-8"), file.name))
                verdicts += [bench.verdict(file, mutant) for mutant in mutants[::STEP]]
    assert len(verdicts) > 40
    assert sum(verdict.is_caught for verdict in verdicts) >= WANTED * len(verdicts)
    assert sum(verdict.is_caught_without_cases for verdict in verdicts) >= WANTED * len(verdicts)


def test_no_kind_is_idle() -> None:
    with benches() as made:
        files = [file for bench in made for file in bench.files]
        found = {m.kind for file in files for m in mutants_of(file.read_text("utf-8"), file.name)}
    assert found == set(kinds())


@pytest.mark.parametrize("name", rule_sets())
def test_what_changes_nothing_is_caught_by_nobody(name: str) -> None:
    with benches([name]) as made:
        for bench in made:
            file = bench.files[0]
            same = Mutant("none", 1, f"// One line more.\n{file.read_text('utf-8')}", "", "")
            assert bench.verdict(file, same) == Verdict(lint=False, case=False, generated=False)
            assert "One line more" not in file.read_text("utf-8")


def test_a_mistake_is_shown_with_the_line_it_is_in() -> None:
    source = 'issue.summary = replica.summary\nissue.typeName = replica.type?.name ?: "Task"\n'
    found = [m for m in mutants_of(source, "x.incoming.sync") if m.kind == "default dropped"]
    assert [(m.line, m.was, m.now) for m in found] == [
        (2, 'issue.typeName = replica.type?.name ?: "Task"', "issue.typeName = replica.type?.name")
    ]
