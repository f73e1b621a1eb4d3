"""What is there under the keys that somebody wrote down: id, present key and time of the last change.

Many with one call, and each that such a call leaves out by itself: only that read says for certain that an
issue is not there, and it alone knows the new key of an issue that was moved. Keys come from files of other
programs, so that nothing but a key of Jira's is ever put into an address or a query. All that a Data Center
is asked is a GET; Cloud has its read of many as a POST alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from syncscript.contracts import Rejected
from syncscript.jql import quoted
from syncscript.model import IssueHead, IssueRef
from syncscript.trackers.jira.fetching import Fetching
from syncscript.trackers.jira.http import Params
from syncscript.trackers.jira.instants import instant, iso

Raw = dict[str, Any]

BATCH = 100
LONGEST = 4000
"""Letters of keys in one query: servers and proxies take addresses of 8,000."""
KEY = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,254}-[1-9][0-9]{0,17}")


def heads_of(fetching: Fetching, keys: Sequence[str]) -> dict[str, IssueHead]:
    """By the key that was asked for; without those that Jira calls unknown or that are no keys."""
    asked = [key for key in dict.fromkeys(keys) if KEY.fullmatch(key)]
    found: dict[str, IssueHead] = {}
    for start in range(0, len(asked), BATCH):
        batch = asked[start : start + BATCH]
        raws = {str(raw["key"]).casefold(): raw for raw in _many(fetching, batch)}
        for key in batch:
            raw = raws.get(key.casefold()) or fetching.peek(key, "updated")
            if raw is not None:
                found[key] = head(raw)
    return found


def head(raw: Raw) -> IssueHead:
    """What a search or a read tells of an issue, in short."""
    updated = instant(raw["fields"]["updated"])
    return IssueHead(IssueRef(str(raw["id"]), str(raw["key"])), iso(updated), updated)


def _many(fetching: Fetching, keys: Sequence[str]) -> Iterator[Raw]:
    if not fetching.cloud:
        yield from _searched(fetching, keys)
        return
    asked = {"issueIdsOrKeys": list(keys), "fields": ["updated"]}
    yield from fetching.http.ask("/issue/bulkfetch", asked)["issues"]


def _searched(fetching: Fetching, keys: Sequence[str]) -> Iterator[Raw]:
    """A Data Center that refuses unknown keys, or as many, is asked by halves."""
    if len(keys) <= 1:
        return
    query = f"key in ({', '.join(map(quoted, keys))})"
    asked: Params = {"jql": query, "fields": "updated", "maxResults": len(keys), "validateQuery": "false"}
    try:
        found = fetching.http.get("/search", asked)["issues"] if len(query) <= LONGEST else None
    except Rejected:
        found = None
    if found is not None:
        yield from found
        return
    half = len(keys) // 2
    yield from _searched(fetching, keys[:half])
    yield from _searched(fetching, keys[half:])
