"""Lists that Jira hands out in pages with a position: all of their entries.

Knows that the two products name the entries differently, and that lists of people have no frame at all.
Refuses to know what the entries are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from syncscript.contracts import Unavailable
from syncscript.trackers.jira.http import Http, Params

Raw = dict[str, Any]

PAGE = 200
MOST_PAGES = 1000


def entries(http: Http, path: str, names: Sequence[str]) -> Iterator[Raw]:
    """Every entry of a paged list; `names` are those under which a page may hold them."""
    start = 0
    while True:
        page = http.get(path, {"startAt": start, "maxResults": PAGE})
        found = next(page[name] for name in names if name in page)
        yield from found
        start += len(found)
        if not found or page.get("isLast") or start >= page.get("total", start):
            return


def unframed(http: Http, path: str, params: Params) -> Iterator[Raw]:
    """Every entry of a list of people: its pages may be short, as some are filtered out after the cut.

    The end is an empty page, or one that only repeats what was there.
    """
    seen: set[str] = set()
    for number in range(MOST_PAGES):
        found = http.get(path, {**params, "startAt": number * PAGE, "maxResults": PAGE})
        fresh = [raw for raw in found if identity(raw) not in seen]
        if not fresh:
            return
        seen |= {identity(raw) for raw in fresh}
        yield from fresh
    raise Unavailable(f"a list of people does not end: {path}")


def identity(person: Raw) -> str:
    """What tells one person from another, as both products write it."""
    return str(person.get("accountId") or person.get("key") or person["name"])
