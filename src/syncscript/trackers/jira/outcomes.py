"""What an answer of Jira means: one table from status codes and headers to the contract's errors.

Knows Jira's error bodies, its login and rate limit headers. Refuses to send anything, and never puts a
header of ours in a message.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any

from syncscript.contracts import (
    NotFound,
    RateLimited,
    Rejected,
    TrackerError,
    Unauthorised,
    Unavailable,
    VersionMismatch,
)
from syncscript.trackers.jira.instants import instant

LONGEST_MESSAGE = 500
CHECK_TOKEN = "check the account and its token; tokens expire and can be revoked"
LOGIN_REASON = "X-Seraph-LoginReason"
PAUSES = {"jira-burst-based": 5.0, "jira-per-issue-on-write": 30.0}
"""Seconds to wait where a 429 names a reason but no time."""
PAUSE = 60.0


class Forbidden(Unauthorised):
    """We are known, but may not do or see this."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer, read to its end. `what` is the request in words for messages; `write`: it changes."""

    what: str
    write: bool
    status: int
    headers: Mapping[str, str]
    content: bytes
    received: datetime


def understood(answer: Answer) -> Any:
    """The JSON of a good answer (None for an empty one to a write), else the error it stands for."""
    problem = problem_of(answer)
    if problem is not None:
        raise problem
    if not answer.content.strip() and (answer.write or answer.status == 204):
        return None
    try:
        return json.loads(answer.content)
    except ValueError:
        raise _unreadable(answer) from None


def problem_of(answer: Answer) -> TrackerError | None:
    """The error an answer stands for, None for a good one."""
    denied = _login_problem(answer)
    if denied is not None:
        return denied
    if 200 <= answer.status < 300:
        return None
    if 300 <= answer.status < 400:
        return _redirected(answer)
    words, status_text = jira_words(answer.content), f"HTTP {answer.status}"
    message = f"{answer.what}: {words or status_text}"
    match answer.status:
        case 401:
            return Unauthorised(message, help=CHECK_TOKEN)
        case 403:
            return _forbidden(message, answer)
        case 404:
            return NotFound(message, help="it was deleted or moved, or this account may not see it")
        case 409:
            return VersionMismatch(message, help="it is planned again from a fresh read")
        case 429:
            return rate_limit(message, answer)
        case 425 | 503 if not answer.write:
            return Unavailable(message)
        case 408 | 425:
            return Unavailable(message, doubtful=answer.write and answer.status == 408)
        case status if status >= 500:
            told = f"{message} ({status_text})" if words else message
            return Unavailable(told, doubtful=answer.write,
                               help="it is tried again by itself; look at the tracker if it stays")
        case _:
            return Rejected(message)


def jira_words(content: bytes) -> str:
    """What Jira says in an error body, on one line; empty when it says nothing in its own way."""
    try:
        body = json.loads(content)
    except ValueError:
        return ""
    if not isinstance(body, dict):
        return ""
    parts = [str(text) for text in body.get("errorMessages") or []]
    errors = body.get("errors")
    if isinstance(errors, dict):
        parts += [f"{field}: {text}" for field, text in errors.items()]
    if not parts and body.get("message"):
        parts = [str(body["message"])]
    return " ".join("; ".join(parts).split())[:LONGEST_MESSAGE]


def rate_limit(message: str, answer: Answer) -> RateLimited:
    """Jira's three kinds of limit; only the one on writes to an issue spares other pairs."""
    reason = answer.headers.get("RateLimit-Reason", "")
    error = RateLimited(message, retry_after=_pause(answer, reason), reason=reason,
                        help="it goes on by itself after the pause that Jira asked for")
    if reason == "jira-per-issue-on-write":
        error.scope = "pair"
    return error


def _pause(answer: Answer, reason: str) -> float:
    wanted = answer.headers.get("Retry-After", "").strip()
    if wanted.replace(".", "", 1).isdigit():
        return float(wanted)
    reset = answer.headers.get("X-RateLimit-Reset", "")
    for text, parse in ((wanted, parsedate_to_datetime), (reset, instant)):
        try:
            return max(0.0, (parse(text) - _tracker_time(answer)).total_seconds())
        except (ValueError, TypeError):
            continue
    interval = answer.headers.get("X-RateLimit-Interval-Seconds", "")
    return float(interval) if interval.isdigit() else PAUSES.get(reason, PAUSE)


def _tracker_time(answer: Answer) -> datetime:
    """The tracker's own clock where it tells it: its dates are to be compared with nothing else."""
    return date_of(answer.headers) or answer.received


def date_of(headers: Mapping[str, str]) -> datetime | None:
    """The Date header, in whole seconds."""
    try:
        return parsedate_to_datetime(headers.get("Date", ""))
    except (ValueError, TypeError):
        return None


def _login_problem(answer: Answer) -> Unauthorised | None:
    """A failed login can come with any status: Jira then answers as if nobody had asked."""
    reason = answer.headers.get(LOGIN_REASON, "")
    if "AUTHENTICATION_DENIED" in reason:
        return Unauthorised(f"{answer.what}: Jira asks this account for a captcha after failed logins",
                            help="log in once in a browser with this account, then check its token")
    anonymous = answer.headers.get("X-AUSERNAME", "") == "anonymous"
    if "AUTHENTICATED_FAILED" in reason or (anonymous and answer.status < 500):
        return Unauthorised(f"{answer.what}: Jira did not accept the credentials",
                            help=CHECK_TOKEN)
    return None


def _forbidden(message: str, answer: Answer) -> Forbidden:
    error = Forbidden(message, help="give the account the permission in the project, or change the rule")
    if answer.write:
        error.scope = "pair"
    return error


def _redirected(answer: Answer) -> TrackerError:
    target = answer.headers.get("Location", "").partition("?")[0]
    if "login" in target.casefold() or "id.atlassian.com" in target:
        return Unauthorised(f"{answer.what}: Jira sends to its login page",
                            help=f"{CHECK_TOKEN}; REST calls must be let through the single sign-on")
    return Rejected(f"{answer.what}: the address answers with a redirect to {target or 'nowhere'}",
                    help="set the instance's url to where Jira really is")


def _unreadable(answer: Answer) -> Unavailable:
    if answer.content.lstrip()[:1] == b"<":
        return Unavailable(
            f"{answer.what}: a web page came instead of data", doubtful=answer.write,
            help="a proxy, a login page or a maintenance page answered; check the address and its start page")
    return Unavailable(f"{answer.what}: the answer is not whole JSON", doubtful=answer.write)
