"""What lint would know from a file that is no use is said to be unknown."""

from __future__ import annotations

import json

from tests.lint.desk import GOOD, LintDesk


def told(desk: LintDesk) -> list[str]:
    return [each["message"] for each in desk.found() if each["name"] == "unreadable-knowledge"]


def test_a_schema_that_is_none_is_an_error(desk: LintDesk) -> None:
    desk.project()
    desk.write("rules/blue.incoming.sync", GOOD)
    for broken in ('{"fields": 3', "[]", '{"fields": {"a": 3}}'):
        desk.write("schemas/Blue.json", broken)
        assert told(desk) == ["schemas/Blue.json holds no schema: nothing is known of the fields of Blue."]
    desk.write("schemas/Blue.json", json.dumps({"instance": "Blue"}))
    assert told(desk) == []


def test_a_contract_that_is_missing_or_none_is_an_error(desk: LintDesk) -> None:
    desk.project('[lint.contracts]\nGreen = "contracts/green.json"\n')
    desk.write("rules/blue.incoming.sync", GOOD)
    missing = "contracts/green.json is not there: nothing is known of what crosses."
    assert told(desk) == [missing]
    desk.write("contracts/green.json", '{"sends": 3}')
    unfit = "contracts/green.json holds no contract: nothing is known of what crosses."
    assert told(desk) == [unfit]
    desk.write("contracts/green.json", json.dumps({"sends": ["summary"]}))
    assert told(desk) == []
