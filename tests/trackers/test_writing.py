"""Creates and updates: one write each, with its marker and with its documents."""

from __future__ import annotations

from typing import Any

import pytest

from syncscript.model import Document, Draft, FieldWrite, Settled, Sources, UpdateFields
from tests.trackers.fake_jira import Reply, raw_issue
from tests.trackers.writing import DOCUMENT, HERE, MARKER, NOTHING, REF, apply, ready, settled


@pytest.mark.parametrize("deployment", ["cloud", "dc"])
def test_a_create_is_one_write_with_its_marker(deployment: str) -> None:
    jira = ready(deployment)
    fields = settled(
        jira,
        summary="Title",
        description="text",
        labels=["a", "b"],
        priority="high",
        components="importer",
        assignee="tester1@example.invalid",
        due="2026-01-31",
        cf_Story__Points=5,
        cf_Severity="Major",
        cf_Platforms=["Linux"],
    )
    before = len(jira.sent)
    receipt = jira.tracker.create(Draft("BLUE", "Task", fields, parent="10009"), MARKER, NOTHING)
    assert receipt.ref == REF
    [sent] = jira.sent[before:]
    cloud = deployment == "cloud"
    text = {
        "type": "doc",
        "version": 1,
        "content": [{"type": "paragraph", "content": [{"type": "text", "text": "text"}]}],
    }
    assert sent.body == {
        "fields": {
            "project": {"key": "BLUE"},
            "issuetype": {"name": "Task"},
            "parent": {"id": "10009"},
            "summary": "Title",
            "description": text if cloud else "text",
            "labels": ["a", "b"],
            "priority": {"name": "High"},
            "components": [{"name": "Importer"}],
            "duedate": "2026-01-31",
            "assignee": {"accountId": "account-1"} if cloud else {"name": "user1"},
            "customfield_10012": 5,
            "customfield_10015": {"value": "Major"},
            "customfield_10016": [{"value": "Linux"}],
        },
        "properties": [{"key": "syncscript", "value": {"marker": MARKER}}],
    }


def test_a_marker_label_can_be_asked_for_and_is_not_shown() -> None:
    jira = ready(marker_label=True)
    jira.tracker.create(Draft("BLUE", "Task", settled(jira, labels="a")), MARKER, NOTHING)
    labels = jira.sent[-1].body["fields"]["labels"]
    assert labels == ["a", "syncscript-0123456789ab"]
    jira.on("POST /issue/bulkfetch", {"issues": [raw_issue(1, labels=labels)], "issueErrors": []})
    assert jira.tracker.fetch(["10001"]).issues["10001"].fields["labels"] == frozenset({"a"})


def test_an_untouched_text_keeps_its_document() -> None:
    jira = ready()
    fields = {"description": Settled("panel text", "panel text", HERE)}
    sources = Sources((Document("description", "panel text", "adf", DOCUMENT),))
    jira.tracker.create(Draft("BLUE", "Task", fields), MARKER, sources)
    assert jira.sent[-1].body["fields"]["description"] == DOCUMENT


def write(new: Any, shown: Any, add: set[str] = frozenset(), remove: set[str] = frozenset()) -> FieldWrite:  # type: ignore[assignment]
    return FieldWrite(None, Settled(new, shown, HERE), frozenset(add), frozenset(remove))


def test_an_update_is_one_put_and_tells_the_version() -> None:
    jira = ready().on("PUT /issue/10001", {"fields": {"updated": "2026-03-01T13:00:00.123+0100"}})
    receipt = apply(
        jira,
        UpdateFields(
            {
                "summary": write("New", "New"),
                "due": write(None, None),
                "labels": write(frozenset("abc"), [{"label": x} for x in "abc"], {"b", "a"}, {"z"}),
                "components": write(frozenset({"Importer"}), [{"name": "Importer"}], {"Importer"}),
                "customFields.Platforms": write(frozenset({"Linux"}), [{"value": "Linux"}], {"Linux"}),
                "parentId": write(None, None),
            }
        ),
    )
    assert receipt.version == "2026-03-01T12:00:00.123+00:00"
    sent = jira.sent[-1]
    assert sent.params == {"returnIssue": "true"}
    assert sent.body == {
        "fields": {"summary": "New", "duedate": None},
        "update": {
            "labels": [{"add": "a"}, {"add": "b"}, {"remove": "z"}],
            "components": [{"add": {"name": "Importer"}}],
            "customfield_10016": [{"add": {"value": "Linux"}}],
            "parent": [{"set": {"none": True}}],
        },
    }
    assert jira.tracker.calls.writes == 1


def test_on_data_center_an_update_tells_no_version() -> None:
    jira = ready("dc").on("PUT /issue/10001", Reply(None, 204))
    assert apply(jira, UpdateFields({"summary": write("New", "New")})).version is None
    assert jira.sent[-1].params == {}
    assert len(jira.sent) == 1
