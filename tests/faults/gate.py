"""A gate before each tracker: every request of the program passes here and may meet a fate.

Counts requests over all gates of a world, so that a bad day happens at the same request every
time and never by the clock. Knows HTTP and nothing of any tracker.
"""

from __future__ import annotations

import http.client
import socket
import struct
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

READING_POSTS = (
    "/search", "/search/jql", "/issue/bulkfetch", "/changelog/bulkfetch", "/search/approximate-count"
)  # fmt: skip
HOP_BY_HOP = {"connection", "keep-alive", "transfer-encoding", "content-length", "expect", "te", "upgrade"}


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as it arrived. `number` counts from 1 over all gates since the last `watch`."""

    number: int
    instance: str
    method: str
    path: str
    body: bytes

    @property
    def is_write(self) -> bool:
        return self.method != "GET" and not urlsplit(self.path).path.endswith(READING_POSTS)

    def creates(self, thing: str) -> bool:
        """Whether this creates an `issue`, a `comment` or an `attachments` entry."""
        return self.method == "POST" and urlsplit(self.path).path.endswith(f"/{thing}")

    def __str__(self) -> str:
        return f"{self.number} {self.instance} {self.method} {self.path}"


@dataclass(frozen=True, slots=True)
class Given:
    """An answer of the tracker, whole."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes


class Dropped(Exception):
    """The connection ends here without an answer."""


Forward = Callable[[], Given]
Fate = Callable[[Asked, Forward], Given]


def passes(asked: Asked, forward: Forward) -> Given:
    """The fate of most requests."""
    return forward()


def never_arrives(asked: Asked, forward: Forward) -> Given:
    raise Dropped


def answer_is_lost(asked: Asked, forward: Forward) -> Given:
    """The tracker does what it was asked for; nobody hears of it."""
    forward()
    raise Dropped


def half_an_answer(asked: Asked, forward: Forward) -> Given:
    """A complete HTTP answer whose JSON ends in the middle."""
    given = forward()
    return Given(given.status, given.headers, given.body[:len(given.body) // 2])


def refused(status: int, body: bytes = b'{"errorMessages":["refused by the test"],"errors":{}}') -> Fate:
    """An answer of the gate's own; the tracker never hears of the request."""
    return lambda asked, forward: Given(status, (("Content-Type", "application/json"),), body)


def fails_after(status: int) -> Fate:
    """The tracker does what it was asked for and then says that it failed."""
    def fate(asked: Asked, forward: Forward) -> Given:
        forward()
        return Given(status, (("Content-Type", "application/json"),), b'{"errorMessages":["boom"]}')
    return fate


@dataclass
class Watch:
    """What is seen of the requests since it began, and the fate that each one meets."""

    fate: Fate = passes
    seen: list[Asked] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, instance: str, method: str, path: str, body: bytes) -> Asked:
        with self.lock:
            asked = Asked(len(self.seen) + 1, instance, method, path, body)
            self.seen.append(asked)
            return asked

    @property
    def writes(self) -> list[Asked]:
        return [asked for asked in self.seen if asked.is_write]


class Gates:
    """All gates of a world. `watch` starts a new count."""

    def __init__(self) -> None:
        self.now = Watch()
        self._servers: list[ThreadingHTTPServer] = []

    def watch(self, fate: Fate = passes) -> Watch:
        self.now = Watch(fate)
        return self.now

    def before(self, instance: str, url: str) -> str:
        """Put a gate before the tracker at `url`; the gate's own address."""
        there = urlsplit(url)
        handler = _handler(self, instance, there.hostname or "", there.port or 80)
        server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        server.daemon_threads = True
        self._servers.append(server)
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        return f"http://127.0.0.1:{server.server_address[1]}"

    def close(self) -> None:
        for server in self._servers:
            server.shutdown()
            server.server_close()


def _handler(gates: Gates, instance: str, host: str, port: int) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def answer(self) -> None:
            watch = gates.now
            asked = watch.note(instance, self.command, self.path, _body(self))
            try:
                given = watch.fate(asked, lambda: _forwarded(self, asked, host, port))
            except Dropped:
                _reset(self.connection)
                self.close_connection = True
                return
            self._give(given)

        def _give(self, given: Given) -> None:
            self.send_response_only(given.status)
            for name, value in given.headers:
                if name.casefold() not in HOP_BY_HOP:
                    self.send_header(name, value)
            if given.status != 204:
                self.send_header("Content-Length", str(len(given.body)))
            self.end_headers()
            if given.status != 204:
                self.wfile.write(given.body)

        do_GET = do_POST = do_PUT = do_DELETE = answer

        def handle(self) -> None:
            with suppress(OSError):  # the program is dead, as it was meant to be
                super().handle()

        def log_message(self, format: str, *args: Any) -> None:
            pass

    return Handler


def _body(handler: BaseHTTPRequestHandler) -> bytes:
    if "chunked" not in handler.headers.get("Transfer-Encoding", ""):
        return handler.rfile.read(int(handler.headers.get("Content-Length") or 0))
    parts = []
    while size := int(handler.rfile.readline().split(b";")[0], 16):
        parts.append(handler.rfile.read(size))
        handler.rfile.readline()
    handler.rfile.readline()
    return b"".join(parts)


def _forwarded(handler: BaseHTTPRequestHandler, asked: Asked, host: str, port: int) -> Given:
    headers = {name: value for name, value in handler.headers.items() if name.casefold() not in HOP_BY_HOP}
    connection = http.client.HTTPConnection(host, port, timeout=30)
    try:
        connection.request(asked.method, asked.path, asked.body or None, {**headers, "Connection": "close"})
        answer = connection.getresponse()
        return Given(answer.status, tuple(answer.getheaders()), answer.read())
    finally:
        connection.close()


def _reset(connection: socket.socket) -> None:
    """End a connection the hard way, so that the other end learns at once that no answer comes."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()
