"""JQL as lint sees it: its clauses with their places, or where it stops being JQL.

Refuses to know what fields and values there are.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Named:
    """A field or a value: its text without quotes, and where it stands in the query."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Clause:
    """operator: `=`, `in`, `is`... in small letters; certain: every issue that is found fulfils it; values:
    those that are written out."""

    field: Named
    operator: str
    values: tuple[Named, ...]
    certain: bool


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Where a query stops being JQL, and why."""

    start: int
    length: int
    message: str


def clauses_of(query: str) -> list[Clause] | Unreadable:
    """All clauses of a query, in their order."""
    from syncscript.app.linting.query_reading import read

    return read(query)
