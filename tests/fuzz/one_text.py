"""What every fuzzer here does with one text: compile it as a rule, run what compiles, look at the outcome.

Anything but a diagnostic, a failure of the rule or an outcome that is JSON data is a find.
"""

from __future__ import annotations

import json

from syncscript.language import Limits, Rule, RuleFailure, compile_mapping, compile_rule
from syncscript.model import DiagnosticError

LIMITS = Limits(steps=2_000, allocation=1_000_000, output=200_000, text=200_000)
KINDS = ("incoming", "outgoing", "mapping")
GIVEN = {
    "issue": {"key": "A-1", "summary": "s", "labels": [{"label": "x"}], "customFields": {"F": {"value": 1}}},
    "replica": {"key": "B-1", "summary": "r", "comments": [{"id": "1", "body": "b", "author": None}]},
    "previous": {"summary": "p"},
    "firstSync": True,
}


def try_text(text: str, kind: str) -> str:
    """How it ended: refused, failed or done."""
    try:
        rules = rules_of(text, kind)
    except DiagnosticError as error:
        assert all(diagnostic.code and diagnostic.message for diagnostic in error.diagnostics)
        return "refused"
    return max([run(rule) for rule in rules], default="done")


def rules_of(text: str, kind: str) -> list[Rule]:
    if kind != "mapping":
        return [compile_rule(text, kind=kind, name="fuzz.sync")]
    made = compile_mapping(text, name="fuzz.sync", sides=("Blue", "Green"))
    return [*made.outgoing.values(), *made.incoming.values()]


def run(rule: Rule) -> str:
    try:
        outcome = rule.run(GIVEN, LIMITS)
    except RuleFailure as failure:
        assert failure.diagnostic.code and failure.diagnostic.message
        return "failed"
    json.dumps([outcome.issue, outcome.replica, outcome.operations, outcome.value])
    assert outcome.steps <= LIMITS.steps
    for name in ("writes", "absent", "trace", "questions"):
        getattr(outcome, name)
    return "done"
