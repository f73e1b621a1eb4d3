"""The act of taking over: pairs of a merged export come into the state, all or none of them.

Asks no tracker: the next run looks for the issues. Knows what would change before anything does, and that
nothing may change when any pair speaks against it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from syncscript.backbone.comparing import Comparison, compared
from syncscript.backbone.facing import Entries, side_order
from syncscript.backbone.takeover import Takings, takings_of
from syncscript.config import ConnectionSettings
from syncscript.contracts import Records, Store, Takeover
from syncscript.model import Diagnostic, DiagnosticError, Json

AT_ONCE = 2000
"""Pairs between two steps of the progress."""

Step = Callable[[int, int], None]
"""Told how many of how many pairs are done."""


class Refused(DiagnosticError):
    """Nothing was taken over; every diagnostic is a reason."""


@dataclass(frozen=True, slots=True)
class Import:
    """A merged export on its way into a connection; its first connector's side comes first."""

    connection: str
    takings: Takings

    @property
    def first(self) -> str:
        pairs = self.takings.pairs
        return next(iter(pairs[0].sides)) if pairs else ""


def import_of(
    connection: str, settings: ConnectionSettings, first: Entries, second: Entries, named: str | None
) -> Import:
    """The pairs of two lists of entries. named: the side that a person says comes first.

    DiagnosticError where the sides do not face the connection's; Refused where entries have no partner.
    """
    projects = {name: side.project for name, side in zip(settings.side_names, settings.sides, strict=True)}
    if named is not None and named not in projects:
        told = f"{named} is no side of {connection}"
        raise DiagnosticError(Diagnostic("C144", told, help=f"its sides: {', '.join(projects)}"))
    order = side_order(first, second, projects, named)
    takings = takings_of(connection, dict(zip(order, (first, second), strict=True)))
    if takings.problems:
        raise Refused(*takings.problems)
    return Import(connection, takings)


def compare(store: Store, wanted: Import) -> Comparison:
    """What the import would change, as the state is now. Writes nothing."""
    with store.transaction() as records:
        return _compared(records, wanted)


def take_over(
    store: Store, wanted: Import, at: datetime, about: Mapping[str, Json], step: Step = lambda done, of: None
) -> Comparison:
    """Keep the pairs, in one transaction. The caller holds the store's lock. Refused: nothing was kept.

    about: what to remember of the takeover besides.
    """
    with store.transaction() as records:
        found = _compared(records, wanted)
        if found.refusals:
            raise Refused(*found.refusals)
        _put(records, found, step)
        if found.to_put:
            records.put_takeover(Takeover(wanted.connection, wanted.first, at, about))
    return found


def _compared(records: Records, wanted: Import) -> Comparison:
    name = wanted.connection
    return compared(wanted.takings.pairs, records.taken(name), records.pairs(name))


def _put(records: Records, found: Comparison, step: Step) -> None:
    total = len(found.to_put)
    for start in range(0, total, AT_ONCE):
        step(start, total)
        records.put_taken(found.to_put[start : start + AT_ONCE])
    step(total, total)
