"""What each answer of Jira, and each failure below HTTP, becomes for the engine."""

from __future__ import annotations

import ssl
from collections.abc import Callable
from typing import Any

import pytest
import requests
from urllib3.connection import HTTPConnection
from urllib3.exceptions import LocationParseError, MaxRetryError, NewConnectionError, ProtocolError, SSLError

from syncscript.contracts import (
    NotFound,
    RateLimited,
    Rejected,
    TrackerError,
    Unauthorised,
    Unavailable,
    VersionMismatch,
)
from syncscript.model import Draft, Sources
from tests.trackers.fake_jira import TOKEN, FakeJira, Reply

LOGIN = "X-Seraph-LoginReason"
DRAFT = Draft("BLUE", "Task")
REFUSED = Reply({"errorMessages": ["Wrong."], "errors": {"summary": "You must specify a summary."}}, 400)


def create(jira: FakeJira) -> TrackerError:
    with pytest.raises(TrackerError) as caught:
        jira.tracker.create(DRAFT, "a1b2", Sources())
    assert jira.calls().count("POST /issue") == 1, "a write is sent once"
    assert TOKEN not in f"{caught.value}{caught.value.help}{caught.value!r}"
    return caught.value


def read(jira: FakeJira) -> TrackerError:
    with pytest.raises(TrackerError) as caught:
        jira.tracker.describe()
    return caught.value


@pytest.mark.parametrize(
    ("reply", "error", "doubtful", "scope"),
    [
        (REFUSED, Rejected, False, "pair"),
        (Reply({}, 422), Rejected, False, "pair"),
        (Reply({}, 413), Rejected, False, "pair"),
        (Reply({}, 401), Unauthorised, False, "instance"),
        (Reply({}, 403), Unauthorised, False, "pair"),
        (Reply({}, 403, {LOGIN: "AUTHENTICATION_DENIED"}), Unauthorised, False, "instance"),
        (
            Reply({"id": "1", "key": "BLUE-1"}, 201, {LOGIN: "AUTHENTICATED_FAILED"}),
            Unauthorised,
            False,
            "instance",
        ),
        (Reply({}, 404), NotFound, False, "pair"),
        (Reply({}, 409), VersionMismatch, False, "pair"),
        (Reply({}, 500), Unavailable, True, "instance"),
        (Reply(b"<html>gateway</html>", 504), Unavailable, True, "instance"),
        (Reply({}, 408), Unavailable, True, "instance"),
        (Reply(b"<html>Log in</html>", 200), Unavailable, True, "instance"),
        (Reply(b'{"id": "100', 201), Unavailable, True, "instance"),
        (Reply({"unexpected": 1}, 201), Unavailable, True, "instance"),
        (Reply([], 201), Unavailable, True, "instance"),
        (
            Reply(None, 302, {"Location": "https://blue.example.invalid/login.jsp?x=1"}),
            Unauthorised,
            False,
            "instance",
        ),
        (Reply(None, 301, {"Location": "https://green.example.invalid/rest"}), Rejected, False, "pair"),
    ],
)
def test_answers_to_a_write(reply: Reply, error: type[TrackerError], doubtful: bool, scope: str) -> None:
    caught = create(FakeJira().on("POST /issue", reply))
    assert isinstance(caught, error)
    assert (caught.doubtful, caught.scope) == (doubtful, scope)


def test_a_refusal_has_jiras_words() -> None:
    assert "Wrong.; summary: You must specify a summary." in str(
        create(FakeJira().on("POST /issue", REFUSED))
    )


def test_a_captcha_says_what_to_do() -> None:
    caught = create(FakeJira().on("POST /issue", Reply({}, 403, {LOGIN: "AUTHENTICATION_DENIED"})))
    assert "captcha" in str(caught)
    assert "browser" in caught.help


def test_a_read_as_nobody_is_never_an_empty_answer() -> None:
    jira = FakeJira("dc").on(
        "POST /search", Reply({"issues": [], "total": 0}, 200, {"X-AUSERNAME": "anonymous"})
    )
    with pytest.raises(Unauthorised):
        jira.tracker.changes("BLUE", None)


