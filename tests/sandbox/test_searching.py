"""Pages, tokens, lag, reconciliation, bulk reads and histories."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.sandbox.conversation import Talk


def test_cloud_pages_by_token_and_tells_no_total(cloud: Talk) -> None:
    for number in range(5):
        cloud.create(f"n{number}")
    query = {"jql": "project = BLUE ORDER BY key", "maxResults": 2}
    first = cloud.get("search/jql", **query)
    assert [set(issue) for issue in first["issues"]] == [{"id"}, {"id"}]
    assert "total" not in first and first["isLast"] is False
    second = cloud.call(
        "POST", "search/jql", query | {"nextPageToken": first["nextPageToken"], "fields": ["summary"]}
    )
    assert [i["fields"] for i in second["issues"]] == [{"summary": "n2"}, {"summary": "n3"}]
    last = cloud.get("search/jql", **query, nextPageToken=second["nextPageToken"])
    assert last["isLast"] is True and "nextPageToken" not in last
    assert "token" in cloud.refusal("GET", "search/jql", params=query | {"nextPageToken": "made-up"})[0]


@pytest.mark.parametrize(
    ("asked", "most"),
    [
        ({"fields": ["id"]}, 5000),
        ({"fields": ["updated"]}, 1000),
        ({"fields": ["updated"], "properties": ["p"]}, 100),
        ({"fields": ["*all"]}, 100),
        ({"fields": list("abcdef")}, 100),
    ],
)
def test_cloud_pages_shrink_with_what_is_asked(cloud: Talk, asked: dict[str, Any], most: int) -> None:
    copies = 5001
    pattern = cloud.server.state.world.issue(cloud.create("pattern"))
    assert pattern is not None
    for number in range(copies - 1):
        cloud.server.state.put(replace(pattern, id=str(20_000 + number), key=f"BLUE-{number + 2}"))
    page = cloud.call("POST", "search/jql", {"jql": "project = BLUE", "maxResults": 9000, **asked})
    assert len(page["issues"]) == most and page["nextPageToken"]


def test_cloud_refuses_unbounded_queries_and_the_old_search(cloud: Talk) -> None:
    for jql in ("", "order by created"):
        assert "Unbounded JQL" in cloud.refusal("GET", "search/jql", params={"jql": jql})[0]
    assert "has been removed" in cloud.refusal("GET", "search", status=410)[0]
    assert (
        "properties"
        in cloud.refusal("POST", "search/jql", {"jql": "key = A-1", "properties": list("abcdef")})[0]
    )


def test_dc_pages_by_number_and_has_no_new_search(dc: Talk) -> None:
    for number in range(3):
        dc.create(f"n{number}")
    page = dc.get("search", jql="", startAt=1, maxResults=1, fields="summary")
    assert (page["startAt"], page["maxResults"], page["total"]) == (1, 1, 3)
    assert page["issues"][0]["fields"] == {"summary": "n1"}
    assert "comment" not in dc.get("search", jql="")["issues"][0]["fields"]
    assert dc.session.get(dc.api + "search/jql").status_code == 404
    assert dc.session.post(dc.api + "issue/bulkfetch", json={}).status_code == 405


def test_search_lags_and_reads_by_id_do_not(jira: Talk) -> None:
    key = jira.create("first")
    jira.server.set_search_lag(30)
    jira.call("PUT", f"issue/{key}", {"fields": {"labels": ["new"]}}, 204)
    late = jira.create("late")
    assert jira.fields(late)["summary"] == "late"
    assert jira.found("project = BLUE") == [key]
    assert jira.found("labels = new") == []
    jira.clock.pass_by(31)
    assert jira.found("project = BLUE order by key") == [key, late]
    assert jira.found("labels = new") == [key]
    jira.call("DELETE", f"issue/{late}", status=204)
    assert jira.found("project = BLUE order by key") == [key, late]
    jira.call("POST", "/__sandbox__/catch-up")
    assert jira.found("project = BLUE") == [key]


def test_reconciled_issues_are_found_at_once(cloud: Talk) -> None:
    cloud.server.set_search_lag(30)
    cloud.create()
    issue_id = cloud.get("issue/BLUE-1")["id"]
    query = {"jql": "project = BLUE", "reconcileIssues": [int(issue_id)]}
    assert [i["id"] for i in cloud.call("POST", "search/jql", query)["issues"]] == [issue_id]
    assert "50" in cloud.refusal("POST", "search/jql", query | {"reconcileIssues": list(range(51))})[0]


def test_bulkfetch_answers_by_rising_id_and_leaves_out_what_is_missing(cloud: Talk) -> None:
    keys = [cloud.create(str(n)) for n in range(3)]
    answer = cloud.call(
        "POST", "issue/bulkfetch", {"issueIdsOrKeys": [*keys[::-1], "99999"], "fields": ["summary"]}
    )
    assert [i["key"] for i in answer["issues"]] == keys
    assert answer["issueErrors"] == []
    assert (
        "100" in cloud.refusal("POST", "issue/bulkfetch", {"issueIdsOrKeys": [str(n) for n in range(101)]})[0]
    )


def test_histories_of_many_issues_by_field(cloud: Talk) -> None:
    one, two = cloud.create("one"), cloud.create("two")
    cloud.call("PUT", f"issue/{one}", {"fields": {"summary": "uno", "labels": ["a"]}}, 204)
    cloud.call("PUT", f"issue/{two}", {"fields": {"labels": ["b"]}}, 204)
    asked = {"issueIdsOrKeys": [one, two], "fieldIds": ["summary"]}
    [log] = cloud.call("POST", "changelog/bulkfetch", asked)["issueChangeLogs"]
    assert log["issueId"] == cloud.get(f"issue/{one}")["id"]
    assert [i["fieldId"] for h in log["changeHistories"] for i in h["items"]] == ["summary"]
    first = cloud.call("POST", "changelog/bulkfetch", {"issueIdsOrKeys": [one, two], "maxResults": 1})
    rest = cloud.call("POST", "changelog/bulkfetch", {
        "issueIdsOrKeys": [one, two], "maxResults": 1, "nextPageToken": first["nextPageToken"]})
    assert "nextPageToken" not in rest
    page = cloud.get(f"issue/{one}/changelog")
    assert (page["total"], page["isLast"]) == (1, True)
