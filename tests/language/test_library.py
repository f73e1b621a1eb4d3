"""The library as a stranger meets it: what goes in, what comes out, and what is refused in words."""

from __future__ import annotations

import copy
import json
import pickle
import subprocess
import sys
from collections import UserDict
from decimal import Decimal
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import syncscript
from syncscript import Outcome, Question, RuleFailure
from tests.language.library_rules import ADA, KEY, REPLICA, RULE, deep, failure, rule


def test_an_outcome_is_plain_data_and_tells_where_from() -> None:
    outcome = rule().run({"replica": REPLICA, "answers": {KEY: ADA}})
    assert outcome.issue == {"summary": "B-1: x", "assignee": ADA}
    assert outcome.replica == REPLICA
    assert outcome.operations == ({"operation": "syncBack", "line": 4},)
    assert [(t.level, t.message, t.line) for t in outcome.trace] == [("info", "done", 3)]
    assert outcome.writes["assignee"].by.line == 2
    assert outcome.steps > 0
    json.dumps([outcome.issue, outcome.replica, outcome.operations], allow_nan=False)


@pytest.mark.parametrize(
    "answers", [{KEY: ADA}, MappingProxyType({KEY: ADA}), lambda question: ADA if question.key == KEY else 1]
)
def test_answers_are_a_mapping_or_a_function(answers: Any) -> None:
    assert rule().run({"replica": REPLICA}, answers=answers).issue["assignee"] == ADA


def test_the_answers_of_the_call_come_before_those_of_the_inputs() -> None:
    outcome = rule().run({"replica": REPLICA, "answers": {KEY: None}}, answers={KEY: ADA})
    assert outcome.issue["assignee"] == ADA


def test_a_question_that_nobody_answers_says_what_to_add() -> None:
    told = failure({"replica": REPLICA, "answers": {}}, RULE)
    assert (told.code, told.span and told.span.line) == ("R601", 2)
    assert json.dumps(KEY) in told.help


def test_a_rule_cannot_hide_that_a_question_was_not_answered() -> None:
    source = "try { nodeHelper.getUser('k') } catch (Exception e) { } finally { return 1 }"
    assert failure({}, source, answers={}).code == "R601"


def test_without_any_answers_every_question_finds_nothing() -> None:
    outcome = rule().run({"replica": REPLICA})
    assert outcome.issue["assignee"] is None
    assert outcome.trace[0].message == f"{KEY} found nothing: nobody was there to answer"


def test_inputs_may_be_any_mapping() -> None:
    for kind in (dict, UserDict, MappingProxyType):
        assert rule("issue.a = replica.a").run(kind({"replica": kind({"a": 1})})).issue == {"a": 1}


@pytest.mark.parametrize("value", [1.5, Decimal("1.50"), 10**30, -1, True, None, "\ud800\x00", "", deep(50)])
def test_odd_but_plain_values_pass(value: Any) -> None:
    source = "issue.a = replica.a; issue.b = replica.a == null"
    assert rule(source).run({"replica": {"a": value}}).issue["b"] is (value is None)


def test_a_key_that_no_rule_reads_is_told() -> None:
    outcome = rule("issue.a = 1").run({"isue": {}, "zzz": 1})
    assert [t.message for t in outcome.trace] == [
        "inputs.isue is read by no rule: did you mean issue?", "inputs.zzz is read by no rule",
    ]  # fmt: skip


def test_a_failure_carries_code_place_and_excerpt() -> None:
    told = failure({}, "def a = 1\nissue.a = issue.b.c")
    assert told.span is not None
    assert (told.code, told.span.line, told.span.column) == ("R101", 2, 11)
    assert told.excerpt == "issue.a = issue.b.c"

FIELDS = ["summary", "comments", "labels", "customFields", "customKeys", "attachments", "created", "workLogs"]

NUMBERS = st.integers() | st.floats(allow_nan=False, allow_infinity=False)

SINGLE = st.none() | st.booleans() | NUMBERS | st.text()