@pytest.mark.parametrize(
    ("headers", "wait", "scope"),
    [
        ({"Retry-After": "7", "RateLimit-Reason": "jira-quota-global-based"}, 7.0, "instance"),
        ({"Retry-After": "Sun, 01 Mar 2026 12:00:30 GMT"}, 30.0, "instance"),
        (
            {"Retry-After": "Sun, 01 Mar 2026 13:00:30 GMT", "Date": "Sun, 01 Mar 2026 13:00:00 GMT"},
            30.0,
            "instance",
        ),
        ({"RateLimit-Reason": "jira-burst-based"}, 5.0, "instance"),
        ({"RateLimit-Reason": "jira-per-issue-on-write", "Retry-After": "3"}, 3.0, "pair"),
        ({"X-RateLimit-Interval-Seconds": "12", "X-RateLimit-Remaining": "0"}, 12.0, "instance"),
        ({"X-RateLimit-Reset": "2026-03-01T12:01:30Z"}, 90.0, "instance"),
        ({}, 60.0, "instance"),
    ],
)
def test_rate_limits(headers: dict[str, str], wait: float, scope: str) -> None:
    caught = create(FakeJira().on("POST /issue", Reply({}, 429, headers)))
    assert isinstance(caught, RateLimited)
    assert (caught.retry_after, caught.scope, caught.doubtful) == (wait, scope, False)
    assert caught.reason == headers.get("RateLimit-Reason", "")


def refused() -> requests.ConnectionError:
    connection = HTTPConnection("127.0.0.1", 1)
    return requests.ConnectionError(MaxRetryError(None, "/", NewConnectionError(connection, "refused")))  # type: ignore[arg-type]


