"""What another sync knew of two issues, as it is taken over from that sync's export.

Plain values that the reader of exports, the store and the engine share. Times are epoch milliseconds, as the
exports tell them; ids of comments and attachments are texts. Refuses to know how an export is spelled, and
that anybody will look for these issues.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Any

from syncscript.model import Diagnostic, Json

WAITING = "waiting"
"""State of a pair whose issues were not looked for yet: keys are known, ids are not."""
PAIRED = "paired"
GONE = "gone"
"""State of a pair that could not be taken over; its problem says why."""


@dataclass(frozen=True, slots=True)
class Link:
    """One comment or attachment (`kind`) and its copy, which the former sync made.

    side: where the original is, under `source_id`; the copy is on the other side.
    """

    kind: str
    side: str
    source_id: str
    copy_id: str


@dataclass(frozen=True, slots=True)
class TakenSide:
    """What the former sync told of one of the two issues.

    sent, received: how many messages it counted. known_until: everything that happened to the issue before
    then was known to it; quiet_until: an issue not updated after that has no news; both None where the export
    tells no time. ahead: milliseconds that its clock ran before the other side's, which these two are rid of.
    alone: kind and id of what it listed here and nobody has a copy of; ignores_incoming: it
    was told to leave this issue as it is; entry: the raw entry, as it was read; position: its place in the
    export.
    """

    key: str
    entry: Mapping[str, Json]
    position: int
    sent: int = 0
    received: int = 0
    first_sync: int | None = None
    last_outgoing: int | None = None
    last_seen: int | None = None
    last_incoming: int | None = None
    known_until: int | None = None
    quiet_until: int | None = None
    ahead: int = 0
    ignores_incoming: bool = False
    alone: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class TakenPair:
    """Two issues that another sync kept in step.

    sides: instance side name -> what was told there; state: waiting | paired | gone; pair: id of the pair
    that it became; resync: source side name -> how sending its fields again stands, plain data.
    """

    id: str
    connection: str
    sides: Mapping[str, TakenSide]
    links: tuple[Link, ...] = ()
    state: str = WAITING
    pair: str = ""
    problem: Diagnostic | None = None
    resync: Mapping[str, Json] = field(default_factory=lambda: MappingProxyType({}))

    def other(self, side: str) -> str:
        """The name of the side that is not this one."""
        return next(name for name in self.sides if name != side)

    def has_lost(self, side: str) -> bool:
        """Whether messages from `side` never arrived at the other one."""
        return self.sides[side].sent > self.sides[self.other(side)].received

    @property
    def keys(self) -> dict[str, str]:
        """Side name -> issue key."""
        return {name: side.key for name, side in self.sides.items()}


@dataclass(frozen=True, slots=True)
class TakenProgress:
    """A taken pair in state paired without what the export told: there may be 100,000 of them.

    id, pair, resync: as in TakenPair; key: of its issue at the side that was asked about.
    """

    id: str
    pair: str
    key: str
    resync: Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class ResentCount:
    """How many taken pairs stand the same.

    is_ended: whether their pairs are under sync no more; directions: by side, what became of what comes from
    there, None before it was gone through; noted: by side, whether its issue keeps its twin's key.
    """

    number: int
    state: str
    is_ended: bool
    directions: Mapping[str, str | None]
    noted: Mapping[str, bool]


@dataclass(frozen=True, slots=True)
class Takeover:
    """That a connection goes on from an export: which side came first in it, when, and what else to remember.

    about: plain data of whoever took it over; apart: side name -> keys of issues that the export knows and
    that are in none of its pairs, until they were looked for.
    """

    connection: str
    first: str
    at: datetime
    about: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    apart: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Adopted:
    """What an issue's side keeps of its former sync for as long as the pair lives.

    until: what happened before then was known to that sync, what came later is news; owed: kind and id of
    what was sent from here and never arrived; withheld: of what it listed here and nobody got, though nothing
    was lost; deaf: what comes from the other side is not applied here.
    """

    until: datetime
    owed: frozenset[tuple[str, str]] = frozenset()
    withheld: frozenset[tuple[str, str]] = frozenset()
    deaf: bool = False