ODD = st.recursive(
    SINGLE | st.just("2026-01-31T10:00:00Z"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "a", "body"]), inner),
    max_leaves=8,
)

OBJECTS = st.dictionaries(st.sampled_from(FIELDS), ODD)

STATEMENTS = (
    "issue.comments = commentHelper.mergeComments(issue, replica)",
    "issue.comments += replica.addedComments",
    "issue.attachments = attachmentHelper.mergeAttachments(issue, replica)",
    "issue.labels = replica.labels.collect { it.label }",
    "issue.customFields.a.value = replica.customFields.a.value",
    "issue.customKeys.a = previous.customKeys.a",
    "issue.a = replica.created.time",
    "issue.a = replica.removedAttachments.size()",
    "issue.workLogs = workLogHelper.mergeWorkLogs(issue, replica)",
    "issue.summary = nodeHelper.getUser(replica.summary)?.displayName",
    "issue.a = replica.comments.sort { it.id }.join(',')",
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(STATEMENTS), min_size=1, max_size=3, unique=True),
    st.fixed_dictionaries({}, optional={"issue": OBJECTS, "replica": OBJECTS, "previous": OBJECTS}),
)
def test_whatever_the_data_a_run_ends_with_plain_data_or_its_failure(
    lines: list[str], inputs: dict[str, Any]
) -> None:
    before = json.dumps(inputs)
    try:
        outcome = rule("\n".join(lines)).run(inputs)
    except RuleFailure as failed:
        assert failed.diagnostic.code.startswith("R")
    else:
        told = [outcome.issue, outcome.replica, outcome.operations, outcome.value]
        json.dumps([*told, [w.value for w in outcome.writes.values()]], allow_nan=False)
        assert isinstance(outcome.trace, tuple)
    assert json.dumps(inputs) == before


def test_every_name_of_the_library_is_there_and_lazy() -> None:
    for name in syncscript.__all__:
        assert getattr(syncscript, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        syncscript.nothing  # noqa: B018
    code = "import sys, syncscript; print([m for m in sys.modules if m.startswith('syncscript.')])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "[]\n"


@pytest.mark.parametrize(
    ("imported", "unneeded"),
    [
        ("syncscript.language", ("interpreter", "syntax", "builtins", "mapping")),
        ("syncscript.language.syntax", ("interpreter", "builtins", "rule", "mapping")),
        ("syncscript.language.rule", ("mapping", "builtins.math_statics")),
    ],
)
def test_a_part_of_the_language_imports_no_other(imported: str, unneeded: tuple[str, ...]) -> None:
    code = f"import sys, {imported}; print(*sys.modules)"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {f"syncscript.language.{name}" for name in unneeded} & set(ended.stdout.split())


def test_the_types_are_those_that_are_told() -> None:
    outcome: Outcome = syncscript.compile("issue.a = 1", kind="incoming").run({})
    assert isinstance(outcome, Outcome) and isinstance(Question("a", "b").key, str)

TOLD = """\
keep = { it }
issue.summary = keep(replica.summary)
issue.labels << [label: 'x']
issue.assignee = nodeHelper.getUser('a')
issue.environment = replica.environment
store(issue)
log.info('done')
keep
"""


def test_the_same_inputs_give_equal_outcomes() -> None:
    inputs: dict[str, Any] = {"issue": {"labels": []}, "replica": {"summary": "a"}}
    made = rule(TOLD)
    outcomes = [made.run(inputs, answers=lambda question: ADA) for _ in range(40)]
    assert all(outcome == outcomes[0] for outcome in outcomes)
    assert outcomes[0] != made.run(inputs, answers=lambda question: None)
    assert outcomes[0] != "an outcome" and inputs["issue"] == {"labels": []}


@pytest.mark.parametrize("again", [lambda o: pickle.loads(pickle.dumps(o)), copy.copy, copy.deepcopy])
def test_an_outcome_can_be_handed_on(again: Any) -> None:
    outcome = rule(TOLD).run({"replica": {"summary": "a"}})
    assert again(outcome) == outcome and again(outcome).writes["labels"].by.line == 3