def bad_certificate() -> requests.exceptions.SSLError:
    cause = ssl.SSLCertVerificationError(
        1, "[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: self-signed"
    )
    return requests.exceptions.SSLError(MaxRetryError(None, "/", SSLError(cause)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("failure", "doubtful", "words"),
    [
        (refused(), False, "no connection"),
        (requests.ConnectTimeout(), False, "no connection"),
        (bad_certificate(), False, "secure connection"),
        (requests.exceptions.SSLError("EOF occurred in violation of protocol"), True, "secure connection"),
        (requests.ReadTimeout(), True, "no answer"),
        (
            requests.ConnectionError(
                ProtocolError("Connection aborted.", ConnectionResetError(104, "reset"))
            ),
            True,
            "broke",
        ),
        (requests.exceptions.ChunkedEncodingError(), True, "broke"),
        (OSError(2, "No such file or directory"), False, "No such file"),
    ],
)
def test_failures_below_http(failure: Exception, doubtful: bool, words: str) -> None:
    caught = create(FakeJira().on("POST /issue", failure))
    assert isinstance(caught, Unavailable)
    assert caught.doubtful == doubtful
    assert words in str(caught)
    assert caught.retryable


@pytest.mark.parametrize("status", [400, 401, 403, 404, 408, 409, 413, 422, 425, 429, 500, 502, 503])
@pytest.mark.parametrize("act", [create, read])
def test_every_refusal_names_the_next_act(status: int, act: Callable[[FakeJira], TrackerError]) -> None:
    answer = Reply({}, status)
    assert act(FakeJira().on("POST /issue", answer).on("GET /serverInfo", answer)).diagnostic.help


@pytest.mark.parametrize(
    "failure", [requests.ReadTimeout(), requests.ConnectionError("reset"), refused(), bad_certificate()]
)
def test_every_failure_names_the_next_act(failure: Exception) -> None:
    assert create(FakeJira().on("POST /issue", failure)).diagnostic.help


@pytest.mark.parametrize(
    "failure",
    [
        requests.exceptions.InvalidURL("Failed to parse"),
        requests.exceptions.MissingSchema("Invalid URL"),
        LocationParseError("a..b"),
        ValueError("Invalid IPv6 URL"),
    ],
)
def test_an_address_that_is_none_is_called_so(failure: Exception) -> None:
    caught = create(FakeJira().on("POST /issue", failure))
    assert isinstance(caught, Rejected)
    assert (caught.scope, caught.doubtful, caught.retryable) == ("instance", False, False)
    assert "no address" in str(caught) and "url" in caught.help


def test_a_proxy_is_called_a_proxy() -> None:
    cause = NewConnectionError(HTTPConnection("127.0.0.1", 1), "refused")
    failure = requests.exceptions.ProxyError(MaxRetryError(None, "/", cause))  # type: ignore[arg-type]
    caught = create(FakeJira().on("POST /issue", failure))
    assert "proxy" in str(caught) and "NO_PROXY" in caught.help and not caught.doubtful


def test_a_company_certificate_says_what_to_do() -> None:
    assert "ca_file" in create(FakeJira().on("POST /issue", bad_certificate())).help


INFO = {"deploymentType": "Cloud", "version": "1001.0.0", "serverTitle": "Blue"}


@pytest.mark.parametrize(
    "passing",
    [
        Reply({}, 503),
        Reply({}, 502),
        Reply({}, 429, {"Retry-After": "2"}),
        requests.ReadTimeout(),
    ],
)
def test_reads_are_tried_again(passing: Any) -> None:
    jira = FakeJira().on("GET /serverInfo", passing, INFO)
    assert jira.tracker.describe().title == "Blue"
    assert len(jira.pauses) == 1


@pytest.mark.parametrize("staying", [Reply({}, 503), Reply({}, 504), requests.ReadTimeout()])
def test_reads_are_given_up(staying: Any) -> None:
    jira = FakeJira().on("GET /serverInfo", staying)
    assert isinstance(read(jira), Unavailable)
    assert len(jira.sent) == 3


def test_a_long_pause_is_left_to_the_engine() -> None:
    jira = FakeJira().on("GET /serverInfo", Reply({}, 429, {"Retry-After": "600"}))
    caught = read(jira)
    assert isinstance(caught, RateLimited)
    assert (caught.retry_after, len(jira.sent), jira.pauses) == (600.0, 1, [])


@pytest.mark.parametrize("final", [Reply({}, 400), Reply({}, 401), Reply({}, 404), Reply(b"<html>", 200)])
def test_what_stays_wrong_is_not_tried_again(final: Reply) -> None:
    jira = FakeJira().on("GET /serverInfo", final)
    read(jira)
    assert len(jira.sent) == 1


@pytest.mark.parametrize(
    "body", [None, [], 5, "text", {"issues": 5}, {"issues": [{}]}, {"issues": [{"id": 1}]}, {}]
)
def test_no_shape_of_an_answer_is_a_traceback(body: Any) -> None:
    for deployment, call in (("cloud", "POST /search/jql"), ("dc", "POST /search")):
        with pytest.raises(Unavailable):
            FakeJira(deployment).on(call, Reply(body)).tracker.changes("BLUE", None)


def test_calls_are_counted() -> None:
    jira = (
        FakeJira().on("GET /serverInfo", Reply({}, 503), INFO).on("POST /issue", {"id": "1", "key": "BLUE-1"})
    )
    jira.tracker.describe()
    jira.tracker.create(DRAFT, "a1b2", Sources())
    assert (jira.tracker.calls.reads, jira.tracker.calls.writes) == (2, 1)


def test_the_clocks_difference_is_seen() -> None:
    jira = FakeJira().on("GET /serverInfo", Reply(INFO, 200, {"Date": "Sun, 01 Mar 2026 12:05:00 GMT"}))
    assert jira.tracker.clock_offset.total_seconds() == 0
    jira.tracker.describe()
    assert jira.tracker.clock_offset.total_seconds() == 300.5


@pytest.mark.parametrize(
    ("deployment", "settings", "scheme"),
    [
        ("cloud", {}, "Basic "),
        ("dc", {}, "Bearer "),
        ("dc", {"username": "sync"}, "Basic "),
    ],
)
def test_credentials(deployment: str, settings: dict[str, str], scheme: str) -> None:
    jira = FakeJira(deployment, **settings).on(
        "GET /serverInfo", {**INFO, "deploymentType": deployment.title()}
    )
    jira.tracker.describe()
    assert jira.sent[0].headers["Authorization"].startswith(scheme)
    assert TOKEN not in repr(vars(jira.tracker))


def test_the_wrong_deployment_is_refused() -> None:
    caught = read(FakeJira("dc").on("GET /serverInfo", INFO))
    assert isinstance(caught, Rejected)
    assert "jira-cloud" in caught.help
