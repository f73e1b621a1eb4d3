"""Atlassian's own descriptions of its API judge our connector's requests and our sandbox's answers."""

from __future__ import annotations

from functools import cache

import pytest

from tests.judges import description
from tests.judges.judging import answer_violations, operations_seen, request_violations
from tests.judges.recording import Exchange
from tests.judges.working_day import whole_day

day = cache(whole_day)

CLOUD_OPERATIONS = {
    "GET /rest/api/3/serverInfo",
    "GET /rest/api/3/field",
    "POST /rest/api/3/search/jql",
    "POST /rest/api/3/issue/bulkfetch",
    "POST /rest/api/3/issue",
    "PUT /rest/api/3/issue/{issueIdOrKey}",
    "GET /rest/api/3/issue/{issueIdOrKey}/transitions",
    "POST /rest/api/3/issue/{issueIdOrKey}/transitions",
    "POST /rest/api/3/issue/{issueIdOrKey}/comment",
    "PUT /rest/api/3/issue/{issueIdOrKey}/comment/{id}",
    "DELETE /rest/api/3/issue/{issueIdOrKey}/comment/{id}",
    "GET /rest/api/3/issue/{issueIdOrKey}/comment",
    "POST /rest/api/3/issue/{issueIdOrKey}/attachments",
    "GET /rest/api/3/attachment/content/{id}",
    "DELETE /rest/api/3/attachment/{id}",
    "GET /rest/api/3/user/search",
    "GET /rest/api/3/priority",
}
DC_OPERATIONS = {
    "GET /rest/api/2/serverInfo",
    "GET /rest/api/2/field",
    "POST /rest/api/2/issue",
    "POST /rest/api/2/search",
    "PUT /rest/api/2/issue/{issueIdOrKey}",
    "POST /rest/api/2/issue/{issueIdOrKey}/transitions",
    "POST /rest/api/2/issue/{issueIdOrKey}/comment",
    "POST /rest/api/2/issue/{issueIdOrKey}/attachments",
}


def test_cloud_requests_are_as_described() -> None:
    assert request_violations(description.cloud(), day("cloud")) == []


def test_cloud_answers_are_as_described() -> None:
    assert answer_violations(description.cloud(), day("cloud")) == []


def test_data_center_requests_are_as_described() -> None:
    """Paths, parameters and required bodies; the description is wrong about what is inside bodies."""
    assert request_violations(description.data_center(), day("dc"), bodies=False) == []


@pytest.mark.parametrize("face", ["cloud", "dc"])
def test_the_day_has_every_kind_of_call(face: str) -> None:
    judge = description.cloud() if face == "cloud" else description.data_center()
    expected = CLOUD_OPERATIONS if face == "cloud" else DC_OPERATIONS
    assert expected - operations_seen(judge, day(face)) == set()


def _cloud(
    method: str,
    path: str,
    sent: object = None,
    query: tuple[tuple[str, str], ...] = (),
    status: int = 200,
    answered: object = None,
) -> list[Exchange]:
    return [Exchange(method, path, query, "application/json", sent, status, "application/json", answered)]


@pytest.mark.parametrize(
    "wrong",
    [
        _cloud("GET", "/rest/api/3/search/jqll"),
        _cloud("DELETE", "/rest/api/3/serverInfo"),
        _cloud("GET", "/rest/api/3/field", query=(("surprise", "1"),)),
        _cloud("GET", "/rest/api/3/attachment/content/1", query=(("redirect", "maybe"),)),
        _cloud("POST", "/rest/api/3/issue/bulkfetch", {"fields": ["summary"]}),
        _cloud("POST", "/rest/api/3/issue/bulkfetch"),
        _cloud("POST", "/rest/api/3/search/jql", {"jql": "project = A", "startAt": 0}),
        _cloud("POST", "/rest/api/3/search/jql", {"jql": 5}),
    ],
)
def test_the_judge_can_say_no_to_requests(wrong: list[Exchange]) -> None:
    assert request_violations(description.cloud(), wrong) != []


@pytest.mark.parametrize(
    "wrong",
    [
        _cloud("GET", "/rest/api/3/issue/1/comment", answered={"comments": [{"id": 5}]}),
        _cloud("GET", "/rest/api/3/issue/1/comment", answered={"comments": [{"created": "yesterday"}]}),
        _cloud("GET", "/rest/api/3/serverInfo", status=201, answered={}),
        _cloud("GET", "/rest/api/3/serverInfo", answered=None),
    ],
)
def test_the_judge_can_say_no_to_answers(wrong: list[Exchange]) -> None:
    assert answer_violations(description.cloud(), wrong) != []
