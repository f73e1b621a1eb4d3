"""Writing to hosts: what is sent, once, and what every failure says of whether it may have been done."""

from __future__ import annotations

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from syncscript.app.reading_hosts import HostReader
from syncscript.app.writing_hosts import HostWriter
from syncscript.contracts import RateLimited, Rejected, Unavailable
from tests.served import served

STATUS = {"/ok": 201, "/refused": 422, "/broken": 502, "/elsewhere": 307, "/enough": 429}


class Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        told = {name: self.headers[name] for name in ("Content-Type", "Authorization", "Host")}
        self.server.seen.append((self.command, self.path, body, told))  # type: ignore[attr-defined]
        if self.path == "/cut":
            self.connection.close()
            return
        self.send_response(STATUS[self.path])
        self.send_header("Content-Length", "0")
        self.send_header("Retry-After", "7")
        self.send_header("Location", "/ok")
        self.end_headers()

    do_PUT = do_DELETE = do_PATCH = do_POST

    def log_message(self, *parts: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[HTTPServer]:
    with served(Handler) as running:
        yield running


def writer(permitted: bool = True) -> HostWriter:
    resolve = lambda host: ["127.0.0.1"]  # noqa: E731
    return HostWriter(HostReader(["api.example.com"], resolve=resolve, permits=lambda address: permitted))


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_a_call_is_sent_as_the_rule_says(server: HTTPServer, method: str) -> None:
    url = f"http://api.example.com:{server.server_port}/ok"
    writer()(method, url, '{"a": "é"}', {"Authorization": "Bearer own"})
    [(sent, path, body, headers)] = server.seen  # type: ignore[attr-defined]
    assert (sent, path, body) == (method, "/ok", '{"a": "é"}')
    assert headers["Content-Type"] == "application/json" and headers["Authorization"] == "Bearer own"
    assert headers["Host"].startswith("api.example.com")


@pytest.mark.parametrize(
    ("path", "error", "doubtful"),
    [("/refused", Rejected, False), ("/elsewhere", Rejected, False), ("/broken", Unavailable, True),
     ("/enough", RateLimited, False), ("/cut", Unavailable, True)],
)  # fmt: skip
def test_what_a_failure_says(server: HTTPServer, path: str, error: type[Exception], doubtful: bool) -> None:
    with pytest.raises(error) as caught:
        writer()("POST", f"http://api.example.com:{server.server_port}{path}", "{}", {})
    assert caught.value.doubtful is doubtful  # type: ignore[attr-defined]
    assert len(server.seen) == 1  # type: ignore[attr-defined]


def test_nobody_there_leaves_no_doubt() -> None:
    with HTTPServer(("127.0.0.1", 0), Handler) as closed:
        port = closed.server_port
    with pytest.raises(Unavailable) as caught:
        writer()("POST", f"http://api.example.com:{port}/", None, {})
    assert not caught.value.doubtful


@pytest.mark.parametrize("url", ["http://other.example.com/", "ftp://api.example.com/", "http://a@api.example.com/"])
def test_other_hosts_are_refused(url: str) -> None:
    with pytest.raises(Rejected):
        writer()("POST", url, None, {})


def test_addresses_inside_are_refused() -> None:
    with pytest.raises(Rejected, match="no public address"):
        writer(permitted=False)("POST", "http://api.example.com/", None, {})
