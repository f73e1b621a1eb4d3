"""Every file of the corpus has exactly the findings that it names, and so have the examples of each rule."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from textwrap import dedent

from syncscript.language.lint import Finding, lint_rules
from syncscript.model import Severity
from tests.lint.seeded import Seeded, corpus, findings_in, found_in, seeded
from tests.on_each import on_each

FILES = corpus(Path(__file__).parent / "corpus")
EXAMPLE = re.compile(r"^(Bad|Good) \((\w+)(?:, all rules)?\)::\n\n((?:(?:    .*)?\n)+)", re.MULTILINE)


def examples() -> Iterator[tuple[str, str, Seeded]]:
    for rule in lint_rules().values():
        for number, match in enumerate(EXAMPLE.finditer(rule.page + "\n")):
            head = f"// kind: {match[2]}\n" + ("" if rule.usual else "// rules: all\n")
            yield rule.name, match[1], seeded(f"{rule.name}-{number}.sync", head + dedent(match[3]))


@on_each(FILES, lambda case: case.name, parts=4)
def test_a_file_has_exactly_the_findings_that_it_names(case: Seeded) -> None:
    assert found_in(case) == case.expected


@on_each(examples(), lambda row: " ".join(map(str, row)), parts=2)
def test_the_examples_of_a_rule_show_it(name: str, which: str, case: Seeded) -> None:
    names = {found for _, found in found_in(case)}
    assert names == ({name} if which == "Bad" else set())


def test_every_rule_has_a_bad_and_a_good_example() -> None:
    shown = {(name, which) for name, which, _ in examples()}
    assert shown == {(name, which) for name in lint_rules() for which in ("Bad", "Good")}


@on_each(FILES, lambda case: case.name, parts=4)
def test_a_fix_mends_what_it_is_for_and_breaks_nothing(case: Seeded) -> None:
    before = findings_in(case)
    for finding in before:
        if finding.fix is None:
            continue
        text = case.text
        for edit in sorted(finding.fix.edits, key=lambda edit: -edit.start):
            text = text[: edit.start] + edit.text + text[edit.end :]
        after = findings_in(replace(case, text=text))
        assert count_of(finding.name, after) < count_of(finding.name, before), finding
        assert errors_of(after) <= errors_of(before), finding


def count_of(name: str, found: tuple[Finding, ...]) -> int:
    return sum(each.name == name for each in found)


def errors_of(found: tuple[Finding, ...]) -> set[str]:
    return {each.name for each in found if each.diagnostic.severity is Severity.ERROR}
