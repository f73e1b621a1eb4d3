"""The one place that sends a request to Jira.

Knows sessions (one a thread, no retries of their own), credentials, deadlines, the tracker's clock and
the count of calls. Reads are tried again a few times; a write is sent once and never again. Refuses
to know what the requests are about.
"""

from __future__ import annotations

import threading
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urljoin, urlsplit

import requests

from syncscript.contracts import Content, RateLimited, TrackerError, Unauthorised, Unavailable
from syncscript.trackers.jira.failures import BELOW_HTTP, failure
from syncscript.trackers.jira.outcomes import Answer, date_of, problem_of, understood
from syncscript.trackers.jira.settings import JiraSettings

CHUNK = 64 * 1024
LONGEST_ROUTE = 5
FIRST_PAUSE = 0.5
PASSING = (502, 503, 504)
LOOPBACK = ("127.0.0.1", "localhost", "::1")

Params = Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class Calls:
    """Requests sent so far, the repeated ones too."""

    reads: int = 0
    writes: int = 0


@dataclass(frozen=True, slots=True)
class Request:
    """path: below the API's own path, or a whole path when it starts with `/rest` or `/secure`."""

    method: str
    path: str
    write: bool
    params: Params | None = None
    body: Any = None
    data: Any = None
    headers: Mapping[str, str] | None = None

    @property
    def what(self) -> str:
        return f"{self.method} {self.path}"


