"""Every finding, from cases/findings.yaml; and that each code has a case that finds it alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from syncscript.backbone import FIRST, SECOND, Conditions, Side, check_side, check_two
from syncscript.backbone.registry import checks
from tests.backbone.exports import entry

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "findings.yaml").read_text("utf-8"))


def side(name: str, changes: list[dict[str, Any]]) -> Side:
    keys = ("OAK", "ELM") if name == FIRST else ("ELM", "OAK")
    return Side(name, [told(each, *keys) for each in changes], f"/{name}")


def told(change: dict[str, Any], local: str, remote: str) -> Any:
    if "raw" in change:
        return change["raw"]
    if "raw_like_first" in change:
        return entry(1, "OAK", "ELM")
    changed = {key: value for key, value in change.items() if key != "number"}
    return entry(change.get("number", 1), local, remote, **changed)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_exactly_this_is_found(case: dict[str, Any]) -> None:
    conditions = Conditions(**case.get("conditions", {}))
    first = side(FIRST, case["first"])
    if "second" in case:
        found = check_two(first, side(SECOND, case["second"]), conditions)
    else:
        found = check_side(first, conditions)
    wanted = [
        (each["code"], each["level"], (FIRST, SECOND)[each["side"] - 1], each["pointer"])
        for each in case["found"]
    ]
    assert [(f.code, f.level.value, f.side, f.pointer.removeprefix(f"/{f.side}")) for f in found] == wanted
    for finding, each in zip(found, case["found"], strict=True):
        assert each.get("says", "") in finding.message


def test_every_check_has_a_case_that_finds_it_alone() -> None:
    alone = {case["found"][0]["code"] for case in CASES if len(case["found"]) == 1}
    assert alone == {check.code for check in checks()}


def test_findings_are_in_natural_order() -> None:
    numbers = (10, 9, 100)
    found = check_two(side(FIRST, [{"number": number} for number in numbers]), Side(SECOND, []))
    assert [finding.local for finding in found] == ["OAK-9", "OAK-10", "OAK-100"]
