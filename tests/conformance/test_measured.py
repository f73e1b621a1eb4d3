"""A rule that notes which lines ran does what the rule does: every conformance case, to the step."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from syncscript.language import MappingRules, Rule, RuleFailure, conformance
from syncscript.language.conformance import answer_to, question_of
from syncscript.language.interpreter.measuring import Ledger
from syncscript.language.measured import measured_mapping, measured_rule
from syncscript.model import DiagnosticError
from tests.conformance.cases import running_cases

PARTS = 12


def steps_of(question: dict[str, Any]) -> int | None:
    try:
        limits = conformance.Limits(**question.get("limits", {}))
        rule = conformance.rule_of(question)
        return rule.run(question.get("given") or {}, limits, question.get("answers", {})).steps
    except (DiagnosticError, RuleFailure):
        return None


@pytest.fixture
def measured(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    with monkeypatch.context() as patched:
        yield patched


def rule(source: str, *, kind: str, name: str) -> Rule:
    return measured_rule(source, kind, name, Ledger())


def mapping(source: str, *, name: str, sides: tuple[str, str]) -> MappingRules:
    return measured_mapping(source, name, sides, Ledger())


@pytest.mark.parametrize("part", range(PARTS))
def test_measuring_changes_nothing(part: int, measured: pytest.MonkeyPatch) -> None:
    questions = [(case.place, question_of(case.content)) for case in running_cases()[part::PARTS]]
    usual = [(answer_to(question), steps_of(question)) for _, question in questions]
    measured.setattr(conformance, "compile_rule", rule)
    measured.setattr(conformance, "compile_mapping", mapping)
    for (place, question), known in zip(questions, usual, strict=True):
        assert (answer_to(question), steps_of(question)) == known, place
