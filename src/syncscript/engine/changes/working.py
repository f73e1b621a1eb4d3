"""What a run has to do, cut into chunks: pairs with events or messages, new issues in creation order.

A chunk holds whole pairs, so that both sides' changes of a pair meet before either is applied.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from syncscript.contracts import Event, Pair, Records
from syncscript.engine.connection import Connection
from syncscript.engine.failing import is_ready, tried_with
from syncscript.engine.identity import pair_id
from syncscript.engine.session import Session

CHUNK = 100
"""Pairs read at once; trackers answer up to 100 issues in one bulk read."""


@dataclass
class Work:
    """One pair's events; `pair` is None for an issue nobody paired yet."""

    id: str
    pair: Pair | None
    events: list[Event] = field(default_factory=list)
    recovers: frozenset[str] = frozenset()

    def ids(self, side: str) -> set[str]:
        """Ids of this side's issues that must be read for this work."""
        known = {self.pair.issues[side].id} if self.pair and side in self.pair.issues else set()
        return known | {e.issue.id for e in self.events if e.side == side}


def work_of(session: Session, rules: str, only: Sequence[str] | None) -> list[Work]:
    """Everything that is ready, oldest issues first."""
    connection = session.connection
    with session.store.transaction() as records:
        works = _gathered(records, connection)
        ready = [
            w for w in works
            if w.pair is None
            or is_ready(w.pair, rules, session.now())
            or _is_news(w)
            or _parent_came(records, connection, w.pair)
        ]  # fmt: skip
        for work in ready:
            if work.pair is not None:
                work.recovers = frozenset(i.side for i in records.open_intents(work.pair.id))
    chosen = ready if only is None else [w for w in ready if w.id in only]
    return sorted(chosen, key=lambda w: _age(w, connection))


def _is_news(work: Work) -> bool:
    """A failed pair is looked at again when one of its issues changed since it failed."""
    if work.pair is None or work.pair.state != "failed":
        return False
    _, attempted, _ = tried_with(work.pair)
    return any(event.version != attempted for event in work.events)


def _parent_came(records: Records, connection: Connection, pair: Pair) -> bool:
    """Whether a failed pair's issue has a parent that was not under sync then, and is now."""
    lacks = tried_with(pair)[2] if pair.state == "failed" else ""
    if not lacks:
        return False
    found = (records.pairs_of(connection.name, s.name, [lacks]).get(lacks) for s in connection.sides)
    return any(len(parent.issues) == 2 for parent in found if parent is not None)


def _gathered(records: Records, connection: Connection) -> list[Work]:
    works: dict[str, Work] = {}
    events = records.events(connection.name)
    for side in connection.sides:
        own = [e for e in events if e.side == side.name]
        pairs = records.pairs_of(connection.name, side.name, [e.issue.id for e in own])
        for event in own:
            pair = pairs.get(event.issue.id)
            if pair is not None and pair.state == "stopped":
                records.remove_event(event)  # nobody will ever ask for it: no run tries the pair again
                continue
            key = pair.id if pair else pair_id(connection.name, side.name, event.issue.id)
            works.setdefault(key, Work(key, pair)).events.append(event)
    for key in records.queued(connection.name):
        if key not in works:
            works[key] = Work(key, records.pair(key))
    return list(works.values())


def _age(work: Work, connection: Connection) -> tuple[int, int, int, str]:
    """Pairs that exist first; then new issues side by side, by number: trackers count upwards."""
    if work.pair is not None and len(work.pair.issues) == 2:
        return (0, 0, 0, work.id)
    side, issue_id = _origin(work)
    rank = 0 if side == connection.sides[0].name else 1
    return (1, rank, int(issue_id) if issue_id.isdigit() else 0, issue_id)


def _origin(work: Work) -> tuple[str, str]:
    if work.events:
        return work.events[0].side, work.events[0].issue.id
    if work.pair is not None:
        side, ref = next(iter(work.pair.issues.items()))
        return side, ref.id
    return "", ""


def chunks(works: Sequence[Work], size: int = CHUNK) -> Iterator[Sequence[Work]]:
    for start in range(0, len(works), size):
        yield works[start : start + size]


def to_read(chunk: Sequence[Work], side: str) -> list[str]:
    """Ids of the issues that changed on a side, and of all twins there too where these cost no call more.

    Twins are needed only if the other side has something to send, so they never get a bulk read before that.
    """
    changed = {e.issue.id for w in chunk for e in w.events if e.side == side}
    twins = {i for w in chunk if w.events for i in w.ids(side)} - changed
    calls = -(-len(changed) // CHUNK)
    return sorted(changed | twins if len(changed | twins) <= calls * CHUNK else changed)
