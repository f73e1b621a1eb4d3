"""Compiled rules from the cache do what they did, and a cache that is not ours alone is not read."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path

import pytest

from syncscript.language import RuleFailure, compile_rule
from syncscript.language.rule import COMPILED

SOURCE = """\
def rate = 0.1
issue.price = replica.price * rate
issue.customFields."A".value = replica.labels.collect { it.label }
if (replica.bad) { issue.x = replica.bad.nothing.more }
"""
INPUTS = {"replica": {"price": 3, "labels": [{"label": "a"}]}}


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "syncscript"


def told(source: str = SOURCE) -> tuple[object, ...]:
    COMPILED.clear()
    rule = compile_rule(source, kind="incoming", name="kept.sync", keep=True)
    outcome = rule.run(INPUTS)
    writes = {name: (w.value, w.by.line) for name, w in outcome.writes.items()}
    return writes, outcome.steps, rule.program.script is None


def test_the_second_start_takes_the_rule_from_the_cache(home: Path) -> None:
    writes, steps, _ = told()
    assert told() == (writes, steps, True)
    assert writes == {"price": (0.3, 2), "customFields.A": (["a"], 3)}


def test_failures_of_a_kept_rule_name_their_place(home: Path) -> None:
    told()
    COMPILED.clear()
    rule = compile_rule(SOURCE, kind="incoming", name="kept.sync", keep=True)
    with pytest.raises(RuleFailure) as caught:
        rule.run({"replica": {**INPUTS["replica"], "bad": {"a": 1}}})
    assert caught.value.diagnostic.span is not None and caught.value.diagnostic.span.line == 4


def test_a_kept_rule_still_gets_its_quick_form(home: Path) -> None:
    told()
    COMPILED.clear()
    rule = compile_rule(SOURCE, kind="incoming", name="kept.sync", keep=True)
    outcomes = [rule.run(INPUTS).issue for _ in range(30)]
    assert rule.forms.quick is not None and all(outcome == outcomes[0] for outcome in outcomes)


@pytest.mark.parametrize("harm", ["torn", "writable by others", "another's text"])
def test_a_cache_that_cannot_be_trusted_is_not_read(home: Path, harm: str) -> None:
    writes, steps, _ = told()
    for file in home.glob("rule-*.bin"):
        if harm == "torn":
            file.write_bytes(file.read_bytes()[:-10])
        elif harm == "writable by others":
            file.chmod(0o666)
        else:
            file.write_bytes(b"x" * 200)
    assert told() == (writes, steps, False)


def test_warnings_are_told_each_time(home: Path) -> None:
    source = "replica.nobody = 1\nissue.a = 2"
    for _ in range(2):
        COMPILED.clear()
        assert compile_rule(source, kind="incoming", name="kept.sync", keep=True).warnings


def test_a_kept_rule_changes_no_input() -> None:
    source = "issue.labels << [label: 'x']\nissue.comments.each { it.body = 'z' }\nissue.a.b.c = 1"
    inputs = {"issue": {"labels": [], "comments": [{"id": "1", "body": "y"}], "a": {"b": {}}}}
    untouched = deepcopy(inputs)
    for _ in range(2):
        COMPILED.clear()
        outcome = compile_rule(source, kind="incoming", name="kept.sync", keep=True).run(inputs)
        assert inputs == untouched
        assert sorted(outcome.writes) == ["a", "comments", "labels"]


def test_no_more_rules_stay_in_memory_than_a_process_can_bear(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("syncscript.language.rule.MOST_COMPILED", 10)
    COMPILED.clear()
    first = compile_rule("issue.a = 0", kind="incoming")
    for number in range(1, 25):
        compile_rule(f"issue.a = {number}", kind="incoming")
        assert compile_rule("issue.a = 0", kind="incoming") is first
        assert len(COMPILED) == min(number + 1, 10)
