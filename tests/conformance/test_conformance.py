"""Runs every conformance case against the compiler."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from syncscript.language import Limits, Outcome, Rule, RuleFailure, compile, compile_mapping
from syncscript.model import Diagnostic, DiagnosticError
from tests.conformance.cases import Case, all_cases

CASES = list(all_cases())


def rule_of(case: Case) -> Rule:
    script, kind = case.content["script"], case.content.get("kind", "incoming")
    if kind != "mapping":
        return compile(script, kind=kind, name="case.sync")
    mapping = compile_mapping(script, name="case.sync", sides=("BlueJira", "GreenJira"))
    direction, side = case.content.get("direction", "incoming BlueJira").split()
    return getattr(mapping, direction)[side]


def outcome_of(case: Case) -> Outcome:
    given = case.content.get("given") or {}
    before = copy.deepcopy(given)
    try:
        return rule_of(case).run(
            given, Limits(**case.content.get("limits", {})), case.content.get("answers", {})
        )
    finally:
        assert given == before, "inputs were changed"


def told(diagnostic: Diagnostic, expected: dict[str, Any]) -> None:
    span = diagnostic.span
    for key, value in expected.items():
        if key in ("message", "help"):
            assert value in getattr(diagnostic, key)
        elif key == "code":
            assert diagnostic.code == value
        else:
            assert span is not None and getattr(span, key) == value, str(diagnostic)


def planned(outcome: Outcome, expected: dict[str, Any]) -> None:
    actual = {
        "writes": {name: written.value for name, written in outcome.writes.items()},
        "lines": {name: written.by.line for name, written in outcome.writes.items()},
        "absent": list(outcome.absent),
        "operations": list(outcome.operations),
        "returned": outcome.returned,
        "trace": [entry.message for entry in outcome.trace],
        "replica": outcome.replica,
        "questions": [q.key for q, _ in outcome.questions],
    }
    assert {key: actual[key] for key in expected} == expected


@pytest.mark.parametrize("case", CASES, ids=[case.place for case in CASES])
def test_case(case: Case) -> None:
    expected = case.content[case.expects]
    if case.expects == "value":
        value = outcome_of(case).value
        assert value == expected and type(value) is type(expected)
    elif case.expects == "plan":
        planned(outcome_of(case), expected)
    elif case.expects == "failure":
        with pytest.raises(RuleFailure) as caught:
            outcome_of(case)
        told(caught.value.diagnostic, expected)
    else:
        with pytest.raises(DiagnosticError) as refused:
            rule_of(case)
        assert len(refused.value.diagnostics) == len(expected), str(refused.value)
        for diagnostic, wanted in zip(refused.value.diagnostics, expected, strict=True):
            told(diagnostic, wanted)
