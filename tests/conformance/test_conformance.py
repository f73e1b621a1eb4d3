"""Every conformance case against the compiler, by the judge of `syncscript conformance`.

And against every other way to run a rule, each of which must tell the same: the walker, the quick form, and
the form that notes which lines ran. They share a test because they share what they compile.
"""

from __future__ import annotations

import copy
import pprint
import warnings

from syncscript.cli.judging import Case
from syncscript.language import Limits, Rule, compile_rule
from syncscript.language.conformance import answer_to, misses, question_of
from tests.conformance.cases import all_cases
from tests.conformance.measuring import told_of
from tests.on_each import on_each
from tests.oracle.telling import agree, compiled, walked
from tests.programs.forms import force, told

REFUSED_ONLY_COMPILED = "issue.status.replace('name', 'x')"
"""The walker copies all inputs, so there this can be done."""


@on_each(all_cases(), lambda case: case.place, parts=16)
def test_case(case: Case) -> None:
    answers_as_expected(case)
    if "format" in case.content:
        return
    measuring_changes_nothing(case)
    if case.content.get("kind") == "mapping" or "diagnostics" in case.content:
        return
    forms_agree(case)
    if case.content["script"] != REFUSED_ONLY_COMPILED:
        walker_agrees(case)


def answers_as_expected(case: Case) -> None:
    """Python has nothing to say about the code that it is given."""
    question = question_of(case.content)
    before = copy.deepcopy(question)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        answer = answer_to(question)
    assert list(misses(case.content, answer)) == []
    assert question == before, "inputs were changed"


def measuring_changes_nothing(case: Case) -> None:
    """A rule that notes which lines ran does what the rule does, to the step."""
    question = question_of(case.content)
    assert told_of(question, measured=True) == told_of(question, measured=False)


def forms_agree(case: Case) -> None:
    """The quick form tells what the careful one tells, or gives up."""
    rule, script = rule_of(case), case.content["script"]
    limits, given = Limits(**case.content.get("limits", {})), case.content.get("given") or {}
    answers = case.content.get("answers", {})
    ends = []
    for form in ("careful", "quick", "transfer"):
        force(rule, script, form)
        ends.append(told(rule, given, limits, answers))
    force(rule, script, "careful")
    assert ends[1] == ends[0]
    assert ends[2] == ends[0]


def walker_agrees(case: Case) -> None:
    content = case.content
    limits, given = Limits(**content.get("limits", {})), content.get("given") or {}
    kind, answers = content.get("kind", "incoming"), content.get("answers", {})
    ran = compiled(rule_of(case), copy.deepcopy(given), limits, answers)
    walk = walked(content["script"], kind, copy.deepcopy(given), limits, answers)
    assert agree(ran, walk), f"{pprint.pformat(ran)}\n{pprint.pformat(walk)}"


def rule_of(case: Case) -> Rule:
    """Compiled once, under the name that the judge gives it."""
    return compile_rule(case.content["script"], kind=case.content.get("kind", "incoming"), name="case.sync")
