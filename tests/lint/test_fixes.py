"""What a fix makes of a rule file: the finding is gone, and what was right stays as it is."""

from __future__ import annotations

from syncscript.language.lint import Finding, Surroundings, lint, lint_rules
from syncscript.language.syntax import parse
from tests.lint.seeded import Seeded, around
from tests.lint.test_corpus import FILES, examples
from tests.on_each import on_each


def mended(text: str, finding: Finding) -> str:
    assert finding.fix is not None
    for edit in sorted(finding.fix.edits, key=lambda edit: -edit.start):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def found(text: str, kind: str, surroundings: Surroundings) -> tuple[Finding, ...]:
    return lint(text, name="x", kind=kind, surroundings=surroundings, rules=lint_rules().values())


CASES = [*FILES, *(case for _, which, case in examples() if which == "Bad")]


@on_each(CASES, lambda case: case.name, parts=4)
def test_a_fix_takes_its_finding_away_and_leaves_a_rule_that_can_be_read(case: Seeded) -> None:
    kind, surroundings = case.head["kind"], around(case.head)
    before = found(case.text, kind, surroundings)
    for finding in before:
        if finding.fix is None:
            continue
        text = mended(case.text, finding)
        assert not any(d.severity.value == "error" for d in parse(text, "x").diagnostics), finding
        after = found(text, kind, surroundings)
        same = [each for each in after if each.name == finding.name]
        assert len(same) < sum(each.name == finding.name for each in before), finding
