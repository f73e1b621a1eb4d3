"""The budget of output counts what a rule makes, in whichever form it runs; what it passes on is free."""

from __future__ import annotations

import pytest

from syncscript.language import Limits, RuleFailure, compile_rule
from syncscript.language.interpreter.quick.forms import WORTH_IT

SMALL = Limits(output=1000)


def written(script: str, runs: int) -> list[str]:
    """What each of so many runs wrote, or the code of its failure."""
    rule, told = compile_rule(script, kind="incoming", name="budget.sync"), []
    rule.forms.runs, rule.forms.quick = WORTH_IT - runs // 2, None
    inputs = {"replica": {"text": "x" * 900, "list": [{"a": "y" * 900}] * 3}, "issue": {}}
    for _ in range(runs):
        try:
            told.append(",".join(rule.run(inputs, SMALL).writes))
        except RuleFailure as failure:
            told.append(failure.diagnostic.code)
    return told


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("issue.a = replica.text; issue.b = replica.text", "a,b"),
        ("issue.a = replica.list.collect { [b: it.a] }", "a"),
        ("issue.a = replica.text.toLowerCase(); issue.b = replica.text.toLowerCase()", "R900"),
        ("issue.a = \"${replica.text}!\"; issue.b = \"${replica.text}?\"", "R900"),
        ("def l = [1]; 40.times { l = [l, l] }; issue.a = l", "R900"),
        ("def t = \"${replica.text}!\"; issue.a = replica.list.collect { [b: t] }", "R900"),
    ],
)  # fmt: skip
def test_both_forms_agree(script: str, expected: str) -> None:
    assert written(script, 4) == [expected] * 4
