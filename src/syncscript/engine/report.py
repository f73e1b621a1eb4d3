"""What a plan and a run tell: data for the command line to print, and for a saved plan.

Knows nothing of text, colours or exit codes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from syncscript.contracts import Conflict
from syncscript.model import Diagnostic, IssueRef, Operation


@dataclass(frozen=True, slots=True)
class PairPlan:
    """The ordered writes that one message leads to. target_issue is None before the create.

    held: its removals wait for a person's word.
    """

    pair: str
    source: str
    target: str
    source_issue: IssueRef
    target_issue: IssueRef | None
    operations: tuple[Operation, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    notices: tuple[Diagnostic, ...] = ()
    held: bool = False


@dataclass(frozen=True, slots=True)
class PairFailure:
    """A pair that stands still. issues: side name -> key."""

    pair: str
    issues: Mapping[str, str]
    diagnostic: Diagnostic


@dataclass(frozen=True, slots=True)
class ConnectionPlan:
    """All pair plans of a connection in the order they would be applied.

    problems stop the whole connection; standing: pairs that would stand still, with the reason; notices:
    worth knowing of the connection, nothing stands still for them.
    """

    connection: str
    pairs: tuple[PairPlan, ...] = ()
    problems: tuple[Diagnostic, ...] = ()
    standing: tuple[PairFailure, ...] = ()
    notices: tuple[Diagnostic, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not any(p.operations for p in self.pairs)


@dataclass(frozen=True, slots=True)
class RunSummary:
    """What one run of a connection did.

    writes: kind of operation -> count; failed: pairs that stand still now; waiting: doubtful or
    backing off, the next run looks again; problems: what stopped the connection as a whole, and what a person
    must mend in a tracker; pairs: what was done, pair by pair, for display.
    """

    connection: str
    writes: Mapping[str, int] = field(default_factory=dict)
    changed: int = 0
    failed: tuple[PairFailure, ...] = ()
    waiting: tuple[PairFailure, ...] = ()
    held: tuple[PairFailure, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    notices: tuple[Diagnostic, ...] = ()
    problems: tuple[Diagnostic, ...] = ()
    pairs: tuple[PairPlan, ...] = ()
    interrupted: bool = False


@dataclass(frozen=True, slots=True)
class Progress:
    """One step of a run. phase: `poll`, `read`, `plan`, `apply`; done of total (0 when unknown)."""

    connection: str
    phase: str
    done: int
    total: int
    detail: Mapping[str, Any] = field(default_factory=dict)


Listener = Callable[[Progress], None]


def ignore(progress: Progress) -> None:
    """The listener of whoever does not listen."""
