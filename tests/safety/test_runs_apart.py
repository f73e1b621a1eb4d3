"""Two runs of one rule share nothing, also when they go on at once; hostile inputs and answers end them."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from syncscript.language import RuleFailure, compile_rule

KEEPING = {
    "a static field": "class A { static n = 0; static next() { ++n } }; A.next(); A.next()",
    "a static list": "class A { static seen = [] }; A.seen << issue.key; A.seen.size()",
    "a static closure": "class A { static f }; def was = A.f != null; A.f = { issue.key }; was",
    "an enum's field": "enum E { ONE; def n = 0 }; E.ONE.n = E.ONE.n + 1; E.ONE.n",
    "a default value": "def f(l = []) { l << 1; l.size() }; f(); f()",
    "a memoized closure": "def n = 0; def f = { n++ ; n }.memoize(); f(); f()",
    "a constant list": "def l = [1, 2]; l << 3; l.size()",
    "a written issue": "issue.labels << [label: 'x']; issue.labels.size()",
    "customKeys": "issue.customKeys.n = (issue.customKeys.n ?: 0) + 1; issue.customKeys.n",
}
INPUTS: dict[str, Any] = {"issue": {"key": "A-1", "labels": [{"label": "a"}]}, "replica": {}}


def told(script: str) -> Any:
    """Its value and the issue, or what it fails with."""
    try:
        outcome = compile_rule(script, kind="incoming", name="apart.sync").run(INPUTS)
    except RuleFailure as failure:
        return failure.diagnostic.code, failure.diagnostic.message
    return outcome.value, outcome.issue


@pytest.mark.parametrize("name", KEEPING)
def test_a_second_run_sees_nothing_of_the_first(name: str) -> None:
    first = told(KEEPING[name])
    assert [told(KEEPING[name]) for _ in range(5)] == [first] * 5
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(told, [KEEPING[name]] * 20)) == [first] * 20


def circle() -> dict[str, Any]:
    made: dict[str, Any] = {"key": "u"}
    made["self"] = made
    return made


def deep() -> Any:
    made: Any = 1
    for _ in range(5_000):
        made = [made]
    return made


HOSTILE = {
    "an object": object(),
    "a function": print,
    "a class": dict,
    "bytes": b"x",
    "a set": {1},
    "not a number": float("nan"),
    "infinity": float("inf"),
    "a complex number": 1j,
    "a key that is no text": {1: 2},
    "a circle": circle(),
    "nested deep": deep(),
    "an exception": ValueError("x"),
    "a generator": (n for n in range(3)),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_answer_or_input_ends_the_run(name: str) -> None:
    rule = compile_rule("issue.x = nodeHelper.getUser('u')", kind="incoming", name="apart.sync")
    with pytest.raises(RuleFailure):
        rule.run({}, answers=lambda question: HOSTILE[name])
    reading = compile_rule("issue.x = replica.x", kind="incoming", name="apart.sync")
    with pytest.raises(RuleFailure):
        reading.run({"replica": {"x": HOSTILE[name]}})


def test_a_million_questions_end_with_the_budget() -> None:
    rule = compile_rule("1000000.times { nodeHelper.getUser('u' + it) }", kind="incoming", name="apart.sync")
    asked: list[str] = []
    with pytest.raises(RuleFailure) as caught:
        rule.run({}, answers=lambda question: asked.append(question.key))
    assert caught.value.diagnostic.code == "R900"
    assert len(asked) < 50_000
