"""What scripts send and read, as cases tell it; and the file that keeps what a stranger sends."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from syncscript.language.analysis.crossing import Crossing, contract_as_data, contract_from_data, recorded
from syncscript.language.analysis.traffic import read_by, sent_by
from syncscript.language.syntax import parse

CASES = yaml.safe_load((Path(__file__).parent / "crossing" / "crossings.yaml").read_text(encoding="utf-8"))


def as_list(crossing: Crossing) -> list[str]:
    return sorted(crossing.names) + ["..."] * crossing.open


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_crosses(case: dict[str, Any]) -> None:
    script = parse(case["script"], "case.sync").script
    if "sent" in case:
        assert as_list(sent_by(script)) == case["sent"]
    if "read" in case:
        assert as_list(read_by(script)) == case["read"]


@pytest.mark.parametrize(
    ("sent", "asked", "missing"),
    [
        ("summary", "description", True),
        ("summary", "summary", False),
        ("comments", "addedComments", False),
        ("type", "typeName", False),
        ("customFields", "customFields.Severity", False),
        ("customFields.Severity", "customFields.Risk", True),
        ("customFields.Severity", "customFields", False),
        ("customFields.Severity", "customFields.10010", False),
        ("customFields.10010", "customFields.10011", True),
        ("Severity", "customFields.Severity", False),
        ("customKeys.team", "customKeys.crew", True),
        ("customKeys.team", "customFields.team", True),
    ],
)
def test_what_surely_does_not_cross(sent: str, asked: str, missing: bool) -> None:
    assert Crossing(frozenset({sent})).misses(asked) is missing


def test_custom_keys_that_cross_name_by_name() -> None:
    """With somebody who sends a key whole, nobody knows what is in it."""
    sent = contract_from_data({"sends": ["customKeys.info.region", "customKeys.team"]})
    assert (sent.misses("customKeys.info"), sent.misses_inside("customKeys.info", "region")) == (False, False)
    assert sent.misses_inside("customKeys.info", "zone") and not sent.misses_inside("customKeys.team", "x")
    more = recorded([{"customKeys": {"info": {"zone": 1}}}, {"customKeys": {"team": {"x": 1}}}])
    assert (sent | more).inside == {("customKeys.info", "region"), ("customKeys.info", "zone")}
    assert not (sent | recorded([{"customKeys": {"info": "a text"}}])).inside


def test_what_is_open_misses_nothing() -> None:
    assert not Crossing(frozenset(), open=True).misses("summary")


def test_a_contract_comes_back_from_its_data() -> None:
    crossing = Crossing(frozenset({"summary", "customKeys.team"}), open=True)
    assert contract_from_data(contract_as_data(crossing)) == crossing
    assert contract_as_data(crossing)["sends"] == ["customKeys.team", "summary"]


def test_data_of_another_shape_is_no_contract() -> None:
    with pytest.raises(TypeError):
        contract_from_data({"sends": "summary"})


def test_a_contract_is_recorded_from_replicas() -> None:
    first = {"summary": "a", "customFields": {"Risk": {"value": 1}}}
    came = [first, {"customKeys": {"team": "x"}, "key": "A-1"}]
    assert recorded(came) == Crossing(frozenset({"summary", "customFields.Risk", "customKeys.team", "key"}))
