"""How a takeover stands, from the state alone: what is paired, sent again, still to do, and what failed.

What counts as sent again are the pairs whose issues both keep the key of their twin: those that a search for
`backbone.remoteKey is not empty` finds where the tracker knows that field.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from syncscript.contracts import GONE, PAIRED, Records, TakenPair
from syncscript.contracts.resync import FAILED, resent
from syncscript.model import Diagnostic


@dataclass(frozen=True, slots=True)
class Trouble:
    """keys: by side; source: where what failed comes from, empty for a pair that is gone."""

    keys: Mapping[str, str]
    source: str
    reason: Diagnostic


@dataclass(frozen=True, slots=True)
class Standing:
    """paired, gone: pairs whose issues were found, and those that could not be taken; resynced: paired ones
    that were sent again; pending: neither sent again nor failed nor gone, those not looked for yet too;
    ignored: with an issue that leaves aside what comes, whatever else they count as; noted: by side, how many
    issues keep the key of their twin."""

    connection: str
    taken: int = 0
    paired: int = 0
    resynced: int = 0
    pending: int = 0
    ignored: int = 0
    noted: Mapping[str, int] = field(default_factory=dict)
    failed: tuple[Trouble, ...] = ()
    gone: tuple[Trouble, ...] = ()


def standing_of(records: Records, connection: str) -> Standing:
    """A pair that failed counts as resynced too, if its issues keep their keys from before."""
    taken = records.taken(connection)
    paired = [one for one in taken if one.state == PAIRED]
    failed = tuple(trouble for one in paired for trouble in _failures(one))
    done = [one for one in paired if all(resent(one, side).noted for side in one.sides)]
    pending = sum(not _is_done_with(one) for one in taken)
    ignored = sum(any(side.ignores_incoming for side in one.sides.values()) for one in paired)
    gone = tuple(
        Trouble(one.keys, "", one.problem) for one in taken if one.state == GONE and one.problem is not None
    )
    return Standing(
        connection, len(taken), len(paired), len(done), pending, ignored, _noted(paired), failed, gone
    )


def _noted(paired: Sequence[TakenPair]) -> dict[str, int]:
    sides = paired[0].sides if paired else ()
    return {side: sum(bool(resent(one, side).noted) for one in paired) for side in sides}


def _failures(taken: TakenPair) -> Iterator[Trouble]:
    """At most one a pair."""
    for side in taken.sides:
        told = resent(taken, side)
        if told.state == FAILED and told.problem is not None:
            yield Trouble(taken.keys, side, told.problem)
            return


def _is_done_with(taken: TakenPair) -> bool:
    told = [resent(taken, side) for side in taken.sides]
    return taken.state == GONE or all(one.noted for one in told) or any(one.state == FAILED for one in told)
