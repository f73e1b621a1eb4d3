"""Conformance: what a case asks, what an implementation answers, and where both part.

A question and an answer are plain JSON data, so that any implementation can be judged; docs/reference/
conformance.md tells their keys. Refuses to know files and processes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from syncscript.language.formatting import LINE_LENGTH, format_text
from syncscript.language.interpreter.faults import RuleFailure
from syncscript.language.interpreter.limits import Limits
from syncscript.language.interpreter.outcome import Outcome
from syncscript.language.mapping import compile_mapping
from syncscript.language.rule import Rule, compile_rule
from syncscript.model import Diagnostic, DiagnosticError

SIDES = ("BlueJira", "GreenJira")
ASKED = ("script", "kind", "given", "answers", "limits", "direction", "format")
EXPECTED = ("value", "plan", "failure", "diagnostics", "formatted")
PARTS = ("message", "help")

Data = dict[str, Any]


# ---------------------------------------------------------------------------- answering


def question_of(case: Mapping[str, Any]) -> Data:
    """What an implementation is told of a case: not what is expected."""
    return {key: case[key] for key in ASKED if key in case}


def answer_to(question: Mapping[str, Any]) -> Data:
    """The answer of this implementation: plan, failure, diagnostics, or the formatted text."""
    try:
        if "format" in question:
            return {"formatted": formatted(question)}
        rule = rule_of(question)
    except DiagnosticError as error:
        return {"diagnostics": [told(diagnostic) for diagnostic in error.diagnostics]}
    try:
        limits = Limits(**question.get("limits", {}))
        return {"plan": planned(rule.run(question.get("given") or {}, limits, question.get("answers", {})))}
    except RuleFailure as failure:
        return {"failure": told(failure.diagnostic)}


def rule_of(question: Mapping[str, Any]) -> Rule:
    script, kind = question["script"], question.get("kind", "incoming")
    if kind != "mapping":
        return compile_rule(script, kind=kind, name="case.sync")
    mapping = compile_mapping(script, name="case.sync", sides=SIDES)
    direction, side = question.get("direction", f"incoming {SIDES[0]}").split()
    return (mapping.outgoing if direction == "outgoing" else mapping.incoming)[side]


def formatted(question: Mapping[str, Any]) -> str:
    wanted = question["format"]
    first, last = wanted.get("lines", (None, None))
    return format_text(
        question["script"],
        line_length=wanted.get("line_length", LINE_LENGTH),
        lines=(first, last) if first else None,
    )


def planned(outcome: Outcome) -> Data:
    return {
        "value": outcome.value,
        "writes": {name: written.value for name, written in outcome.writes.items()},
        "lines": {name: written.by.line for name, written in outcome.writes.items()},
        "absent": list(outcome.absent),
        "operations": list(outcome.operations),
        "returned": outcome.returned,
        "trace": [entry.message for entry in outcome.trace],
        "replica": outcome.replica,
        "questions": [question.key for question, _ in outcome.questions],
    }


def told(diagnostic: Diagnostic) -> Data:
    span = diagnostic.span
    return {
        "code": diagnostic.code,
        "message": diagnostic.message,
        "help": diagnostic.help,
        "line": span.line if span else None,
        "column": span.column if span else None,
    }


# ---------------------------------------------------------------------------- judging


def misses(case: Mapping[str, Any], answer: object) -> Iterator[str]:
    """A sentence for each thing in which the answer is not what the case expects."""
    expected = [key for key in EXPECTED if key in case]
    if len(expected) != 1:
        yield f"the case must have exactly one of {', '.join(EXPECTED)}"
        return
    wanted = expected[0]
    kind = "plan" if wanted == "value" else wanted
    if not isinstance(answer, dict) or kind not in answer:
        yield f"expected {wanted} {case[wanted]!r}, got {answer!r}"
        return
    got = answer[kind]
    if wanted in {"value", "formatted"}:
        yield from unequal(wanted, case, answer if wanted == "formatted" else got)
    elif wanted == "plan":
        for key in case["plan"]:
            yield from unequal(key, case["plan"], got)
    else:
        yield from unlike(listed(case[wanted]), listed(got))


def listed(found: Any) -> list[Any]:
    return found if isinstance(found, list) else [found]


def unequal(key: str, expected: Mapping[str, Any], got: Any) -> Iterator[str]:
    actual = got.get(key) if isinstance(got, dict) else None
    if not same(expected[key], actual):
        yield f"{key}: expected {expected[key]!r}, got {actual!r}"


def same(expected: Any, actual: Any) -> bool:
    """Equal as JSON: true is not 1, and 1 is not 1.0."""
    if type(expected) is not type(actual):
        return False
    if isinstance(expected, dict):
        return expected.keys() == actual.keys() and all(same(v, actual[k]) for k, v in expected.items())
    if isinstance(expected, list):
        return len(expected) == len(actual) and all(map(same, expected, actual))
    return bool(expected == actual)


def unlike(expected: list[Any], got: list[Any]) -> Iterator[str]:
    """Diagnostics that are not the expected ones, one by one; message and help need only hold the words."""
    if len(expected) != len(got):
        yield f"expected {len(expected)} diagnostics, got {got!r}"
        return
    for wanted, found in zip(expected, got, strict=True):
        for key, value in wanted.items():
            actual = found.get(key) if isinstance(found, dict) else None
            fits = value in str(actual) if key in PARTS else value == actual
            if not fits:
                yield f"{key}: expected {value!r}, got {actual!r}"
