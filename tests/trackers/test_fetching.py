"""Many issues by id: what is missing is what Jira calls missing, and comments come whole."""

from __future__ import annotations

import pytest

from tests.trackers.fake_jira import FakeJira, Reply, Sent, raw_comment, raw_issue


def test_missing_is_only_what_jira_calls_missing() -> None:
    jira = FakeJira().on(
        "POST /issue/bulkfetch",
        {"issues": [raw_issue(1)], "issueErrors": [{"id": "10002", "errorMessage": "Issue does not exist"}]},
    )
    jira.on("GET /issue/10002", Reply({}, 404))
    fetched = jira.tracker.fetch(["10001", "10002", "10001"])
    assert (set(fetched.issues), fetched.missing) == ({"10001"}, {"10002"})


@pytest.mark.parametrize(("answer", "missing"), [(Reply({}, 404), {"10001"}), (raw_issue(1), set())])
def test_a_silent_gap_is_read_by_itself(answer: object, missing: set[str]) -> None:
    jira = FakeJira().on("POST /issue/bulkfetch", {"issues": [], "issueErrors": []})
    jira.on("GET /issue/10001", answer)
    assert jira.tracker.fetch(["10001"]).missing == missing


def test_an_error_about_an_issue_that_exists_is_not_missing() -> None:
    jira = FakeJira().on("POST /issue/bulkfetch", {"issues": [], "issueErrors": [{"id": "10001"}]})
    jira.on("GET /issue/10001", raw_issue(1))
    assert set(jira.tracker.fetch(["10001"]).issues) == {"10001"}


def test_data_center_asks_again_for_what_the_search_left_out() -> None:
    jira = FakeJira("dc").on("POST /search", {"issues": [raw_issue(1), raw_issue(2)], "total": 2})
    jira.on("GET /issue/10003", raw_issue(3)).on("GET /issue/10004", Reply({}, 403))
    fetched = jira.tracker.fetch(["10001", "10002", "10003", "10004"])
    assert (set(fetched.issues), fetched.missing) == ({"10001", "10002", "10003"}, {"10004"})


def test_hundreds_are_read_with_a_call_a_hundred() -> None:
    def bulk(sent: Sent) -> Reply:
        return Reply(
            {"issues": [raw_issue(int(i) - 10_000) for i in sent.body["issueIdsOrKeys"]], "issueErrors": []}
        )

    jira = FakeJira().on("POST /issue/bulkfetch", bulk)
    assert len(jira.tracker.fetch([str(10_000 + n) for n in range(1, 251)]).issues) == 250
    assert jira.calls() == ["GET /field", *["POST /issue/bulkfetch"] * 3]


def test_comments_cut_short_are_read_whole_and_in_order() -> None:
    jira = FakeJira("dc").on(
        "GET /issue/10001", raw_issue(1, comment={"comments": [raw_comment(3)], "total": 3})
    )
    jira.on(
        "GET /issue/10001/comment",
        {"comments": [raw_comment(3), raw_comment(1)], "total": 3},
        {"comments": [raw_comment(2)], "total": 3},
    )
    comments = jira.tracker.fetch(["10001"]).issues["10001"].payload["comments"]
    assert [comment["body"] for comment in comments] == ["text 1", "text 2", "text 3"]


def test_data_center_is_asked_for_keys_by_addresses_of_a_bearable_length() -> None:
    sent: list[str] = []

    def found(asked: Sent) -> Reply:
        sent.append(str(asked.params["jql"]))
        return Reply({"issues": [], "total": 0})

    keys = [f"{'LONG' * 60}-{number}" for number in range(1, 31)]
    jira = FakeJira("dc").on("GET /search", found)
    for key in keys:
        jira.on(f"GET /issue/{key}", Reply({}, 404))
    assert jira.tracker.look_up([*keys, 'X-1" OR key = "Y-1', "X-1/../.."]) == {}
    assert len(sent) == 2 and all(len(query) <= 4000 for query in sent)
    assert sum(query.count("LONG" * 60) for query in sent) == 30
    assert {call.split()[0] for call in jira.calls()} == {"GET"}
