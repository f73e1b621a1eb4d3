"""The query language, over the API of either product."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from tests.sandbox.conversation import Talk, talking


@pytest.fixture
def filled(jira: Talk) -> Talk:
    """BLUE-1 is done, BLUE-2 assigned and labelled, BLUE-3 has numbers; GREEN-1 has a property."""
    done = jira.create(
        "Printer on fire", priority={"name": "High"}, description=jira.body("The smoke is thick")
    )
    jira.call("POST", f"issue/{done}/transitions", {"transition": {"id": "41"}})
    jira.clock.pass_by(3600)
    me = {"accountId": "5b10ac8d82e05b22cc700003"} if jira.cloud else {"name": "developer"}
    jira.create("Coffee machine", labels=["kitchen", "urgent"], assignee=me, duedate="2026-02-10")
    jira.clock.pass_by(3600)
    jira.create("Window", customfield_10012=3, customfield_10015={"value": "Major"},
                customfield_10010="GREEN-7", priority={"name": "Low"})
    green = {"fields": {"project": {"key": "GREEN"}, "issuetype": {"name": "Bug"}, "summary": "Door"}}
    key = jira.call("POST", "issue", green, 201)["key"]
    jira.call("PUT", f"issue/{key}/properties/syncscript", {"marker": "m-1", "deep": {"number": 4}})
    jira.call("PUT", f"issue/{key}/properties/syncscript.pair", {"remoteKey": "SP2-1"}, 201)
    return jira


@pytest.mark.parametrize(("jql", "keys"), [
    ("project = BLUE", "123"),
    ("project in (BLUE, Green)", "1234"),
    ("project != BLUE", "4"),
    ("key = BLUE-2", "2"),
    ("key in (BLUE-1, green-1)", "14"),
    ("issuekey > BLUE-1 and project = BLUE", "23"),
    ("status = Done", "1"),
    ("status not in (Done)", "234"),
    ("statusCategory = 'To Do'", "234"),
    ("statusCategory != done", "234"),
    ("resolution = Unresolved", "234"),
    ("resolution is empty", "234"),
    ("resolution is not EMPTY", "1"),
    ("resolution = Done", "1"),
    ("type = Bug", "4"),
    ("issuetype in (Task)", "123"),
    ("priority = High", "1"),
    ("priority > Medium", "1"),
    ("priority <= Medium", "234"),
    ("labels = kitchen", "2"),
    ("labels in (Kitchen, none)", "2"),
    ("labels is empty", "134"),
    ("labels != kitchen", ""),
    ("labels not in (nothing)", "2"),
    ("assignee is EMPTY", "134"),
    ("assignee = 'developer@example.invalid'", "2"),
    ("assignee != 'developer@example.invalid'", ""),
    ("reporter = currentUser()", "1234"),
    ("summary ~ coffee", "2"),
    ("summary ~ 'cof*'", "2"),
    ("summary !~ coffee", "134"),
    ("text ~ 'smoke thick'", "1"),
    ('text ~ "\\"thick smoke\\""', ""),
    ("description is empty", "234"),
    ("due = '2026-02-10'", "2"),
    ("due < '2026/02/10'", ""),
    ("due is not null", "2"),
    ("'Story Points' = 3", "3"),
    ("cf[10012] > 2.5", "3"),
    ('"Story Points" is empty', "124"),
    ("Severity = Major", "3"),
    ('"Remote Key" ~ "GREEN-7"', "3"),
    ("created >= -90m", "234"),
    ("created >= -1h and created < now()", "2"),
    ("created <= '2026-01-31 14:05'", "1"),
    ("created > '2026/01/31 14:05'", "234"),
    ("created >= startOfDay()", "1234"),
    ("created < startOfDay('1d') and created > startOfMonth()", "1234"),
    ("created > endOfDay()", ""),
    ("updated >= startOfWeek() and updated <= endOfWeek()", "1234"),
    ("issue.property[syncscript].marker = 'm-1'", "4"),
    ("issue.property[syncscript].deep.number = 4", "4"),
    ("issue.property[syncscript].marker = 'other'", ""),
    ("backbone.remoteKey is not empty", "4"),
    ("project = GREEN and Backbone.RemoteKey is not EMPTY", "4"),
    ("project = BLUE and backbone.remoteKey is not empty", ""),
    ("backbone.remoteKey is empty", "123"),
    ('backbone.remoteKey = "SP2-1"', "4"),
    ("backbone.remoteKey = SP2-10", ""),
    ("backbone.remoteKey in (SP2-1, SP2-2)", "4"),
    ("backbone.remoteKey != SP2-1", ""),
    ("NOT project = BLUE", "4"),
    ("project = GREEN or labels = kitchen and status = Done", "4"),
    ("(project = GREEN or labels = kitchen) and status != Done", "24"),
    ("project = BLUE && !(status = Done)", "23"),
    ("summary ~ window or summary ~ door", "34"),
])  # fmt: skip
def test_finds(filled: Talk, jql: str, keys: str) -> None:
    names = {"1": "BLUE-1", "2": "BLUE-2", "3": "BLUE-3", "4": "GREEN-1"}
    assert sorted(filled.found(jql)) == [names[key] for key in keys]


@pytest.mark.parametrize(("order", "keys"), [
    ("created asc", ["BLUE-1", "BLUE-2", "BLUE-3"]),
    ("created", ["BLUE-3", "BLUE-2", "BLUE-1"]),
    ("key", ["BLUE-1", "BLUE-2", "BLUE-3"]),
    ("priority desc", ["BLUE-1", "BLUE-2", "BLUE-3"]),
    ("summary", ["BLUE-2", "BLUE-1", "BLUE-3"]),
    ("resolution asc, key desc", ["BLUE-1", "BLUE-3", "BLUE-2"]),
    ("due desc, created asc", ["BLUE-2", "BLUE-1", "BLUE-3"]),
])
def test_orders(filled: Talk, order: str, keys: list[str]) -> None:
    assert filled.found(f"project = BLUE ORDER BY {order}") == keys


@pytest.mark.parametrize(
    ("jql", "words"),
    [
        ("colour = red", "Field 'colour' does not exist or you do not have permission to view it."),
        ("project = PINK", "The value 'PINK' does not exist for the field 'project'."),
        ("status = Sleeping", "The value 'Sleeping' does not exist for the field 'status'."),
        ("key = BLUE-99", "An issue with key 'BLUE-99' does not exist for field 'key'."),
        ("summary = x", "The operator '=' is not supported by the 'summary' field."),
        ("status > Done", "The operator '>' is not supported by the 'status' field."),
        (
            "created > yesterday",
            "Date value 'yesterday' for field 'created' is invalid. Valid formats include:",
        ),
        ("assignee = nobody()", "Unable to find JQL function 'nobody()'."),
        ("project =", "Error in the JQL Query: Expecting either a value, list or function before the end"),
        ("project BLUE", "Error in the JQL Query: Expecting operator but got 'BLUE'."),
        (
            "project = BLUE status = Done",
            "Error in the JQL Query: Expecting either 'OR' or 'AND' but got 'status'.",
        ),
        ("reporter = a@b", "Error in the JQL Query: The character '@' is a reserved JQL character."),
        ("summary ~ 'open", "Error in the JQL Query: The quoted string 'open' has not been completed."),
        ("status was Done", "The sandbox does not know the operators WAS and CHANGED."),
    ],
)
def test_a_wrong_query_is_refused_in_words(jira: Talk, jql: str, words: str) -> None:
    path = "search/jql" if jira.cloud else "search"
    [message] = jira.refusal("GET", path, params={"jql": jql})
    assert message.startswith(words)


def test_dates_are_read_in_the_searchers_own_zone() -> None:
    with talking("dc", account_zone="Asia/Tokyo") as jira:
        jira.create("made at 14:05 UTC")
        assert jira.clock.time.astimezone(ZoneInfo("Asia/Tokyo")).hour == 23
        assert jira.found("created >= '2026-01-31 23:05'") == ["BLUE-1"]
        assert jira.found("created >= '2026-01-31 23:06'") == []
        assert jira.found("created < '2026-02-01'") == ["BLUE-1"]


def test_a_field_name_with_spaces_needs_quotes(jira: Talk) -> None:
    path = "search/jql" if jira.cloud else "search"
    [message] = jira.refusal("GET", path, params={"jql": "Story Points = 3"})
    assert "Expecting operator but got 'Points'" in message


def test_types_and_versions_by_function(jira: Talk) -> None:
    for name, released in (("1.0", True), ("2.0", False)):
        jira.call("POST", "version", {"name": name, "project": "BLUE", "released": released}, 201)
    old = jira.create("old", fixVersions=[{"name": "1.0"}])
    new = jira.create("new", fixVersions=[{"name": "2.0"}], customfield_10012=5)
    below = jira.create("below", issuetype={"name": "Sub-task"}, parent={"key": new})
    assert jira.found("fixVersion in releasedVersions()") == [old]
    assert jira.found("fixVersion in unreleasedVersions(BLUE)") == [new]
    assert jira.found("fixVersion in unreleasedVersions(GREEN)") == []
    assert jira.found("issuetype in subTaskIssueTypes()") == [below]
    assert jira.found("issuetype in standardIssueTypes() order by key") == [old, new]
    assert jira.found('"Story Points[Number]" = 5') == [new]
    assert len(jira.found("created >= startOfYear() and created <= endOfYear()")) == 3
    assert jira.found("created <= endOfYear(-1)") == jira.found('created < startOfYear("-1y")') == []
