"""What lint says of the queries of triggers: right ones nothing, wrong ones where and what."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from syncscript.app.linting.home import home_of
from syncscript.app.linting.project_registry import ProjectTold, ProjectView
from syncscript.app.linting.project_rules.repeated_trigger import check
from tests.lint.desk import PROJECT, LintDesk

SCHEMA = {
    "fields": {
        "Severity": {"custom": "customfield_10015", "kind": "option", "options": ["Critical", "Minor"]},
        "Region": {"custom": "customfield_10016", "kind": "option", "options": ["Europe", "Europe / North"]},
        "Epic Link": {"custom": "customfield_10002"},
    },
    "projects": {
        "BLUE": {"name": "Blue things", "types": {"Bug": {"statuses": ["Open", "In Progress", "Done"]}}},
        "OTHER": {"types": {"Task": {"statuses": ["Waiting"]}}},
    },
    "priorities": ["High", "Low"],
    "resolutions": ["Fixed"],
}

RIGHT = [
    "labels = sync",
    "labels in (sync, 'to sync') AND status != Done",
    "status = 'in progress' ORDER BY created DESC",
    "status was Open AND status changed FROM Open TO Done",
    "priority in (High, low, 10001)",
    "status not in (Closed, Done)",
    "status in (Open, Waiting) OR status = Parked",
    "Severity != Blocker",
    "resolution = Unresolved OR resolution is EMPTY",
    "type = Bug and issuetype in (Bug, Task)",
    "type in standardIssueTypes() and fixVersion in releasedVersions()",
    "Severity = Critical AND cf[10015] != Minor AND customfield_10015 = Minor",
    "Region = Europe AND Region in cascadeOption(Europe, North)",
    '"Epic Link" = BLUE-12 AND "Story Points[Number]" > 3',
    "project = BLUE AND labels = sync",
    "project = 'Blue things'",
    "project in (BLUE, GREEN)",
    "project = 10010",
    "project != GREEN",
    "not project = GREEN",
    "project = GREEN OR labels = sync",
    "created >= -1d AND updated < startOfDay('-2h')",
    "issue.property[sync].state = 'on'",
    "issueFunction in hasComments('+3')",
    "text ~ 'one \\\\\"two\\\\\"' AND summary !~ x",
    "assignee = currentUser() AND watcher = 'anna@example.com'",
    "development[pullrequests].open > 0",
    "project = BLUE and backbone.remoteKey is not empty",
    "backbone.remoteKey = 'SP2-1' or backbone.remotekey is empty",
]
WRONG = [
    ("labels = ", "unreadable-query", "=", "ends too early"),
    ("labels = 'sync", "unreadable-query", "'sync", "never closed"),
    ("labels sync", "unreadable-query", "sync", "sync does not fit here"),
    ("assignee = anna@example.com", "unreadable-query", "@", "@ is reserved"),
    ("(labels = sync", "unreadable-query", "(", "bracket is never closed"),
    ("lables = sync", "misspelt-query-field", "lables", "No field is called lables"),
    ("backbone.remotKey is empty", "misspelt-query-field", "backbone.remotKey", "called backbone.remotKey"),
    ("'Epic Lnk' = BLUE-1", "misspelt-query-field", "'Epic Lnk'", "No field is called Epic Lnk"),
    ("status = Waiting", "query-value-not-in-schema", "Waiting", "Blue has no status Waiting"),
    ("labels = x and status in (Open, Dnoe)", "query-value-not-in-schema", "Dnoe", "has no status Dnoe"),
    ("priority = Urgent", "query-value-not-in-schema", "Urgent", "has no priority Urgent"),
    ("Severity = Major", "query-value-not-in-schema", "Major", "has no Severity Major"),
    ("status not in (Closed, Dnoe)", "query-value-not-in-schema", "Dnoe", "has no status Dnoe"),
    ("status in (Parked, Waiting)", "query-value-not-in-schema", "Parked", "has no status Parked"),
    ("type = Story", "query-value-not-in-schema", "Story", "has no type Story"),
    ("labels = x AND project = GREEN", "query-of-another-project", "GREEN", "project is BLUE"),
    ("project in (OTHER, GREEN)", "query-of-another-project", "OTHER, GREEN", "project is BLUE"),
]


def with_query(desk: LintDesk, query: str) -> list[dict[str, object]]:
    written = json.dumps(query)
    desk.project(f'[[connections.both.triggers]]\nside = "Blue"\nquery = {written}\n')
    desk.write("schemas/Blue.json", json.dumps(SCHEMA))
    return desk.found("syncscript.toml")


@pytest.mark.parametrize("query", RIGHT)
def test_a_right_query_is_right(desk: LintDesk, query: str) -> None:
    assert with_query(desk, query) == []


@pytest.mark.parametrize(("query", "name", "marked", "message"), WRONG)
def test_a_wrong_query_is_told_at_its_place(
    desk: LintDesk, query: str, name: str, marked: str, message: str
) -> None:
    row, *others = with_query(desk, query)
    assert {each["name"] for each in others} <= {name}
    line = desk.read("syncscript.toml").splitlines()[int(str(row["line"])) - 1]
    assert row["name"] == name
    assert message in str(row["message"])
    assert line[int(str(row["column"])) - 1 :].startswith(marked)


def test_without_a_schema_only_what_is_sure_is_told(desk: LintDesk) -> None:
    desk.project(
        '[[connections.both.triggers]]\nside = "Blue"\nquery = "status = Nowhere and Serverity = 1"\n'
    )
    assert desk.found() == []


REPEATED: list[tuple[list[str], int | None]] = [
    (["labels = sync", "type = Bug"], None),
    (["labels = sync", "LABELS=(sync)"], None),
    (["labels = sync", "(Labels='sync') order by key"], 1),
    (["labels in (a, b) or type = Bug", "type = Bug OR labels in (b, a)"], 1),
    (["type = Bug and labels = sync", "labels = sync"], 0),
    (["labels = sync", "labels = sync and (type = Bug and due < now())"], 1),
    (["labels = sync", "labels = sync or type = Bug"], None),
    (["labels = sync", "not labels = sync"], None),
    (["labels = sync", "labels = Sync", "summary ~ x"], None),
    (["labels = sync", "labels = sync and ("], None),
]
"""Queries of one side, and the number of the one whose issues another one finds already."""


def repeated(*triggers: str) -> list[ProjectTold]:
    """What is told of triggers that are written as inline tables."""
    listed = f"[connections.both]\ntriggers = [{', '.join(triggers)}]\n"
    return [*check(ProjectView(home_of(Path("/"), PROJECT.replace("[connections.both]\n", listed)), ()))]


def test_triggers_that_repeat_each_other() -> None:
    for queries, told in REPEATED:
        found = repeated(*(f'{{side = "Blue", query = {json.dumps(query)}}}' for query in queries))
        assert [each.at[3] for each in found] == ([] if told is None else [told]), queries


def test_triggers_of_other_sides_and_those_that_rest_repeat_nothing() -> None:
    sides = ['side = "Blue"', 'side = "Green"', 'side = "Blue", active = false']
    assert repeated(*(f'{{{side}, query = "labels = sync"}}' for side in sides)) == []
