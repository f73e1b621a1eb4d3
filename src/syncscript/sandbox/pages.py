"""Long search results between two pages: a token stands for what one search found and how far it got.

A token is good for the query it came from, several times over, until many newer searches followed it.
"""

from __future__ import annotations

from collections import OrderedDict

from syncscript.sandbox.records import Issue

KEPT = 200


class Pages:
    """The last searches that have more to show."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, tuple[list[Issue], int, str]] = OrderedDict()
        self._given = 0

    def keep(self, found: list[Issue], start: int, jql: str) -> str:
        """A token for the rest of `found` from `start` on."""
        self._given += 1
        token = f"page.{self._given}.{start}"
        self._kept[token] = (found, start, jql)
        if len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return token

    def resume(self, token: str, jql: str) -> tuple[list[Issue], int] | None:
        """What was found and where to go on; None for a token that is unknown or of another query."""
        found, start, query = self._kept.get(token, ([], 0, ""))
        return (found, start) if token in self._kept and query == jql else None
