"""Searching by JQL, whole or not at all.

Knows both ways of paging: a token on Cloud, a position on Data Center, where each page starts with the
last issue of the one before, so that a list that shifts while it is read is noticed. Refuses to
hand out a part of an answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

from syncscript.contracts import Rejected, Unavailable
from syncscript.jql import quoted
from syncscript.trackers.jira.http import Http
from syncscript.trackers.jira.instants import relative

Raw = dict[str, Any]

CLOUD_PAGE = 5000
DC_PAGE = 1000
TRIES = 3
_QUOTED = re.compile(r'"(?:\\.|[^"\\])*"|\'(?:\\.|[^\'\\])*\'', re.DOTALL)
_ORDER = re.compile(r"\border\s+by\b", re.IGNORECASE)


def changes_jql(project: str, window: timedelta | None, query: str | None) -> str:
    """JQL, without an order, for issues of a project updated within a window that match a trigger's query."""
    parts = [f"project = {quoted(project)}"]
    if window is not None:
        parts.append(f"updated >= {relative(window)}")
    if query and (condition := without_order(query)):
        parts.append(f"({condition})")
    return " AND ".join(parts)


def without_order(query: str) -> str:
    """A query's condition alone. Rejected when a bracket or quote in it is not closed."""
    bare = _QUOTED.sub(lambda match: "x" * len(match.group()), query)
    found = _ORDER.search(bare)
    end = found.start() if found else len(query)
    depth = 0
    for letter in bare[:end]:
        depth += {"(": 1, ")": -1}.get(letter, 0)
        if depth < 0:
            break
    if depth != 0 or '"' in bare[:end] or "'" in bare[:end]:
        raise Rejected(f"a bracket or quote is not closed in the query: {query.strip()}",
                       help="correct the trigger's query")
    return query[:end].strip()


def search(http: Http, cloud: bool, jql: str, fields: Sequence[str],
           properties: Sequence[str] = ()) -> list[Raw]:
    """Every issue that matches. Data Center's search knows no properties."""
    if cloud:
        return list(_by_token(http, jql, fields, properties))
    for _ in range(TRIES):
        found = _by_position(http, jql, fields)
        if found is not None:
            return found
    raise Unavailable("the search result kept shifting while it was read",
                      help="it is read again in the next run")


def first(http: Http, cloud: bool, jql: str, fields: Sequence[str]) -> Raw | None:
    """The first issue that matches."""
    path = "/search/jql" if cloud else "/search"
    found = http.ask(path, {"jql": jql, "maxResults": 1, "fields": list(fields)})["issues"]
    return found[0] if found else None


def _by_token(http: Http, jql: str, fields: Sequence[str], properties: Sequence[str]) -> Iterator[Raw]:
    body: dict[str, Any] = {"jql": jql, "maxResults": CLOUD_PAGE, "fields": list(fields)}
    if properties:
        body["properties"] = list(properties)
    tokens: set[str] = set()
    while True:
        page = http.ask("/search/jql", body)
        yield from page["issues"]
        token = page.get("nextPageToken")
        if not token:
            return
        if token in tokens:
            raise Unavailable("the search handed out the same page twice")
        tokens.add(token)
        body = {**body, "nextPageToken": token}


def _by_position(http: Http, jql: str, fields: Sequence[str]) -> list[Raw] | None:
    """None when the list shifted between two pages."""
    found: list[Raw] = []
    while True:
        start = max(0, len(found) - 1)
        page = http.ask("/search", {
            "jql": jql, "startAt": start, "maxResults": DC_PAGE, "fields": list(fields)})
        issues = page["issues"]
        if found and (not issues or issues[0]["id"] != found[-1]["id"]):
            return None
        fresh = issues[1:] if found else issues
        found += fresh
        if len(found) >= page["total"]:
            return found
        if not fresh:
            return None
