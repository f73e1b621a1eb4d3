"""How sending the fields of a taken-over pair again stands, one direction at a time.

Plain data in the store (`TakenProgress.resync`), a value here. Refuses to know how fields are sent.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from syncscript.contracts.takeover import TakenProgress
from syncscript.model import Diagnostic, Json

OPEN = "open"
"""State of a direction that was not gone through yet."""
AGAIN = "again"
"""State of one that was, and shall be once more."""
DONE = "done"
FAILED = "failed"
IGNORED = "ignored"
"""State of a direction whose target leaves what comes aside, since before the takeover."""


@dataclass(frozen=True, slots=True)
class Resent:
    """What became of one direction of a pair, under the name of the side that it comes from.

    fields: those that were sent again; rounds: how often it was gone through to the end; problem: why not;
    noted: the twin's key as it was noted beside that side's issue, empty before that.
    """

    state: str = OPEN
    fields: frozenset[str] = frozenset()
    rounds: int = 0
    problem: Diagnostic | None = None
    noted: str = ""

    def has_sent(self, fields: frozenset[str]) -> bool:
        return self.state in (DONE, IGNORED) and fields <= self.fields

    def has_failed(self, fields: frozenset[str]) -> bool:
        return self.state == FAILED and fields <= self.fields

    def opened(self) -> Resent:
        """To be gone through whatever became of it. What is noted beside the issue stays there."""
        return replace(self, state=self.state if self.state == OPEN else AGAIN, problem=None)

    def done(self, fields: frozenset[str], state: str = DONE) -> Resent:
        known = self.fields if self.state in (DONE, IGNORED) else frozenset()
        return replace(self, state=state, fields=fields | known, rounds=self.rounds + 1, problem=None)

    def failed(self, fields: frozenset[str], problem: Diagnostic) -> Resent:
        return replace(self, state=FAILED, fields=fields, problem=problem)


def resent(resync: Mapping[str, Json], side: str) -> Resent:
    """How it stands with what comes from `side`."""
    told = resync.get(side)
    return _from_data(told) if isinstance(told, Mapping) else Resent()


def with_resent(taken: TakenProgress, side: str, now: Resent) -> TakenProgress:
    return replace(taken, resync={**taken.resync, side: _as_data(now)})


def _as_data(one: Resent) -> dict[str, Json]:
    problem = one.problem.as_data() if one.problem is not None else None
    return {"state": one.state, "fields": sorted(one.fields), "rounds": one.rounds, "problem": problem,
            "noted": one.noted}  # fmt: skip


def _from_data(told: Mapping[str, Json]) -> Resent:
    problem = told["problem"]
    return Resent(
        str(told["state"]), frozenset(told["fields"]), int(told["rounds"]),
        Diagnostic.from_data(problem) if problem else None, str(told["noted"]))  # fmt: skip
