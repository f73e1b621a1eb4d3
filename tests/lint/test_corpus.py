"""Every file of the corpus has exactly the findings that it names, and so have the examples of each rule."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent

import pytest

from syncscript.language.lint import lint_rules
from tests.lint.seeded import Seeded, corpus, found_in, seeded

FILES = corpus(Path(__file__).parent / "corpus")
EXAMPLE = re.compile(r"^(Bad|Good) \((\w+)(?:, all rules)?\)::\n\n((?:(?:    .*)?\n)+)", re.MULTILINE)


def examples() -> Iterator[tuple[str, str, Seeded]]:
    for rule in lint_rules().values():
        for number, match in enumerate(EXAMPLE.finditer(rule.page + "\n")):
            head = f"// kind: {match[2]}\n" + ("" if rule.usual else "// rules: all\n")
            yield rule.name, match[1], seeded(f"{rule.name}-{number}.sync", head + dedent(match[3]))


@pytest.mark.parametrize("case", FILES, ids=lambda case: case.name)
def test_a_file_has_exactly_the_findings_that_it_names(case: Seeded) -> None:
    assert found_in(case) == case.expected


@pytest.mark.parametrize(("name", "which", "case"), list(examples()), ids=str)
def test_the_examples_of_a_rule_show_it(name: str, which: str, case: Seeded) -> None:
    names = {found for _, found in found_in(case)}
    assert names == ({name} if which == "Bad" else set())


def test_every_rule_has_a_bad_and_a_good_example() -> None:
    shown = {(name, which) for name, which, _ in examples()}
    assert shown == {(name, which) for name in lint_rules() for which in ("Bad", "Good")}
