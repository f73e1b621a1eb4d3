"""What crosses between a caller and its worker, as JSON data: questions, outcomes, failures.

Knows both forms of each. A worker is not trusted, so everything it says is taken apart by name, and what does
not fit is a worker that broke. Refuses to know pipes and processes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from syncscript.language import Outcome, RuleFailure, TraceEntry
from syncscript.language.interpreter.outcome import as_told
from syncscript.model import Diagnostic, DiagnosticError, Json, Provenance, Question, Severity, Span, Written


def outcome_as_data(outcome: Outcome) -> dict[str, Any]:
    return {
        "issue": outcome.issue,
        "replica": outcome.replica,
        "writes": {name: [w.value, asdict(w.by)] for name, w in outcome.writes.items()},
        "absent": list(outcome.absent),
        "operations": list(outcome.operations),
        "trace": [asdict(entry) for entry in outcome.trace],
        "steps": outcome.steps,
        "returned": outcome.returned,
        "value": outcome.value,
        "questions": [[question_as_data(question), answer] for question, answer in outcome.questions],
    }


def outcome_from(told: Mapping[str, Any]) -> Outcome:
    """RuleFailure I900 when this is no outcome."""
    try:
        return as_told(
            told["issue"],
            told["replica"],
            writes={name: Written(value, Provenance(**by)) for name, (value, by) in told["writes"].items()},
            absent=tuple(told["absent"]),
            operations=tuple(told["operations"]),
            trace=tuple(TraceEntry(**entry) for entry in told["trace"]),
            steps=told["steps"],
            returned=told["returned"],
            value=told["value"],
            questions=tuple((question_from(question), answer) for question, answer in told["questions"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        raise nonsense() from None


def question_as_data(question: Question) -> list[Json]:
    return [question.helper, question.method, list(question.arguments)]


def question_from(told: Sequence[Any]) -> Question:
    try:
        helper, method, arguments = told
        return Question(str(helper), str(method), tuple(arguments))
    except (TypeError, ValueError):
        raise nonsense() from None


def failure_as_data(diagnostics: Sequence[Diagnostic], compiling: bool) -> dict[str, Any]:
    return {"failed": [asdict(diagnostic) for diagnostic in diagnostics], "compiling": compiling}


def failure_from(told: Mapping[str, Any]) -> DiagnosticError | RuleFailure:
    try:
        diagnostics = [diagnostic_from(one) for one in told["failed"]]
        return DiagnosticError(*diagnostics) if told["compiling"] else RuleFailure(diagnostics[0])
    except (KeyError, TypeError, ValueError, IndexError):
        return nonsense()


def warnings_from(told: Mapping[str, Any]) -> tuple[Diagnostic, ...]:
    try:
        return tuple(diagnostic_from(one) for one in told["warnings"])
    except (KeyError, TypeError, ValueError):
        raise nonsense() from None


def diagnostic_from(told: Mapping[str, Any]) -> Diagnostic:
    span = Span(**told["span"]) if told["span"] else None
    return Diagnostic(**{**told, "span": span, "severity": Severity(told["severity"])})


def nonsense() -> RuleFailure:
    """What to tell of a worker that said something else than a worker says."""
    return RuleFailure(
        Diagnostic("I900", "The worker that ran this rule answered with nonsense.", None, "do not trust it")
    )
