"""Logged work between two Jira: as scripts merge it, with what people do to originals and to copies."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.sync.joined import Joined, joined, scripts

OUTGOING = """
replica.summary = issue.summary
replica.workLogs = issue.workLogs
"""
INCOMING = """
if (firstSync) {
    issue.projectKey = "{project}"
    issue.typeName = "Task"
}
issue.summary = replica.summary
issue.workLogs = workLogHelper.mergeWorkLogs(issue, replica)
"""
START = "2026-01-31T08:15:00.000+0000"


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Joined]:
    with joined(tmp_path, scripts(OUTGOING, INCOMING)) as both:
        yield both


def log(person: Any, key: str, seconds: int, comment: str = "", started: str = START) -> str:
    body = {"timeSpentSeconds": seconds, "started": started, "comment": comment}
    return str(person.call("POST", f"issue/{key}/worklog", body)["id"])


def logged(person: Any, key: str) -> list[tuple[int, str]]:
    found = person.call("GET", f"issue/{key}/worklog")["worklogs"]
    return [(w["timeSpentSeconds"], w.get("comment", "")) for w in found]


def first(person: Any, key: str) -> str:
    return str(person.call("GET", f"issue/{key}/worklog")["worklogs"][0]["id"])


def test_work_crosses_with_its_start_and_comes_to_rest(pair: Joined) -> None:
    key = pair.at_blue.create("BLUE", "one")
    log(pair.at_blue, key, 3600, "read *it*", "2026-01-31T08:15:00.000+0100")
    log(pair.at_blue, key, 60)
    pair.settle()
    twin = pair.twin(key)
    assert logged(pair.at_green, twin) == [(3600, "read *it*"), (60, "")]
    found = pair.at_green.call("GET", f"issue/{twin}/worklog")["worklogs"]
    assert found[0]["started"].startswith("2026-01-31T07:15:00.000")
    assert logged(pair.at_blue, key) == [(3600, "read *it*"), (60, "")]
    pair.assert_quiet()


def test_edits_and_removals_touch_only_the_syncs_own(pair: Joined) -> None:
    key = pair.at_blue.create("BLUE", "one")
    kept, gone = log(pair.at_blue, key, 3600, "read"), log(pair.at_blue, key, 60, "asked")
    pair.settle()
    twin = pair.twin(key)
    log(pair.at_green, twin, 900, "own")
    pair.at_blue.call("PUT", f"issue/{key}/worklog/{kept}", {"timeSpentSeconds": 7200, "comment": ""})
    pair.at_blue.call("DELETE", f"issue/{key}/worklog/{gone}")
    pair.settle()
    assert sorted(logged(pair.at_green, twin)) == [(900, "own"), (7200, "")]
    assert sorted(logged(pair.at_blue, key)) == [(900, "own"), (7200, "")]
    pair.assert_quiet()


def test_a_copy_that_a_person_took_away_is_not_made_again(pair: Joined) -> None:
    key = pair.at_blue.create("BLUE", "one")
    log(pair.at_blue, key, 3600, "read")
    pair.settle()
    twin = pair.twin(key)
    pair.at_green.call("DELETE", f"issue/{twin}/worklog/{first(pair.at_green, twin)}")
    pair.at_blue.edit(key, summary="two")
    pair.settle()
    assert logged(pair.at_green, twin) == []
    assert logged(pair.at_blue, key) == [(3600, "read")]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("mergeWorkLogs(issue, replica) { it.comment = 'by ' + it.author?.displayName; it.timeSpent *= 2 }",
         [(7200, "by "), (120, "by ")]),
        ("mergeWorkLogs(issue, replica) { it.body = it.body?.toUpperCase() }",
         [(3600, "READ"), (60, "MORE")]),
        ("mergeNewWorkLogs(issue, replica)", [(3600, "read"), (60, "more")]),
    ],
)  # fmt: skip
def test_scripts_change_what_they_copy(tmp_path: Path, line: str, expected: list[tuple[int, str]]) -> None:
    with joined(tmp_path, scripts(OUTGOING, INCOMING.replace("mergeWorkLogs(issue, replica)", line))) as pair:
        key = pair.at_blue.create("BLUE", "one")
        log(pair.at_blue, key, 3600, "read")
        pair.settle()
        log(pair.at_blue, key, 60, "more")
        pair.settle()
        found = logged(pair.at_green, pair.twin(key))
        assert [seconds for seconds, _ in found] == [seconds for seconds, _ in expected]
        assert all(said.startswith(e[1]) for (_, said), e in zip(found, expected, strict=True))
        pair.assert_quiet()


def test_what_came_with_an_earlier_message_stays(tmp_path: Path) -> None:
    rule = INCOMING.replace("issue.workLogs = workLogHelper.mergeWorkLogs(issue, replica)",
                            "issue.workLogs += replica.addedWorkLogs")  # fmt: skip
    with joined(tmp_path, scripts(OUTGOING, rule)) as pair:
        key = pair.at_blue.create("BLUE", "one")
        log(pair.at_blue, key, 3600, "read")
        pair.settle()
        log(pair.at_blue, key, 60, "more")
        pair.settle()
        assert logged(pair.at_green, pair.twin(key)) == [(3600, "read"), (60, "more")]


def test_work_that_the_rule_logs_itself(tmp_path: Path) -> None:
    line = 'workLogHelper.addWorkLog("1h", "2026/01/31", "set up", issue.workLogs)'
    rule = INCOMING.replace("issue.workLogs", "if (firstSync) issue.workLogs").replace(
        "workLogHelper.mergeWorkLogs(issue, replica)", line)  # fmt: skip
    with joined(tmp_path, scripts("replica.summary = issue.summary", rule)) as pair:
        key = pair.at_blue.create("BLUE", "one")
        pair.settle()
        assert logged(pair.at_green, pair.twin(key)) == [(3600, "set up")]
        assert logged(pair.at_blue, key) == []


def test_work_without_a_time_is_a_mistake_with_its_place(tmp_path: Path) -> None:
    rule = INCOMING.rstrip() + " { it.timeSpent = 'an hour' }"
    with joined(tmp_path, scripts(OUTGOING, rule)) as pair:
        key = pair.at_blue.create("BLUE", "one")
        log(pair.at_blue, key, 3600, "read")
        [failed] = pair.run_anyhow().failed
        assert failed.diagnostic.code == "E472" and failed.diagnostic.span
        assert failed.diagnostic.span.line == 7
