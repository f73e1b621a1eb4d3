"""The compiler against the tree walker, on every conformance case that both can run.

Cases about budgets are left out: the tree walker spends other amounts.
"""

from __future__ import annotations

import copy

import pytest

from syncscript.cli.judging import Case
from syncscript.language import Limits, Outcome, RuleFailure, compile
from syncscript.language.interpreter.faults import Fault, OverBudget
from tests.conformance.cases import all_cases
from tests.language.oracle import Oracle

CASES = [
    c
    for c in all_cases()
    if not c.place.startswith("safety/")
    and c.content.get("kind") != "mapping"
    and "diagnostics" not in c.content
]


def told(outcome: Outcome) -> object:
    writes = {name: (w.value, w.by.line) for name, w in outcome.writes.items()}
    return (
        outcome.value,
        writes,
        sorted(outcome.absent),
        [dict(o) for o in outcome.operations],
        [q.key for q, _ in outcome.questions],
        [t.message for t in outcome.trace],
        outcome.returned,
    )


@pytest.mark.parametrize("case", CASES, ids=[case.place for case in CASES])
def test_compiler_agrees_with_the_oracle(case: Case) -> None:
    script, kind = case.content["script"], case.content.get("kind", "incoming")
    given, answers = case.content.get("given") or {}, case.content.get("answers", {})
    limits = Limits(**case.content.get("limits", {}))
    try:
        walked: object = told(Oracle(script, kind, copy.deepcopy(given), limits, answers).outcome())
    except (Fault, OverBudget) as error:
        walked = error.code
    except RecursionError:
        walked = "R900"
    try:
        ran: object = told(compile(script, kind=kind).run(given, limits, answers))  # type: ignore[union-attr]
    except RuleFailure as failure:
        ran = failure.diagnostic.code
    assert ran == walked
