"""What changed between two schemas."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from syncscript.language.analysis.schema import (
    Field,
    ProjectSchema,
    Schema,
    Workflow,
    schema_as_data,
    schema_from_data,
)
from syncscript.language.analysis.schema_changes import schema_changes

WAYS = {"Open": ("Done",), "Done": ("Open",)}
BASE = Schema(
    "Blue",
    "jira-cloud",
    {"Severity": Field("Severity", "option", options=("S1", "S2"), custom="customfield_1")},
    {"B": ProjectSchema("B", "Blue", {"Bug": Workflow(("Done", "Open"), WAYS)}, ("Engine",))},
    ("High", "Low"),
)


def bug(**changes: Any) -> Schema:
    flow = replace(BASE.projects["B"].types["Bug"], **changes)
    return replace(BASE, projects={"B": replace(BASE.projects["B"], types={"Bug": flow})})


def severity(**changes: Any) -> Schema:
    return replace(BASE, fields={"Severity": replace(BASE.fields["Severity"], **changes)})


@pytest.mark.parametrize(
    ("now", "told"),
    [
        (BASE, []),
        (severity(options=("S2", "S1")), []),
        (severity(options=("S1", "S3")), ["- S2", "+ S3"]),
        (severity(options=None), []),
        (severity(kind="text", options=None), ["~ kind"]),
        (replace(BASE, fields={}), ["- fields"]),
        (replace(BASE, users=("a@example.com",)), []),
        (replace(BASE, priorities=("High", "Low", "None")), ["+ None"]),
        (bug(transitions=None), []),
        (bug(transitions={"Open": ("Done",)}), []),
        (bug(transitions={"Open": ("Done", "Open"), "Done": ("Open",)}), ["+ Open"]),
        (bug(statuses=("Doing", "Done", "Open")), ["+ Doing"]),
    ],
)
def test_what_is_told(now: Schema, told: list[str]) -> None:
    assert [f"{change.sign} {change.path[-1]}" for change in schema_changes(BASE, now)] == told


def test_a_schema_comes_back_from_its_data() -> None:
    twice = Field("labels", "text", custom="customfield_2")
    whole = replace(BASE, fields={**BASE.fields, "customfield_2": twice}, users=("a@example.com",))
    assert schema_from_data(schema_as_data(whole)) == whole
    assert whole.custom_field("labels") == whole.custom_field("2") == whole.custom_field("LABELS") == twice
