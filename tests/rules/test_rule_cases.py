"""The cases that stand beside the shipped rules pass."""

from __future__ import annotations

from pathlib import Path

from syncscript.app.testing import found_cases, results, shelf_of
from tests.config.projects import write_project

RULES = Path(__file__).parents[2] / "rules"


def test_all_cases_of_the_shipped_rules_pass() -> None:
    cases, mistakes = found_cases([RULES])
    assert not mistakes
    failed = {r.case.id: (r.differences, r.problems) for r in results(cases, shelf_of()) if not r.passed}
    assert not failed
    tested = {str(c.document.file).removesuffix(".test.yaml") for c in cases}
    assert {str(p.with_suffix("")) for p in RULES.rglob("*.sync")} <= {str(Path(t).resolve()) for t in tested}


def test_a_new_project_has_cases_that_pass(tmp_path: Path) -> None:
    write_project(tmp_path)
    cases, mistakes = found_cases([tmp_path])
    assert not mistakes
    assert {c.document.file.rsplit("/", 1)[-1] for c in cases} == {
        "blue.outgoing.test.yaml", "blue.incoming.test.yaml", "green.outgoing.test.yaml",
        "green.incoming.test.yaml",
    }  # fmt: skip
    assert all(result.passed for result in results(cases, shelf_of()))
