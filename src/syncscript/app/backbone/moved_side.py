"""The side of a connection that moved to the cloud: what its settings and its people need now.

Refuses to change settings and rules: both are a person's, who is told what to write.
"""

from __future__ import annotations

from collections.abc import Sequence

from syncscript.app.backbone.existing import Unanswered
from syncscript.config import ConnectionSettings
from syncscript.contracts import PeopleSource, Person, Tracker, TrackerError
from syncscript.model import Diagnostic, DiagnosticError, Json

KEY = "moved_to_cloud"


def about_move(connection: str, settings: ConnectionSettings, side: str | None) -> dict[str, Json]:
    """What a takeover remembers of it. DiagnosticError for a name that is no side's."""
    if side is None:
        return {}
    if side not in settings.side_names:
        names = ", ".join(settings.side_names)
        raise DiagnosticError(
            Diagnostic("C144", f"{side} is no side of {connection}", help=f"its sides: {names}")
        )
    return {KEY: side}


def missing_mark(connection: str, settings: ConnectionSettings, side: str | None) -> tuple[str, ...]:
    """The lines that syncscript.toml needs; none where the side stands there or none moved."""
    if side is None or settings.moved_to_cloud == side:
        return ()
    return (f"[connections.{connection}]", f'{KEY} = "{side}"')


def demand_cloud(moved: str, is_cloud: bool, stayed: str, stayed_is_cloud: bool) -> None:
    """DiagnosticError where the side that moved is not in the cloud, and the one that stayed is."""
    if stayed_is_cloud and not is_cloud:
        told = f"{moved} is said to have moved, but it is a Data Center, and {stayed} is in the cloud"
        help = "give the other --migrating, or the two exports in their other order"
        raise DiagnosticError(Diagnostic("C146", told, help=help))


def people_without_address(tracker: Tracker, project: str) -> Sequence[Person] | None:
    """By name; None where the tracker does not tell its people to this account. Unanswered where it does
    not."""
    if not isinstance(tracker, PeopleSource):
        return None
    try:
        people = tracker.people(project)
    except TrackerError as error:
        if error.retryable:
            raise Unanswered.by(tracker.name, error) from error
        return None
    return sorted((one for one in people if not one.email), key=lambda one: (one.name, one.key))
