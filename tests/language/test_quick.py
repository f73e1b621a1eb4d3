"""The quick form of a rule tells what the careful one tells, or gives up; conformance cases try it, too."""

from __future__ import annotations

import pytest

from syncscript.cli.judging import Case
from syncscript.language import Limits, Rule, compile_rule
from syncscript.language.interpreter.quick.forms import WORTH_IT
from syncscript.language.interpreter.values import NAMES, Box
from tests.programs.forms import force, told

USED_OF_VALUES = ("get", "lower", "upper", "strip", "replace", "__len__")
"""What quick code uses of values without looking at their type."""


def rule_of(script: str, kind: str) -> Rule:
    return compile_rule(script, kind=kind, name="case.sync")


def tells(rule: Rule, case: Case, form: str) -> object:
    """All that a run in this form tells."""
    force(rule, case.content["script"], form)
    limits = Limits(**case.content.get("limits", {}))
    return told(rule, case.content.get("given") or {}, limits, case.content.get("answers", {}))


FIELDS = {
    "issue": {"key": "A-1", "summary": "s", "due": "2026-01-31", "status": {"name": "Open"}, "labels": []},
    "firstSync": True,
}
HANDED_ON = [
    ("replica.key = issue.key; replica.status = issue.status; replica.x = issue.nothing", FIELDS),
    ("replica.a = issue.status.name; replica.b = issue.priority?.name ?: 'none'; replica.a = 5", FIELDS),
    ("replica.due = issue.due; replica.labels = issue.labels", FIELDS),
    ("replica.labels = issue.labels; replica.comments = issue.comments", FIELDS),
    ("replica.a = issue.summary.name", FIELDS),
    ("replica.a = issue.status", {}),
    ("replica.a = entity.status\nreplica.b = null", FIELDS),
]


@pytest.mark.parametrize(("script", "given"), HANDED_ON)
def test_a_rule_that_hands_on_fields_tells_the_same_without_a_run(script: str, given: object) -> None:
    case = Case("transfer", {"script": script, "given": given})
    rule = rule_of(script, "outgoing")
    told_without = tells(rule, case, "transfer")
    assert rule.forms.quick is not None and rule.forms.quick.transfer is not None
    assert told_without == tells(rule, case, "quick") == tells(rule, case, "careful")


def test_a_rule_that_is_nested_too_deeply_for_the_quick_form_stays_careful() -> None:
    script = "def n = 0\n" + "[1].each {" * 30 + " n += 1 " + "}" * 30 + "\nissue.n = n"
    rule = rule_of(script, "incoming")
    outcomes = [rule.run({}).issue for _ in range(WORTH_IT + 5)]
    assert rule.forms.quick is None and outcomes == [{"n": 1}] * (WORTH_IT + 5)


def test_answers_are_not_asked_for_again_when_the_quick_form_gives_up() -> None:
    script = "def u = nodeHelper.getUserByEmail('a@b')\nissue.a = u\nissue.b = replica.odd.name"
    rule, asked = rule_of(script, "incoming"), []

    def answer(question: object) -> object:
        asked.append(question)
        return {"key": "u1"}

    for number in range(WORTH_IT + 3):
        usual = {"odd": {"name": "x"}}
        odd = {"odd": [{"name": "x"}]} if number == WORTH_IT else usual
        outcome = rule.run({"replica": odd}, None, answer)
        assert outcome.issue["b"] == (["x"] if number == WORTH_IT else "x")
    assert rule.forms.misses == 1 and len(asked) == WORTH_IT + 3


def test_no_other_value_answers_what_quick_code_asks() -> None:
    """Only maps are looked up in, only texts are made small."""
    def all_boxes(kind: type) -> list[type]:
        return [kind, *[found for below in kind.__subclasses__() for found in all_boxes(below)]]

    owners = {"get": {dict}, "__len__": {dict, list, str}}
    for kind in [*NAMES, *all_boxes(Box)]:
        for name in USED_OF_VALUES:
            expected = any(issubclass(kind, owner) for owner in owners.get(name, {str}))
            assert hasattr(kind, name) is expected or kind in (int, float), (kind, name)
