"""The act of looking whether issues of an export are still there: gone ones, and ones that were moved.

Reads in batches and writes nothing, neither to a tracker nor to the state. A tracker that does not answer,
or that shows none of many, ends it: nothing is concluded then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from syncscript.app.backbone.importing import Import, Refused
from syncscript.backbone import Finding
from syncscript.backbone.containers import CONNECTORS
from syncscript.backbone.findings import in_order
from syncscript.backbone.refusals.issue_moved import CODE as MOVED
from syncscript.backbone.refusals.issue_moved import issue_moved
from syncscript.backbone.refusals.issue_not_there import CODE as NOT_THERE
from syncscript.backbone.refusals.issue_not_there import issue_not_there
from syncscript.backbone.refusals.none_there import none_there
from syncscript.contracts import TakenPair, Tracker, TrackerError
from syncscript.model import DiagnosticError, IssueHead

AT_ONCE = 100
MANY = 20
"""So many issues are not lost at once."""


class Unanswered(DiagnosticError):
    """A tracker did not tell what is there."""

    @classmethod
    def by(cls, instance: str, error: TrackerError) -> Unanswered:
        """Nobody asks again by himself here: a person is told to."""
        told = error.diagnostic
        again = f"call this again once {instance} answers" if error.retryable else told.help
        return cls(replace(told, message=f"{instance}: {told.message}", help=again))


@dataclass(frozen=True, slots=True)
class Existence:
    """looked_for: how many issues were asked for; findings: in their order."""

    looked_for: int
    findings: tuple[Finding, ...] = ()

    @property
    def gone(self) -> int:
        return sum(found.code == NOT_THERE for found in self.findings)

    @property
    def moved(self) -> int:
        return sum(found.code == MOVED for found in self.findings)


def look_for(
    wanted: Import, trackers: Mapping[str, Tracker], step: Callable[[int, int], None]
) -> Existence:
    """trackers: by the sides' names. Unanswered or Refused: nothing is known."""
    total = len(wanted.pairs) * len(trackers)
    findings: list[Finding] = []
    for nth, (side, tracker) in enumerate(trackers.items()):
        asked, shown = nth * len(wanted.pairs), 0
        for start in range(0, len(wanted.pairs), AT_ONCE):
            step(asked + start, total)
            pairs = wanted.pairs[start : start + AT_ONCE]
            found = _found(tracker, side, [pair.sides[side].key for pair in pairs])
            shown += len(found)
            if not shown and len(pairs) >= MANY:
                raise Refused(none_there(side, [pair.sides[side].key for pair in pairs]))
            findings += _told(wanted, side, pairs, found)
    step(total, total)
    return Existence(total, tuple(in_order(findings, CONNECTORS)))


def _found(tracker: Tracker, side: str, keys: Sequence[str]) -> Mapping[str, IssueHead]:
    try:
        return tracker.look_up(keys)
    except TrackerError as error:
        raise Unanswered.by(side, error) from error


def _told(
    wanted: Import, side: str, pairs: Sequence[TakenPair], found: Mapping[str, IssueHead]
) -> Iterator[Finding]:
    connector = CONNECTORS[side != wanted.first]
    for pair in pairs:
        own = pair.sides[side]
        keys = own.key, pair.sides[pair.other(side)].key
        pointer, head = f"/{connector}/{own.position}", found.get(own.key)
        if head is None:
            yield issue_not_there(side, connector, pointer, keys)
        elif head.ref.key.casefold() != own.key.casefold():
            yield issue_moved(side, connector, pointer, keys, head.ref.key)
