"""A connection as the engine sees it: two sides of one type, and the policies between them.

Knows trackers by their contract and rules by what they answer. Refuses to know configuration files.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import blake2b
from typing import Literal

from syncscript.contracts import Tracker
from syncscript.language import Limits, Rule
from syncscript.model import Json, Span

ConflictPolicy = Literal["newest", "source", "target", "manual"]


@dataclass(frozen=True, slots=True)
class Trigger:
    """A query on one side that brings issues under sync. Inactive ones bring nothing.

    place: where a person wrote it, for messages about it.
    """

    query: str
    active: bool = True
    notes: str = ""
    place: Span | None = None

    def digest(self, project: str) -> str:
        return blake2b(f"{project}\0{self.query}".encode(), digest_size=8).hexdigest()


@dataclass(frozen=True, slots=True)
class Side:
    """One end of a connection. `name` is the instance's name, as the rules use it.

    place: where a person named its project, for messages about it; hosts: what its rules may reach with
    httpClient, `tracker` for the tracker itself; read: answers what rules ask of the other hosts;
    write: sends there what rules plan (method, address, body, headers), each call once; about: what
    its rules find as `connection` and `relation`; former_users: accounts of a former sync, whose comments
    and files here are not sent as new ones.
    """

    name: str
    tracker: Tracker
    project: str
    outgoing: Rule
    incoming: Rule
    triggers: tuple[Trigger, ...] = ()
    place: Span | None = None
    hosts: tuple[str, ...] = ()
    read: Callable[[str], Json] | None = None
    write: Callable[[str, str, str | None, Mapping[str, str]], None] | None = None
    about: Mapping[str, Json] | None = None
    former_users: frozenset[str] = frozenset()

    @property
    def limits(self) -> Limits | None:
        """The budgets of its rules where they are not the usual ones."""
        return Limits(hosts=self.hosts) if self.hosts else None


@dataclass(frozen=True, slots=True)
class Policy:
    """What an admin may choose for a connection.

    removals: the share (0 to 1) of the sync's own copies that one run may remove unasked;
    doubt: how long a write without an answer may still be applied by the tracker;
    overlap: how far before the last poll a poll looks back; sweep: how often every pair's issues are
    looked for, which finds what was deleted or moved; workers: pairs in parallel.
    """

    conflicts: ConflictPolicy = "newest"
    removals: float = 0.2
    doubt: timedelta = timedelta(seconds=120)
    overlap: timedelta = timedelta(minutes=15)
    workers: int = 4
    sweep: timedelta = timedelta(days=1)
    retry_first: timedelta = timedelta(minutes=1)
    retry_longest: timedelta = timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class Connection:
    """Two sides kept in step. The first is polled, and its messages are drained, first."""

    name: str
    sides: tuple[Side, Side]
    policy: Policy = field(default_factory=Policy)

    def side(self, name: str) -> Side:
        return self.sides[0] if self.sides[0].name == name else self.sides[1]

    def other(self, name: str) -> Side:
        return self.sides[1] if self.sides[0].name == name else self.sides[0]