class Http:
    """Requests to one Jira. Safe to use from several threads."""

    def __init__(self, settings: JiraSettings, now: Callable[[], datetime], sleep: Callable[[float], None],
                 clock: Callable[[], float], sessions: Callable[[], requests.Session]) -> None:
        self._settings = settings
        self._now = now
        self._sleep = sleep
        self._clock = clock
        self._sessions = sessions
        self._local = threading.local()
        self._lock = threading.Lock()
        self._calls = Calls()
        self._offset = timedelta()

    @property
    def calls(self) -> Calls:
        return self._calls

    @property
    def clock_offset(self) -> timedelta:
        """Jira's clock minus ours; zero while the difference is within what a Date header can tell."""
        return self._offset if abs(self._offset) > timedelta(seconds=2) else timedelta()

    def get(self, path: str, params: Params | None = None) -> Any:
        return self._read(Request("GET", path, False, params))

    def ask(self, path: str, body: Any) -> Any:
        """A POST that only reads."""
        return self._read(Request("POST", path, False, body=body))

    def write(self, method: str, path: str, body: Any = None, *, params: Params | None = None,
              data: Any = None, headers: Mapping[str, str] | None = None) -> Any:
        """Send a write exactly once. The answer's JSON, None where there is none."""
        return understood(self._send(Request(method, path, True, params, body, data, headers)))

    def send(self, method: str, path: str, body: str | None, headers: Mapping[str, str]) -> None:
        """Send a write exactly once, whatever its good answer says."""
        data = body.encode() if body is not None else None
        kind = {"Content-Type": "application/json"} if body is not None else {}
        answer = self._send(Request(method, path, True, data=data, headers={**kind, **headers}))
        problem = problem_of(answer)
        if problem is not None:
            raise problem

    def _read(self, request: Request) -> Any:
        for attempt in range(1, self._settings.read_attempts):
            try:
                answer = self._send(request)
            except Unavailable:
                self._sleep(FIRST_PAUSE * 2 ** (attempt - 1))
                continue
            problem = problem_of(answer)
            pause = self._pause_before_another(answer, problem, attempt)
            if pause is None:
                return understood(answer)
            self._sleep(pause)
        return understood(self._send(request))

    def _pause_before_another(self, answer: Answer, problem: TrackerError | None, attempt: int,
                              ) -> float | None:
        if isinstance(problem, RateLimited):
            return problem.retry_after if problem.retry_after <= self._settings.longest_pause else None
        return FIRST_PAUSE * 2 ** (attempt - 1) if answer.status in PASSING else None

    def _send(self, request: Request) -> Answer:
        self._count(request.write)
        started, ends = self._now(), self._clock() + self._settings.deadline
        try:
            response = self._open(request, self._url(request.path), authorised=True)
            with response:
                self._note_clock(response, started)
                content = self._whole(response, request, ends)
        except BELOW_HTTP as error:
            raise failure(request.what, request.write, error) from None
        return Answer(request.what, request.write, response.status_code, response.headers, content,
                      self._now())

    def _open(self, request: Request, url: str, *, authorised: bool) -> requests.Response:
        headers = {"Accept": "application/json", **(request.headers or {})}
        return self._session().request(
            request.method, url, params=request.params, json=request.body, data=request.data, headers=headers,
            auth=self._authorise if authorised else _nobody, timeout=self._settings.timeout, stream=True,
            allow_redirects=False, verify=self._settings.ca_file or True)

    def _whole(self, response: requests.Response, request: Request, ends: float) -> bytes:
        parts = []
        for part in response.iter_content(CHUNK):
            parts.append(part)
            if self._clock() > ends:
                raise Unavailable(
                    f"{request.what}: the whole answer took longer than {self._settings.deadline:g} s",
                    doubtful=request.write)
        return b"".join(parts)

    @contextmanager
    def stream(self, address: str, params: Params | None = None) -> Iterator[Content]:
        """The bytes at a path or a whole address. Credentials go to the tracker's own host alone."""
        headers = {"Accept": "*/*", "Accept-Encoding": "identity"}
        request = Request("GET", address, False, params, headers=headers)
        response = self._follow(request)
        with response:
            length = response.headers.get("Content-Length", "")
            plain = "Content-Encoding" not in response.headers
            yield Content(_chunks(response, request), int(length) if plain and length.isdigit() else None)

    def _follow(self, request: Request) -> requests.Response:
        url = self._url(request.path)
        for _ in range(LONGEST_ROUTE):
            self._count(False)
            try:
                response = self._open(request, url, authorised=self._is_ours(url))
                if response.is_redirect and not _to_login(response):
                    url = urljoin(url, response.headers["Location"])
                    request = Request("GET", request.path, False, None, headers=request.headers)
                    response.close()
                    continue
                if response.status_code == 200 and not _to_login(response):
                    return response
                with response:
                    content = response.content
            except BELOW_HTTP as error:
                raise failure(request.what, False, error) from None
            status = response.status_code
            answer = Answer(request.what, False, status, response.headers, content, self._now())
            raise problem_of(answer) or Unavailable(f"{request.what}: HTTP {status} instead of a file")
        raise Unavailable(f"{request.what}: more than {LONGEST_ROUTE} redirects")

    def _url(self, path: str) -> str:
        if path.startswith(("http://", "https://")):
            return path
        whole = path.startswith(("/rest/", "/secure/"))
        return self._settings.address + ("" if whole else self._settings.api) + path

    def _is_ours(self, url: str) -> bool:
        ours, there = urlsplit(self._settings.address), urlsplit(url)
        return (ours.scheme, ours.hostname, ours.port) == (there.scheme, there.hostname, there.port)

    def _session(self) -> requests.Session:
        if not hasattr(self._local, "session"):
            session = self._sessions()
            # A proxy from the environment cannot reach this machine's own servers.
            session.trust_env = urlsplit(self._settings.address).hostname not in LOOPBACK
            self._local.session = session
        kept: requests.Session = self._local.session
        return kept

    def _authorise(self, prepared: requests.PreparedRequest) -> requests.PreparedRequest:
        account = self._settings.email if self._settings.cloud else self._settings.username
        secret = self._settings.secret.reveal()
        if any(ord(letter) < 32 or ord(letter) > 255 for letter in secret):
            raise Unauthorised("the token holds characters that no token has",
                               help="copy the token again; it must be one line of plain letters")
        basic = b64encode(f"{account}:{secret}".encode()).decode()
        prepared.headers["Authorization"] = f"Basic {basic}" if account else f"Bearer {secret}"
        return prepared

    def _count(self, write: bool) -> None:
        with self._lock:
            calls = self._calls
            self._calls = Calls(calls.reads + (not write), calls.writes + write)

    def _note_clock(self, response: requests.Response, started: datetime) -> None:
        there = date_of(response.headers)
        if there is None:
            return
        here = started + (self._now() - started) / 2
        with self._lock:
            # A Date header is cut to whole seconds: half a second is what it hides on average.
            self._offset = there + timedelta(seconds=0.5) - here


def _nobody(prepared: requests.PreparedRequest) -> requests.PreparedRequest:
    """No credentials, not even those of a .netrc."""
    prepared.headers.pop("Authorization", None)
    prepared.headers.pop("Cookie", None)
    return prepared


def _to_login(response: requests.Response) -> bool:
    target = response.headers.get("Location", "")
    return response.is_redirect and "login" in target.partition("?")[0].casefold()


def _chunks(response: requests.Response, request: Request) -> Iterator[bytes]:
    try:
        yield from response.iter_content(CHUNK)
    except BELOW_HTTP as error:
        raise failure(request.what, False, error) from None
