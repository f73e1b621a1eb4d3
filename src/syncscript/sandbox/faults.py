"""Bad days on demand: which requests fail, how, and how often.

A fault is a value. It acts before the request is handled (a status code, HTML, a dropped connection),
after it (the answer lost or cut short), or lets the write happen later. Refuses to know what
a request means.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

ACTIONS = frozenset({"status", "html", "truncate", "delay", "drop-before", "drop-after", "late"})

_HOLDING: Mapping[str, tuple[type, ...]] = {
    "method": (str,), "path": (str,), "kind": (str,), "nth": (int,), "times": (int, type(None)),
    "code": (int,), "headers": (Mapping,), "seconds": (int, float),
}  # fmt: skip


class ConnectionDropped(ConnectionError):
    """The server hangs up without an answer."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What goes wrong for requests that match.

    method: empty for all; path: searched for in the path with its query; kind: `read`, `write` or
    empty; nth: the first match that fails, counted from 1; times: how many fail, None for all.
    action: `status` (code, body, headers), `html` (an error page with `code`), `truncate` (half the
    answer), `delay` (the answer comes late), `drop-before` (nothing is done), `drop-after` (done, the
    answer lost), `late` (hung up on, done later). seconds: how late; the other actions keep the
    caller waiting for so long before the bad answer, so that its own time-out may come first.
    """

    action: str
    method: str = ""
    path: str = ""
    kind: str = ""
    nth: int = 1
    times: int | None = 1
    code: int = 500
    body: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)
    seconds: float = 0.0

    def __post_init__(self) -> None:
        if self.action not in ACTIONS:
            raise ValueError(f"no such action: {self.action}; there are {', '.join(sorted(ACTIONS))}")
        for name, kinds in _HOLDING.items():
            value = getattr(self, name)
            if not isinstance(value, kinds) or isinstance(value, bool):
                raise ValueError(f"{name} cannot be {value!r}")
        if self.nth < 1 or (self.times is not None and self.times < 1) or self.seconds < 0:
            raise ValueError("nth and times are counted from 1, and seconds are not negative")
        if not 200 <= self.code <= 599:
            raise ValueError(f"{self.code} is no status code of an answer")
        try:
            re.compile(self.path)
        except re.error as error:
            raise ValueError(f"path is no regular expression: {error}") from None

    def concerns(self, method: str, path: str, kind: str) -> bool:
        """Whether a request is one of those meant."""
        return (self.method in ("", method) and self.kind in ("", kind)
                and re.search(self.path, path) is not None)


@dataclass(frozen=True, slots=True)
class _Armed:
    fault: Fault
    seen: int = 0


class Faults:
    """The faults in force. Safe to use from several threads."""

    def __init__(self) -> None:
        self._armed: list[_Armed] = []
        self._lock = threading.Lock()

    def add(self, fault: Fault) -> None:
        with self._lock:
            self._armed.append(_Armed(fault))

    def clear(self) -> None:
        with self._lock:
            self._armed.clear()

    def next_for(self, method: str, path: str, kind: str) -> Fault | None:
        """The fault that strikes this request: the first armed one. Every match is counted."""
        with self._lock:
            struck = None
            for place, armed in enumerate(self._armed):
                if not armed.fault.concerns(method, path, kind):
                    continue
                armed = self._armed[place] = replace(armed, seen=armed.seen + 1)
                if struck is None and _strikes(armed):
                    struck = armed.fault
            self._armed = [armed for armed in self._armed if not _spent(armed)]
            return struck


def _strikes(armed: _Armed) -> bool:
    since = armed.seen - armed.fault.nth
    return since >= 0 and (armed.fault.times is None or since < armed.fault.times)


def _spent(armed: _Armed) -> bool:
    times = armed.fault.times
    return times is not None and armed.seen >= armed.fault.nth + times - 1
