"""What a question leads to, with and without notes of the lines that ran."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import pytest

from syncscript.language import MappingRules, Rule, RuleFailure, conformance
from syncscript.language.conformance import answer_to
from syncscript.language.interpreter.measuring import Ledger
from syncscript.language.measured import measured_mapping, measured_rule
from syncscript.model import DiagnosticError


def told_of(question: dict[str, Any], *, measured: bool) -> tuple[dict[str, Any], int | None]:
    """The answer and the number of steps."""
    with pytest.MonkeyPatch.context() as patched:
        if measured:
            patched.setattr(conformance, "compile_rule", rule)
            patched.setattr(conformance, "compile_mapping", mapping)
        return answer_to(question), steps_of(question)


def steps_of(question: dict[str, Any]) -> int | None:
    try:
        limits = conformance.Limits(**question.get("limits", {}))
        ran = conformance.rule_of(question)
        return ran.run(question.get("given") or {}, limits, question.get("answers", {})).steps
    except (DiagnosticError, RuleFailure):
        return None


@lru_cache(1)
def rule(source: str, *, kind: str, name: str) -> Rule:
    return measured_rule(source, kind, name, Ledger())


@lru_cache(1)
def mapping(source: str, *, name: str, sides: tuple[str, str]) -> MappingRules:
    return measured_mapping(source, name, sides, Ledger())
