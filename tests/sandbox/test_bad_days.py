"""Wrong credentials, and faults on demand."""

from __future__ import annotations

import json
from typing import Any

import pytest
import requests

from syncscript.sandbox import Fault
from tests.sandbox.conversation import Talk


def _summaries(jira: Talk) -> list[str]:
    return [jira.fields(key)["summary"] for key in jira.found("project = BLUE order by key")]


def _create(jira: Talk, summary: str) -> requests.Response:
    body = {"fields": {"project": {"key": "BLUE"}, "issuetype": {"name": "Task"}, "summary": summary}}
    return jira.session.post(jira.api + "issue", json=body)


def test_wrong_credentials_get_a_page_and_at_last_a_captcha(cloud: Talk, dc: Talk) -> None:
    for jira in (cloud, dc):
        wrong = (jira.session.auth[0], "guess")
        answer = requests.get(jira.api + "myself", auth=wrong)
        assert answer.status_code == 401
        assert answer.headers["Content-Type"].startswith("text/html")
        assert answer.headers["X-Seraph-LoginReason"] == "AUTHENTICATED_FAILED"
        assert requests.get(jira.api + "serverInfo").status_code == 200
        assert requests.get(jira.api + "myself").status_code == 401
    for _ in range(2):
        requests.get(dc.api + "myself", auth=wrong)
    locked = dc.session.get(dc.api + "myself")
    assert (locked.status_code, locked.headers["X-Seraph-LoginReason"]) == (403, "AUTHENTICATION_DENIED")
    dc.server.forgive_logins()
    assert dc.get("myself")["name"] == "sync"


def test_dc_takes_personal_access_tokens_and_cloud_does_not(cloud: Talk, dc: Talk) -> None:
    bearer = {"Authorization": f"Bearer {dc.server.token}"}
    assert requests.get(dc.api + "myself", headers=bearer).json()["name"] == "sync"
    assert requests.get(cloud.api + "myself", headers=bearer).status_code == 401
    other = {"Authorization": f"Bearer {dc.server.token}:tester"}
    assert requests.get(dc.api + "myself", headers=other).json()["displayName"] == "Green Tester"


def test_a_status_with_its_headers_and_so_many_times(jira: Talk) -> None:
    limit = {"Retry-After": "7", "RateLimit-Reason": "jira-burst-based"}
    jira.server.add_fault(Fault("status", method="POST", path="/issue$", times=2, code=429, headers=limit))
    for _ in range(2):
        answer = _create(jira, "limited")
        assert (answer.status_code, answer.headers["Retry-After"]) == (429, "7")
        assert answer.headers["RateLimit-Reason"] == "jira-burst-based"
    assert _create(jira, "at last").status_code == 201
    assert _summaries(jira) == ["at last"]


def test_only_the_nth_write_fails(jira: Talk) -> None:
    jira.server.add_fault(Fault("status", kind="write", nth=2, code=500))
    assert [_create(jira, str(n)).status_code for n in range(3)] == [201, 500, 201]
    assert _summaries(jira) == ["0", "2"]


def test_html_and_half_an_answer_instead_of_json(jira: Talk) -> None:
    jira.server.add_fault(Fault("html", code=503))
    answer = jira.session.get(jira.api + "myself")
    assert (answer.status_code, answer.text.startswith("<!DOCTYPE html>")) == (503, True)
    jira.server.add_fault(Fault("truncate"))
    with pytest.raises(json.JSONDecodeError):
        jira.session.get(jira.api + "myself").json()


def test_a_connection_dropped_before_the_write_leaves_nothing(jira: Talk) -> None:
    jira.server.add_fault(Fault("drop-before", method="POST"))
    with pytest.raises(requests.ConnectionError):
        _create(jira, "lost")
    assert _summaries(jira) == []
    assert ("POST", 0, "write") in [(r.method, r.status, r.kind) for r in jira.server.requests]


def test_a_connection_dropped_after_the_write_leaves_it(jira: Talk) -> None:
    jira.server.add_fault(Fault("drop-after", method="POST"))
    with pytest.raises(requests.ConnectionError):
        _create(jira, "applied")
    assert _summaries(jira) == ["applied"]


def test_a_late_write_comes_when_its_time_has_come(jira: Talk) -> None:
    jira.server.add_fault(Fault("late", method="POST", path="/issue$", seconds=60))
    with pytest.raises(requests.ConnectionError):
        _create(jira, "late")
    assert _summaries(jira) == []
    jira.clock.pass_by(61)
    assert jira.get("myself") and _summaries(jira) == ["late"]
    jira.server.add_fault(Fault("late", method="POST", path="/issue$", seconds=60))
    with pytest.raises(requests.ConnectionError):
        _create(jira, "forced")
    jira.server.apply_late()
    assert _summaries(jira) == ["late", "forced"]


def test_faults_come_by_the_control_call_too(jira: Talk) -> None:
    control = jira.server.url + "/__sandbox__/faults"
    assert requests.post(control, json={"action": "status", "code": 502}).status_code == 204
    assert requests.get(jira.api + "serverInfo").status_code == 502
    assert requests.post(control, json={"action": "status", "times": None}).status_code == 204
    assert requests.delete(control).status_code == 204
    assert requests.get(jira.api + "serverInfo").status_code == 200
    assert "no such action" in requests.post(control, json={"action": "explode"}).json()["errorMessages"][0]
    assert (
        "unknown: when"
        in requests.post(control, json={"action": "html", "when": 1}).json()["errorMessages"][0]
    )
    assert not any("__sandbox__" in request.path for request in jira.server.requests)


def test_the_date_header_tells_the_trackers_own_clock(jira: Talk) -> None:
    assert jira.session.get(jira.api + "serverInfo").headers["Date"] == "Sat, 31 Jan 2026 14:05:00 GMT"


def test_a_body_that_is_no_json_is_refused(jira: Talk) -> None:
    headers = {"Content-Type": "application/json"}
    answer = jira.session.post(jira.api + "issue", data=b'{"fields": ', headers=headers)
    assert answer.status_code == 400 and "error parsing JSON" in answer.json()["errorMessages"][0]
    assert jira.session.post(jira.api + "issue", data=b"a=1").status_code == 415
    assert jira.session.get(jira.api + "nothing").status_code == 404
    assert jira.session.delete(jira.api + "serverInfo").status_code == 405


@pytest.mark.parametrize(
    "wrong",
    [
        {"path": "("},
        {"path": 5},
        {"nth": "x"},
        {"nth": 0},
        {"times": 0},
        {"times": True},
        {"headers": 5},
        {"code": 99},
        {"code": "500"},
        {"seconds": -1},
        {"seconds": "long"},
        {"action": "nope"},
        {"surprise": 1},
    ],
)
def test_a_fault_that_is_none_is_refused(jira: Talk, wrong: dict[str, Any]) -> None:
    jira.call("POST", "/__sandbox__/faults", {"action": "status", **wrong}, 400)
    assert jira.get("myself")
