"""Transitions: found, remembered for the next issue, and told when there is none."""

from __future__ import annotations

from typing import Any

import pytest

from syncscript.contracts import Rejected
from syncscript.model import IssueRef, Transition
from tests.trackers.fake_jira import FakeJira, Reply, raw_issue
from tests.trackers.writing import HERE, MARKER, NOTHING, apply, ready


def transition(number: int, to: str, **fields: Any) -> dict[str, Any]:
    return {"id": str(number), "name": f"To {to}", "to": {"id": str(number), "name": to}, "fields": fields}


REQUIRED = {"required": True, "hasDefaultValue": False}
WAYS = {
    "transitions": [
        transition(1, "In Progress"),
        transition(2, "Done", summary=REQUIRED),
        transition(3, "Done", resolution=REQUIRED),
    ]
}
START = Transition("In progress", "To Do", HERE)


def moving() -> FakeJira:
    jira = (
        ready().on("GET /issue/10001/transitions", WAYS).on("POST /issue/10001/transitions", Reply(None, 204))
    )
    jira.on("POST /issue/bulkfetch", {"issues": [raw_issue(1), raw_issue(2)], "issueErrors": []})
    jira.on("POST /issue/10002/transitions", Reply(None, 204)).on("GET /issue/10002/transitions", WAYS)
    jira.tracker.fetch(["10001", "10002"])
    jira.sent.clear()
    return jira


def test_a_transition_is_found_and_remembered_for_the_next_issue() -> None:
    jira = moving()
    apply(jira, START)
    jira.tracker.apply(IssueRef("10002", "BLUE-2"), START, MARKER, NOTHING)
    assert jira.calls() == [
        "GET /issue/10001/transitions",
        "POST /issue/10001/transitions",
        "POST /issue/10002/transitions",
    ]
    assert jira.sent[1].body == {"transition": {"id": "1"}}


def test_the_resolution_goes_with_the_transition_that_takes_it() -> None:
    jira = moving()
    apply(jira, Transition("Done", "To Do", HERE, resolution="Fixed"))
    assert jira.sent[-1].body == {"transition": {"id": "3"}, "fields": {"resolution": {"name": "Fixed"}}}


def test_a_known_transition_that_is_refused_is_read_again() -> None:
    jira = moving()
    apply(jira, START)
    jira.on("POST /issue/10001/transitions", Reply({"errorMessages": ["not valid"]}, 400), Reply(None, 204))
    jira.on("GET /issue/10001/transitions", {"transitions": [transition(9, "In Progress")]})
    apply(jira, START)
    assert jira.sent[-1].body == {"transition": {"id": "9"}}


def test_an_unreachable_status_names_the_ways() -> None:
    jira = moving().on("GET /issue/10001", raw_issue(1))
    with pytest.raises(Rejected, match="from To Do to Closed") as caught:
        apply(jira, Transition("Closed", "To Do", HERE))
    assert "Done, In Progress" in caught.value.help


def test_being_there_already_is_enough() -> None:
    jira = moving().on("GET /issue/10001", raw_issue(1))
    assert apply(jira, Transition("to do", None, HERE)).detail == {"already": "To Do"}
    assert jira.tracker.calls.writes == 0
