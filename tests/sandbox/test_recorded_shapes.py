"""What Cloud shows has the shape of answers recorded from Jira Cloud."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.sandbox.conversation import Talk

RECORDED = Path(__file__).parents[3] / "shared" / "data" / "jira-cloud"

pytestmark = pytest.mark.skipif(not RECORDED.is_dir(), reason="the recorded answers are not at hand")


def _recorded(name: str) -> Any:
    return json.loads((RECORDED / f"{name}.json").read_text(encoding="utf-8"))


def _first(fields: list[dict[str, Any]], name: str) -> Any:
    return next(f[name] for f in fields if f.get(name))


def test_parts_of_an_issue_have_the_recorded_keys(cloud: Talk) -> None:
    parent = cloud.create("parent")
    key = cloud.create(
        parent={"key": parent}, description=cloud.body("d"),
        customfield_10017={"value": "Europe", "child": {"value": "North"}})
    cloud.call("POST", f"issue/{key}/comment", {"body": cloud.body("words")}, 201)
    cloud.call("POST", f"issue/{key}/transitions", {"transition": {"id": "41"}}, 204)
    upload = {"file": ("a.png", b"abc", "image/png")}
    cloud.call("POST", f"issue/{key}/attachments", files=upload, headers={"X-Atlassian-Token": "no-check"})
    ours = cloud.get(f"issue/{key}")
    real = _recorded("search-issues")["issues"]
    assert set(ours) <= set(real[0])
    fields = [issue["fields"] for issue in real]
    for name in (
        "issuetype",
        "project",
        "priority",
        "status",
        "resolution",
        "reporter",
        "watches",
        "votes",
        "parent",
    ):
        assert set(ours["fields"][name]) == set(_first(fields, name)), name
    assert set(ours["fields"]["customfield_10017"]) == set(_first(fields, "customfield_10045"))
    comment = next(f["comment"]["comments"][0] for f in fields if f["comment"]["comments"])
    assert set(ours["fields"]["comment"]["comments"][0]) == set(comment)
    assert set(ours["fields"]["attachment"][0]) == set(_first(fields, "attachment")[0])


@pytest.mark.parametrize(("path", "name"), [("field", "get-fields"), ("priority", "get_priorities")])
def test_lists_have_the_recorded_keys(cloud: Talk, path: str, name: str) -> None:
    real = {key for entry in _recorded(name) for key in entry}
    assert all(set(entry) <= real for entry in cloud.get(path))


def test_the_fields_both_have_are_described_alike(cloud: Talk) -> None:
    real = {field["id"]: field for field in _recorded("get-fields") if not field["custom"]}
    ours = {field["id"]: field for field in cloud.get("field") if not field["custom"]}
    assert set(ours) <= set(real)
    for field_id, field in ours.items():
        assert (field["name"], field.get("schema")) == (
            real[field_id]["name"],
            real[field_id].get("schema"),
        ) or (field_id == "parent")
