"""Sends what rules write to hosts through httpClient: to those that the side lists, each call exactly once.

The same hosts and addresses as for reading, and no redirects. Says of each failure whether the call may have
been done all the same.
"""

from __future__ import annotations

from collections.abc import Mapping

import urllib3
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NewConnectionError

from syncscript.app.reading_hosts import HostReader, pool_to
from syncscript.contracts import RateLimited, Rejected, Unavailable

PAUSE = 60.0
"""Seconds to wait where a host that has enough of calls names no time."""
JSON = {"Content-Type": "application/json"}


class HostWriter:
    """`writer(method, url, body, headers)`; the answer's content is nobody's."""

    def __init__(self, reader: HostReader) -> None:
        self._reader = reader

    def __call__(self, method: str, url: str, body: str | None, headers: Mapping[str, str]) -> None:
        """Rejected for other hosts and refusals; Unavailable, doubtful where it may have been done."""
        parts, host, address = self._reader.place(url)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        sent = {"Accept": "application/json", "User-Agent": "syncscript", **(JSON if body else {}), **headers}
        sent["Host"] = parts.netloc
        content = body.encode() if body else None
        try:
            response = pool_to(parts, host, address).request(
                method, path, body=content, headers=sent, redirect=False, retries=False
            )
        except (ConnectTimeoutError, NewConnectionError) as error:
            raise Unavailable(f"{host} does not answer: {type(error).__name__}") from error
        except (HTTPError, OSError) as error:
            lost = f"{method} {url}: the answer was lost ({type(error).__name__})"
            raise Unavailable(lost, doubtful=True) from error
        _judge(response, f"{method} {url}")


def _judge(response: urllib3.BaseHTTPResponse, what: str) -> None:
    status = response.status
    if 200 <= status < 300:
        return
    if status == 429:
        told = response.headers.get("Retry-After", "")
        raise RateLimited(what, retry_after=float(told) if told.isdigit() else PAUSE)
    if status >= 500:
        raise Unavailable(f"{what} answers with {status}", doubtful=True)
    raise Rejected(f"{what} answers with {status}", help="correct what the rule sends, or where")
