"""How a takeover stands, from the state alone: what is paired, sent again, still to do, and what failed.

What counts as sent again are the pairs whose issues both keep the key of their twin: those that a search for
`backbone.remoteKey is not empty` finds where the tracker knows that field. Reads single pairs only where they
are in trouble.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from syncscript.contracts import GONE, PAIRED, Records, ResentCount, TakenPair
from syncscript.contracts.resync import AGAIN, FAILED, resent
from syncscript.model import Diagnostic


@dataclass(frozen=True, slots=True)
class Trouble:
    """keys: by side; source: where what failed comes from, empty for a pair that is gone."""

    keys: Mapping[str, str]
    source: str
    reason: Diagnostic


@dataclass(frozen=True, slots=True)
class Standing:
    """paired, gone: pairs whose issues were found, and those that could not be taken; resynced: those that
    were sent again, also while a newer export has them looked for anew; pending: left to do, those not
    looked for yet and those opened by `--again` too; ended: that were
    paired and are under sync no more; ignored: with an issue that leaves aside what comes,
    whatever else they count as; others: pairs of the connection that were not taken over, counted nowhere
    else; noted: by side, how many issues keep the key of their twin."""

    connection: str
    taken: int = 0
    paired: int = 0
    resynced: int = 0
    pending: int = 0
    ended: int = 0
    ignored: int = 0
    others: int = 0
    noted: Mapping[str, int] = field(default_factory=dict)
    failed: tuple[Trouble, ...] = ()
    gone: tuple[Trouble, ...] = ()


def standing_of(records: Records, connection: str) -> Standing:
    """A pair that failed counts as resynced too, if its issues keep their keys from before."""
    counts = records.resent_counts(connection)
    paired = [one for one in counts if one.state == PAIRED]
    there = [one for one in counts if one.state != GONE]
    gone = records.taken_in(connection, GONE)
    in_vain = records.resent_in_vain(connection) if any(map(_has_failed, counts)) else ()
    return Standing(
        connection,
        taken=_sum(counts),
        paired=_sum(paired),
        resynced=_sum(one for one in there if all(one.noted.values())),
        pending=_sum(one for one in counts if not _is_done_with(one)),
        ended=_sum(one for one in counts if one.is_ended and one.state != GONE),
        ignored=records.count_ignoring(connection),
        others=records.count_others(connection),
        noted={side: _sum(one for one in there if one.noted[side]) for side in _sides(there)},
        failed=tuple(told for one in in_vain for told in _failure(one)),
        gone=tuple(Trouble(one.keys, "", one.problem) for one in gone if one.problem is not None),
    )


def _sum(counts: Iterable[ResentCount]) -> int:
    return sum(one.number for one in counts)


def _sides(counts: Sequence[ResentCount]) -> Iterable[str]:
    return counts[0].noted if counts else ()


def _is_done_with(one: ResentCount) -> bool:
    is_sent = all(one.noted.values()) and AGAIN not in one.directions.values()
    return one.state == GONE or one.is_ended or is_sent or _has_failed(one)


def _has_failed(one: ResentCount) -> bool:
    return FAILED in one.directions.values()


def _failure(taken: TakenPair) -> Iterator[Trouble]:
    """At most one."""
    for side in taken.sides:
        told = resent(taken.resync, side)
        if told.state == FAILED and told.problem is not None:
            yield Trouble(taken.keys, side, told.problem)
            return
