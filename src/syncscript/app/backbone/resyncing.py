"""The act of sending chosen fields of taken-over pairs again, or of telling what that would write."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from syncscript.app.opening import OpenProject
from syncscript.app.watching import Watch
from syncscript.engine import ConnectionPlan, Resync, RunSummary
from syncscript.engine.resync.resync_choice import CUSTOMS, with_status
from syncscript.model import Diagnostic, DiagnosticError

DIRECTIONS = {"out": (0,), "in": (1,), "both": (0, 1)}
"""By name: which sides of the connection fields come from, in this order."""
HANGING = frozenset({"comments", "attachments", "worklogs"})
BY_WORKFLOW = frozenset({"status", "resolution"})


def resync_of(
    sides: Sequence[str], direction: str, fields: Iterable[str], *, status: bool = False,
    where: str | None = None, limit: int | None = None, retries_failed: bool = False, again: bool = False,
) -> Resync:  # fmt: skip
    """sides: names, in the connection's order. DiagnosticError for fields that are never sent again."""
    named = frozenset(name.strip().casefold() for name in fields) - {""}
    if refused := sorted(named & HANGING):
        told = f"{', '.join(refused)} are never sent again, only fields"
        raise DiagnosticError(Diagnostic("C198", told, help="every run keeps them in step by their ids"))
    if (refused := sorted(named & BY_WORKFLOW)) and not status:
        told = f"{', '.join(refused)} is not sent again like other fields: it moves issues through workflows"
        raise DiagnosticError(Diagnostic("C198", told, help="leave it out, or give --status"))
    wanted = with_status(named) if status else named
    if not wanted:
        told, help = "no field is named that shall be sent again", f"--fields summary,priority,{CUSTOMS}Team"
        raise DiagnosticError(Diagnostic("C198", told, help=help))
    sources = tuple(sides[number] for number in DIRECTIONS[direction])
    return Resync(sources, wanted, where, limit, retries_failed, again)


def resync(project: OpenProject, watch: Watch, owner: str, wanted: Resync) -> RunSummary:
    """Under the lock. The project has one connection open. DiagnosticError where nothing was taken over."""
    [connection] = project.connections
    with project.store.lock(owner):
        project.store.check()
        _demand_takeover(project, connection.name)
        return project.engine(connection, watch).resync(wanted)


def plan_resync(project: OpenProject, watch: Watch, owner: str, wanted: Resync) -> ConnectionPlan:
    """What `resync` would write now. Writes nothing anywhere."""
    [connection] = project.connections
    with project.store.lock(owner):
        _demand_takeover(project, connection.name)
        return project.engine(connection, watch).plan_resync(wanted)


def _demand_takeover(project: OpenProject, name: str) -> None:
    with project.store.transaction() as records:
        is_there = bool(records.count_taken(name))
    if not is_there:
        told = f"no pairs were taken over into {name}"
        help = "take them over first: syncscript backbone import"
        raise DiagnosticError(Diagnostic("C199", told, help=help))
