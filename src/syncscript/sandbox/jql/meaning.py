"""What is needed to give a clause its meaning, and the refusals for one that has none.

A test tells of one issue whether a clause holds. All that a query names is resolved when the test is
made, so that a wrong name is refused even where there is no issue to look at.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from syncscript.jql.tree import Clause
from syncscript.sandbox.problems import JiraProblem, refused
from syncscript.sandbox.records import FieldDefinition, Issue, User
from syncscript.sandbox.world import World

Test = Callable[[Issue], bool]
SortKey = Callable[[Issue], Any]


@dataclass(frozen=True, slots=True)
class Context:
    """Who searches, and when. Dates in a query are read in this user's own time zone."""

    world: World
    user: User
    now: datetime

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.user.zone)


@dataclass(frozen=True, slots=True)
class Subject:
    """What a clause is about. `definition` is None for what is no field, such as the key."""

    name: str
    comparison: str
    definition: FieldDefinition | None = None


def unsupported(clause: Clause) -> JiraProblem:
    """400: this operator makes no sense for this field."""
    return refused(f"The operator '{clause.operator}' is not supported by the '{clause.field.text}' field.")


def unknown_value(text: str, field: str) -> JiraProblem:
    """400: no such thing."""
    return refused(f"The value '{text}' does not exist for the field '{field}'.")
