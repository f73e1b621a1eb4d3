"""What a Rule promises to the rest of the project, beyond what single constructs mean."""

from __future__ import annotations

import copy
from concurrent.futures import ThreadPoolExecutor

import pytest

import syncscript
from syncscript.language import Limits, MappingRules, RuleFailure, compile, compile_mapping, compile_rule
from syncscript.language.interpreter.quick.forms import WORTH_IT
from syncscript.model import DiagnosticError, Provenance, Question


def test_kind_comes_from_the_file_name() -> None:
    assert compile("1", name="rules/x.outgoing.sync").kind == "outgoing"  # type: ignore[union-attr]
    assert compile("1", name="x.incoming.groovy").kind == "incoming"  # type: ignore[union-attr]
    assert isinstance(compile("A.issue.x <-> B.issue.x", name="x.mapping.sync"), MappingRules)
    with pytest.raises(DiagnosticError, match="does not tell what kind"):
        compile("1", name="x.sync")


def test_all_mistakes_are_told_at_once_with_their_place() -> None:
    with pytest.raises(DiagnosticError) as caught:
        compile_rule("issue.a = x\nissue.b = nodeHelper.nothing()\nfoo()", kind="incoming", name="r.sync")
    places = [(d.code, str(d.span)) for d in caught.value.diagnostics]
    assert places == [("SEM101", "r.sync:1:11"), ("SEM102", "r.sync:2:11"), ("SEM103", "r.sync:3:1")]


def test_same_source_is_compiled_once_and_has_one_digest() -> None:
    one, other = (compile_rule("issue.a = 1", kind="incoming", name="a") for _ in range(2))
    assert one is other
    assert one.digest != compile_rule("issue.a = 2", kind="incoming", name="a").digest
    assert one.digest == compile_rule("issue.a = 1", kind="incoming", name="b").digest


def test_inputs_are_never_changed() -> None:
    rule = compile_rule(
        "issue.labels << [label: 'x']; replica.labels.clear()\n"
        "issue.customFields.A.value = 2; previous.a.b = 1",
        kind="incoming",
    )
    inputs = {
        "issue": {"labels": [{"label": "a"}], "customFields": {"A": {"name": "A", "value": 1}}},
        "replica": {"labels": [{"label": "b"}]},
        "previous": {"a": {}},
    }
    before = copy.deepcopy(inputs)
    outcome = rule.run(inputs)
    assert inputs == before
    assert set(outcome.writes) == {"labels", "customFields.A"}


TAKEN_OVER = (
    "replica.customFields.A = issue.customFields.A; replica.customFields.A.value = 5",
    "replica.customFields = issue.customFields; replica.customFields.A.value = 5",
    "replica.customFields = issue.customFields; replica.customFields.B = 5",
    "replica.\"custom${'Fields'}\" = issue.customFields; replica.customFields.B = 5",
    "replica.customKeys = issue.customKeys; replica.customKeys.b = 5",
)


@pytest.mark.parametrize("script", TAKEN_OVER)
def test_what_a_replica_took_from_the_issue_stays_the_issues(script: str) -> None:
    rule = compile_rule(script, kind="outgoing")
    inputs = {"issue": {"customFields": {"A": {"name": "A", "value": 1}}, "customKeys": {"b": 1}}}
    before = copy.deepcopy(inputs)
    for _ in range(WORTH_IT + 2):
        rule.run(inputs)
    assert inputs == before


def test_what_the_answerer_raises_passes_through() -> None:
    class Down(Exception):
        pass

    def answer(question: Question) -> object:
        raise Down(question.key)

    rule = compile_rule(
        "try { nodeHelper.getUser('k') } catch (Exception e) { } finally { return 1 }", kind="incoming"
    )
    with pytest.raises(Down, match=r"nodeHelper\.getUser"):
        rule.run({}, answers=answer)


def test_answers_are_recorded_so_that_a_run_can_be_replayed() -> None:
    rule = compile_rule("issue.assignee = nodeHelper.getUser('k')", kind="incoming")
    first = rule.run({}, answers=lambda question: {"key": question.arguments[0]})
    again = rule.run({}, answers={question.key: answer for question, answer in first.questions})
    assert again.writes == first.writes


def test_provenance_names_file_line_and_column() -> None:
    outcome = compile_rule("\n  issue.a = 1", kind="incoming", name="r.sync").run({})
    assert outcome.writes["a"].by == Provenance("r.sync", 2, 3)


def test_runs_are_deterministic_and_independent_across_threads() -> None:
    rule = compile_rule("def n = 0; for (x in replica.l) { n += x; issue.n = n }", kind="incoming")
    with ThreadPoolExecutor(4) as pool:
        outcomes = list(pool.map(lambda k: rule.run({"replica": {"l": list(range(k))}}), [50] * 20))
    assert {(o.writes["n"].value, o.steps) for o in outcomes} == {(1225, 50)}


def test_limits_are_the_callers() -> None:
    rule = compile_rule("for (x in 1..100) { issue.n = x }", kind="incoming")
    assert rule.run({}).writes["n"].value == 100
    with pytest.raises(RuleFailure) as caught:
        rule.run({}, Limits(steps=50))
    assert caught.value.diagnostic.code == "R900"
    assert caught.value.diagnostic.span is not None


def test_very_deep_rules_are_refused_in_words() -> None:
    with pytest.raises(DiagnosticError, match="nested too deep"):
        compile_rule("[" * 400 + "]" * 400, kind="incoming")
    with pytest.raises(DiagnosticError, match="nested too deep"):
        compile_rule(" + ".join(["replica.a"] * 3000), kind="incoming")


def test_a_long_chain_of_one_operator_is_no_depth() -> None:
    assert compile_rule(" + ".join(["'a'"] * 150), kind="incoming").run({}).value == "a" * 150


def test_a_mapping_has_both_rules_for_both_sides() -> None:
    mapping = compile_mapping("Blue.issue.summary <-> Green.issue.summary", sides=("Blue", "Green"))
    assert list(mapping.outgoing) == list(mapping.incoming) == ["Blue", "Green"]
    assert mapping.outgoing["Blue"].digest != mapping.outgoing["Green"].digest


def test_the_package_offers_the_language() -> None:
    assert syncscript.compile is compile
    assert syncscript.RuleFailure is RuleFailure


def test_loops_that_are_nested_too_deeply_are_a_finding() -> None:
    source = "".join(f"for (i{n} in [1]) {{ " for n in range(25)) + "issue.n = 1" + "}" * 25
    with pytest.raises(DiagnosticError) as caught:
        compile_rule(source, kind="incoming")
    assert [d.code for d in caught.value.diagnostics] == ["SEM105"]
