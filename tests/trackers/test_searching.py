"""Which issues changed: a query within its project, and pages that are whole or no answer."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, cast

import pytest

from syncscript.contracts import Rejected, Unavailable
from syncscript.trackers.jira.searching import changes_jql, search, without_order
from tests.trackers.fake_jira import FakeJira, Reply, Sent, raw_issue


@pytest.mark.parametrize(
    ("query", "condition"),
    [
        ("labels = sync ORDER BY created DESC", "labels = sync"),
        ('summary ~ "order by" order  by key', 'summary ~ "order by"'),
        ("ORDER BY key", ""),
        ("(a = 1 OR b = 2)", "(a = 1 OR b = 2)"),
    ],
)
def test_a_triggers_own_order_is_left_out(query: str, condition: str) -> None:
    assert without_order(query) == condition


@pytest.mark.parametrize("query", ["labels = x) OR (labels = y", "(labels = x", 'summary ~ "x'])
def test_a_query_cannot_leave_its_project(query: str) -> None:
    with pytest.raises(Rejected):
        changes_jql("BLUE", None, query)


def test_windows_are_relative_and_rounded_up() -> None:
    assert changes_jql('B"X', timedelta(seconds=61), "a = 1 OR b = 2") == (
        'project = "B\\"X" AND updated >= "-2m" AND (a = 1 OR b = 2)'
    )


def test_an_index_that_knows_less_than_another_is_not_believed() -> None:
    old, new = raw_issue(3, False), raw_issue(3, False, updated="2026-03-01T09:59:00.000+0100")
    jira = FakeJira("dc").on("GET /issue/10003", new).on("GET /field", [])
    others = [raw_issue(1, False), raw_issue(2, False)]
    jira.on("POST /search", {"issues": [new], "total": 1}, {"issues": [*others, old], "total": 3})
    jira.tracker.changes("BLUE", None)
    fetched = jira.tracker.fetch(["10001", "10002", "10003"])
    assert fetched.issues["10003"].version == "2026-03-01T08:59:00.000+00:00"
    assert [call for call in jira.calls() if call.startswith("GET /issue")] == ["GET /issue/10003"]


def test_cloud_pages_by_token() -> None:
    jira = FakeJira().on(
        "POST /search/jql",
        {"issues": [raw_issue(2), raw_issue(3)], "nextPageToken": "p2"},
        {"issues": [raw_issue(1), raw_issue(2)]},
    )
    heads = jira.tracker.changes("BLUE", timedelta(minutes=20))
    assert [head.ref.key for head in heads] == ["BLUE-1", "BLUE-2", "BLUE-3"]
    assert heads[0].version == "2026-03-01T08:01:00.500+00:00"
    assert jira.sent[1].body["nextPageToken"] == "p2"
    assert jira.sent[0].body["fields"] == ["updated"], "pages shrink with every field"


def dc_pages(total: int, size: int, shifts: int = 0) -> Any:
    """A search that hands out `size` issues a page, and drops the first issue after so many first pages."""
    state = {"firsts": 0}

    def answer(sent: Sent) -> Reply:
        start = sent.body["startAt"]
        state["firsts"] += start == 0
        numbers = list(range(1, total + 1))
        if start and state["firsts"] <= shifts:
            numbers = numbers[1:]
        page = numbers[start : start + size]
        return Reply({"issues": [raw_issue(n) for n in page], "total": len(numbers), "startAt": start})

    return answer


@pytest.mark.parametrize("shifts", [0, 1, 2])
def test_data_center_pages_are_whole_even_when_they_shift(shifts: int) -> None:
    jira = FakeJira("dc").on("POST /search", dc_pages(10, 4, shifts))
    assert len(jira.tracker.changes("BLUE", None)) == 10


def test_data_center_has_projects_of_any_size() -> None:
    raws = [{"id": str(n)} for n in range(100_001)]

    class Http:
        def ask(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
            return {"issues": raws[body["startAt"] : body["startAt"] + 100_000], "total": len(raws)}

    assert search(cast(Any, Http()), False, "project = BLUE", []) == raws


def test_a_list_that_never_stands_still_is_no_answer() -> None:
    with pytest.raises(Unavailable):
        FakeJira("dc").on("POST /search", dc_pages(10, 4, 99)).tracker.changes("BLUE", None)


@pytest.mark.parametrize("second", [Reply(b'{"issues": [{"id"', 200), Reply({}, 500), Reply(b"<html>", 200)])
def test_half_a_search_is_no_search(second: Reply) -> None:
    jira = FakeJira(read_attempts=1).on(
        "POST /search/jql", {"issues": [raw_issue(1)], "nextPageToken": "x"}, second
    )
    with pytest.raises(Unavailable):
        jira.tracker.changes("BLUE", None)
