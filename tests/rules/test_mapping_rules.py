"""The mapping example says in one file what would take four scripts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from syncscript.language import MappingRules, compile_mapping

FILE = Path(__file__).parents[2] / "rules" / "mapping" / "two-jiras.mapping.sync"

ISSUE: dict[str, Any] = {
    "key": "GREEN-7",
    "summary": "Badge reader is offline",
    "description": "Since this morning.",
    "labels": [{"label": "badge"}],
    "comments": [],
    "environment": "lobby",
    "priority": {"id": "1", "name": "P2"},
    "assignee": {"key": "g-1"},
}


@pytest.fixture(scope="module")
def rules() -> MappingRules:
    return compile_mapping(FILE.read_text(encoding="utf-8"), name=FILE.name, sides=("BlueJira", "GreenJira"))


def written(rules: MappingRules, source: str, target: str, issue: dict[str, Any]) -> dict[str, Any]:
    replica = dict(rules.outgoing[source].run({"issue": issue}).replica)
    inputs = {"replica": replica, "issue": {}, "firstSync": True}
    outcome = rules.incoming[target].run(inputs, answers=lambda question: None)
    return {name: value.value for name, value in outcome.writes.items()}


def test_only_the_fields_it_names_cross(rules: MappingRules) -> None:
    replica = rules.outgoing["GreenJira"].run({"issue": ISSUE}).replica
    assert "assignee" not in replica and "environment" not in replica
    assert replica["summary"] == ISSUE["summary"]


def test_into_blue(rules: MappingRules) -> None:
    writes = written(rules, "GreenJira", "BlueJira", ISSUE)
    assert writes["summary"] == ISSUE["summary"]
    assert writes["labels"] == ISSUE["labels"]
    assert writes["environment"] == "from Jira synchronization"


def test_into_green(rules: MappingRules) -> None:
    writes = written(rules, "BlueJira", "GreenJira", ISSUE)
    assert writes["summary"] == ISSUE["summary"]
    assert not {"labels", "environment"} & set(writes)


@pytest.mark.parametrize(
    ("source", "target", "theirs", "ours"),
    [
        ("GreenJira", "BlueJira", "P2", "High"),
        ("BlueJira", "GreenJira", "High", "P2"),
        ("BlueJira", "GreenJira", "Lowest", "P4"),
    ],
)
def test_the_value_table(rules: MappingRules, source: str, target: str, theirs: str, ours: str) -> None:
    writes = written(rules, source, target, {**ISSUE, "priority": {"id": "1", "name": theirs}})
    assert writes["priority"] in (ours, {"name": ours})


def test_a_value_without_a_row_is_skipped(rules: MappingRules) -> None:
    writes = written(rules, "GreenJira", "BlueJira", {**ISSUE, "priority": {"id": "1", "name": "P4"}})
    assert "priority" not in writes
