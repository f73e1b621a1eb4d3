"""What the library refuses, in words: unfit inputs, answers and limits, and what is no rule."""

from __future__ import annotations

from collections import UserDict
from decimal import Decimal
from enum import StrEnum
from typing import Any

import pytest

import syncscript
from syncscript import DiagnosticError, Limits, RuleFailure
from tests.language.library_rules import ADA, KEY, deep, failure, rule


class Colour(StrEnum):
    RED = "red"


def circle() -> dict[str, Any]:
    made: dict[str, Any] = {}
    made["a"] = [made]
    return made


def tangle() -> dict[str, Any]:
    made: dict[str, Any] = {}
    made.update(a=[made, made], b=[made, made])
    return made


@pytest.mark.parametrize(
    ("inputs", "words"),
    [
        (None, "The inputs are a NoneType, not a map"),
        ([], "The inputs are a list, not a map"),
        ("{}", "The inputs are a str, not a map"),
        (b"{}", "The inputs are a bytes, not a map"),
        ({"issue": 5}, "inputs.issue is an int, not a map"),
        ({"issue": [["a", 1]]}, "inputs.issue is a list, not a map"),
        ({"replica": "x"}, "inputs.replica is a str, not a map"),
        ({"previous": True}, "inputs.previous is a bool, not a map"),
        ({"answers": []}, "inputs.answers is a list, not a map"),
        ({"traces": 5}, "inputs.traces is an int, not a list"),
        ({"firstSync": "yes"}, "inputs.firstSync is a str, not true or false"),
        ({"replica": {"a": float("nan")}}, "inputs.replica.a is nan, which is no number"),
        ({"replica": {"a": [1, {"b": float("-inf")}]}}, "inputs.replica.a[1].b is -inf"),
        ({"replica": {"a": Decimal("sNaN")}}, "inputs.replica.a is sNaN"),
        ({"replica": {"a": b"x"}}, "inputs.replica.a is a bytes"),
        ({"replica": {"a": (1, 2)}}, "inputs.replica.a is a tuple"),
        ({"replica": {"a": {1}}}, "inputs.replica.a is a set"),
        ({"replica": {"a": object()}}, "inputs.replica.a is an object"),
        ({"replica": {"a": 1j}}, "inputs.replica.a is a complex"),
        ({"replica": {"a": Colour.RED}}, "inputs.replica.a is a Colour"),
        ({"replica": {"a": len}}, "inputs.replica.a is a builtin_function_or_method"),
        ({"replica": {"a": UserDict()}}, "inputs.replica.a is an UserDict"),
        ({"replica": {1: 2}}, "inputs.replica has a key that is no text but an int"),
        ({"replica": {"a": {None: 2}}}, "inputs.replica.a has a key that is no text but a NoneType"),
        ({"replica": circle()}, "contain itself"),
        ({"replica": {"a": deep(500)}}, "nested more than 64 levels deep"),
        ({"replica": {"a": deep(100_000)}}, "nested more than 64 levels deep"),
        ({"replica": {"a": [[0] * 1500] * 1500}}, "holds more than 2000000 values"),
        ({"replica": tangle()}, "or contains itself"),
        ({7: 1}, "inputs has a key that is no text but an int"),
    ],
)
def test_unfit_inputs_are_refused_in_words(inputs: Any, words: str) -> None:
    told = failure(inputs)
    assert told.code == "R600" and words in told.message and told.help


@pytest.mark.parametrize(
    ("answer", "words"),
    [(b"x", "is a bytes"), ({"a": 1e999}, "a is inf"), (circle(), "contain itself"), (..., "ellipsis")],
)
def test_an_answer_must_be_plain_data(answer: Any, words: str) -> None:
    told = failure({}, "issue.a = nodeHelper.getUser('k')", answers=lambda question: answer)
    assert told.code == "R602" and words in told.message and told.span


@pytest.mark.parametrize(("name", "value"), [("limits", {"steps": 1}), ("answers", 5), ("answers", [KEY])])
def test_limits_and_answers_of_another_type_are_refused(name: str, value: Any) -> None:
    assert failure({}, **{name: value}).message.startswith(f"{name} is a")


@pytest.mark.parametrize("value", [-1, 1.5, "5", None, True])
def test_a_limit_is_a_whole_number(value: Any) -> None:
    with pytest.raises(ValueError, match="the limit steps"):
        Limits(steps=value)


def test_what_is_no_rule_is_refused() -> None:
    with pytest.raises(TypeError, match="text, not bytes"):
        syncscript.compile(b"issue.a = 1", kind="incoming")  # type: ignore[call-overload]
    with pytest.raises(DiagnosticError, match="sideways is no kind of rule"):
        syncscript.compile("issue.a = 1", kind="sideways")
    with pytest.raises(DiagnosticError, match="does not tell what kind"):
        syncscript.compile("issue.a = 1")


@pytest.mark.parametrize("answers", [{3: "x"}, {3: "x", KEY: ADA}])
def test_answers_under_what_is_no_text_answer_nothing(answers: Any) -> None:
    with pytest.raises(RuleFailure, match="R601"):
        rule("issue.assignee = nodeHelper.getUser('a')").run({}, answers=answers)


def test_an_answer_of_a_mapping_must_be_plain_data() -> None:
    with pytest.raises(RuleFailure, match=r"R602.*is a set, which is no plain data"):
        rule("issue.assignee = nodeHelper.getUser('a')").run({}, answers={"nodeHelper.getUser('a')": {1}})
