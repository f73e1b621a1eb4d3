"""What went over the wire between a client and a server, kept for a judge.

`Recorder.session` makes a `requests.Session` that remembers every request and its answer; hand it to
whoever sends requests. Nothing is changed on the way.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import requests


@dataclass(frozen=True)
class Exchange:
    """One request and its answer. Bodies that are no JSON are None."""

    method: str
    path: str
    query: tuple[tuple[str, str], ...]
    sent_type: str
    sent: Any
    status: int
    answered_type: str
    answered: Any

    @property
    def call(self) -> str:
        return f"{self.method} {self.path} -> {self.status}"


@dataclass
class Recorder:
    """Exchanges of all sessions it made, in the order they ended."""

    exchanges: list[Exchange] = field(default_factory=list)

    def session(self) -> requests.Session:
        return _RecordingSession(self.exchanges)


class _RecordingSession(requests.Session):
    def __init__(self, exchanges: list[Exchange]) -> None:
        super().__init__()
        self._exchanges = exchanges

    def send(self, request: requests.PreparedRequest, **kwargs: Any) -> requests.Response:
        response = super().send(request, **kwargs)
        parts = urlsplit(request.url or "")
        self._exchanges.append(
            Exchange(
                request.method or "",
                parts.path,
                tuple(parse_qsl(parts.query, keep_blank_values=True)),
                request.headers.get("Content-Type", "").partition(";")[0],
                _as_json(request.body),
                response.status_code,
                response.headers.get("Content-Type", "").partition(";")[0],
                _as_json(response.content),
            )
        )
        return response


def _as_json(body: Any) -> Any:
    if not isinstance(body, str | bytes) or not body:
        return None
    try:
        return json.loads(body)
    except ValueError:
        return None
