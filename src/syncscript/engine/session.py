"""What one run of a connection holds in its hands: the issues it read, and who to ask for the time.

Reads trackers in bulk and remembers. Writes nothing to a tracker and decides nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypeVar

from syncscript.contracts import Pair, RateLimited, Store
from syncscript.engine.connection import Connection, Side
from syncscript.engine.report import Listener, Progress
from syncscript.model import Canonical, Diagnostic, Issue, Json

T = TypeVar("T")

PATIENCE = 60.0
"""The longest Retry-After, in seconds, that a run sits out by itself."""
TRIES = 5
SLICE = 0.5


class Stopped(Exception):
    """A person asked the run to stop; raised between two calls, never inside one."""


@dataclass
class Session:
    """One run, or plan, of one connection. Used from several threads; issues are keyed by (side, id).

    newborns: what a tracker itself fills in when an issue is created, see newborns.py; problems: found on the
    way, for a person to mend; notices: worth knowing, nothing stands still for them.
    """

    connection: Connection
    store: Store
    now: Callable[[], datetime]
    listen: Listener
    stop: Callable[[], bool]
    sleep: Callable[[float], None]
    issues: dict[tuple[str, str], Issue] = field(default_factory=dict)
    missing: set[tuple[str, str]] = field(default_factory=set)
    newborns: dict[tuple[str, str], Mapping[str, Json]] = field(default_factory=dict)
    problems: list[Diagnostic] = field(default_factory=list)
    notices: list[Diagnostic] = field(default_factory=list)

    def tell(self, phase: str, done: int, total: int) -> None:
        self.listen(Progress(self.connection.name, phase, done, total))

    def heed_stop(self) -> None:
        if self.stop():
            raise Stopped

    def patiently(self, call: Callable[[], T]) -> T:
        """Do a call; sit out a short Retry-After, which says that nothing was applied."""
        for _ in range(TRIES - 1):
            try:
                return call()
            except RateLimited as limited:
                if limited.retry_after > PATIENCE or limited.doubtful:
                    raise
                self._sit_out(limited.retry_after)
        return call()

    def _sit_out(self, seconds: float) -> None:
        """Sleep in slices, so that a wish to stop is heard within one."""
        while seconds > 0:
            self.heed_stop()
            self.sleep(min(seconds, SLICE))
            seconds -= SLICE

    def read(self, side: Side, ids: Iterable[str]) -> None:
        """Read those issues that this run has not read yet, in bulk."""
        wanted = [
            i
            for i in dict.fromkeys(ids)
            if (side.name, i) not in self.issues and (side.name, i) not in self.missing
        ]
        if not wanted:
            return
        self.heed_stop()
        written = self._written(side, wanted)
        fetched = self.patiently(lambda: side.tracker.fetch(wanted, written))
        self.issues |= {(side.name, i): issue for i, issue in fetched.issues.items()}
        self.missing |= {(side.name, i) for i in fetched.missing}

    def _written(self, side: Side, ids: Sequence[str]) -> dict[str, datetime]:
        """When we last wrote to these, as long as an index may not have seen it; in the tracker's clock."""
        if not side.tracker.capabilities.bulk_reads_lag:
            return {}
        since = self.now() - self.connection.policy.overlap
        with self.store.transaction() as records:
            pairs = records.pairs_of(self.connection.name, side.name, ids)
            entries = {issue_id: records.history(pair.id) for issue_id, pair in pairs.items()}
        newest = {
            i: max((e.at for e in told if e.side == side.name), default=since) for i, told in entries.items()
        }
        return {i: at + side.tracker.clock_offset for i, at in newest.items() if at > since}

    def forget(self, keys: Sequence[tuple[str, str]]) -> None:
        for key in keys:
            self.issues.pop(key, None)

    def issue_of(self, pair: Pair, side: str) -> Issue | None:
        ref = pair.issues.get(side)
        return self.issues.get((side, ref.id)) if ref else None

    def amend(
        self, side: str, issue: Issue, payload: Mapping[str, Json], fields: Mapping[str, Canonical]
    ) -> None:
        """Note what our own write made of an issue, so that the next message meets it."""
        self.issues[side, issue.ref.id] = replace(issue, payload=payload, fields=fields)
