"""How deep the caller stands on its stack makes no difference to what a rule does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from syncscript.language import RuleFailure, compile_rule
from syncscript.language.rule import COMPILED
from syncscript.model import DiagnosticError

SCRIPTS = {
    "calls": "def f(n) { try { return n == 0 ? 0 : f(n - 1) } finally { } }; f(95)",
    "objects": "class A { def x; A(n) { x = n == 0 ? 0 : new A(n - 1) } }; new A(60).x != null",
    "asked": "class A { def propertyMissing(String n) { n.size() > 90 ? 1 : this.\"${n}x\" } }; new A().a",
    "compared": "def l = []; def k = []; 95.times { l = [l]; k = [k] }; l == k",
    "written": "def l = []; 40.times { l = [l] }; issue.x = l; \"$l\"",
    "composed": "def f = { it }; 95.times { f = f >> { it } }; f(1)",
    "endless": "def f; f = { [1].each { f() } }; f()",
    "read": "'a' ==~ ('(?=' * 45 + 'a' + ')' * 45 + 'a')",
    "nested": "issue.x = " + "(" * 60 + "1" + ")" * 60,
    "nested too deeply": "issue.x = " + "(" * 600 + "1" + ")" * 600,
    "questions": "def f; f = { n -> nodeHelper.getUser('u' + n); n ? [n].each { f(n - 1) } : 0 }; f(45); 1",
}


def told(script: str) -> tuple[Any, ...]:
    COMPILED.clear()
    try:
        rule = compile_rule(script, kind="incoming", name="deep.sync")
        outcome = rule.run({}, answers=lambda question: None)
        return outcome.value, outcome.steps, len(outcome.questions)
    except RuleFailure as failure:
        return failure.diagnostic.code, failure.diagnostic.message
    except DiagnosticError as error:
        return tuple(d.code for d in error.diagnostics)


def under(frames: int, work: Callable[[], Any]) -> Any:
    return under(frames - 1, work) if frames else work()


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_deep_caller_gets_what_a_shallow_one_gets(name: str) -> None:
    usual = told(SCRIPTS[name])
    assert [under(frames, lambda: told(SCRIPTS[name])) for frames in (300, 600, 800)] == [usual] * 3


def test_questions_are_asked_once_although_the_run_is_made_again() -> None:
    asked: list[str] = []
    rule = compile_rule(SCRIPTS["questions"], kind="incoming", name="deep.sync")
    under(700, lambda: rule.run({}, answers=lambda question: asked.append(question.key)))
    assert len(asked) == len(set(asked)) == 46
