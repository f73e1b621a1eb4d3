"""Who works in a project, as its tracker tells it: a power that some trackers have beside syncing.

The engine never asks for it. Refuses to know what anybody wants with these people.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable


@dataclass(frozen=True, slots=True)
class Person:
    """key: account id (Cloud) or user key (Data Center); email: None where the tracker hides it."""

    key: str
    name: str
    email: str | None


@runtime_checkable
class PeopleSource(Protocol):
    """A tracker that can tell its people."""

    def people(self, project: str) -> Sequence[Person]:
        """Those who may be given issues of the project, and those whom its issues name as reporter or
        assignee, each once. Writes nothing; TrackerError where it cannot tell."""
        ...
