"""The act of taking over: pairs of a merged export come into the state, all or none of them.

Asks no tracker: the next run looks for the issues. Knows what would change before anything does, and that
nothing may change when any pair speaks against it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import MappingProxyType

from syncscript.app.backbone.files import many_values
from syncscript.app.backbone.validating import softer
from syncscript.backbone import Conditions, Export, Finding, Level, check_two
from syncscript.backbone.comparing import Comparison, compared
from syncscript.backbone.facing import side_order
from syncscript.backbone.headings import check_others
from syncscript.backbone.refusals.one_side_only import one_side_only
from syncscript.backbone.takeover import keys_apart, taken_pairs
from syncscript.config import ConnectionSettings
from syncscript.contracts import Records, Store, TakenPair, Takeover
from syncscript.model import Diagnostic, DiagnosticError, Json

AT_ONCE = 2000
"""Pairs between two steps of the progress."""
OTHERS = "others"
"""Where a takeover keeps the keys that stood beside the sides."""

Step = Callable[[int, int], None]
"""Told how many of how many pairs are done."""


class Refused(DiagnosticError):
    """Nothing was taken over; every diagnostic is a reason."""


class Declined(Exception):
    """A person looked at what would change and did not want it; nothing was taken over."""


@dataclass(frozen=True, slots=True)
class Import:
    """A merged export on its way into a connection. first: the side of its first connector; findings: of the
    checks, none of them an error; others: keys beside the sides; apart: keys of issues in no pair."""

    connection: str
    first: str
    pairs: tuple[TakenPair, ...]
    findings: tuple[Finding, ...] = ()
    others: Mapping[str, Json] = field(default_factory=dict)
    apart: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


class Wrong(Exception):
    """The export has errors, so that nobody knows what it would do."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__("the export has errors")
        self.findings = findings


def import_of(
    connection: str, settings: ConnectionSettings, export: Export, conditions: Conditions,
    named: str | None = None, file: str = "the export", allowed: Collection[str] = (),
) -> Import:  # fmt: skip
    """The pairs of an export. named: the side that a person says comes first; allowed: codes of errors that
    do not stop it.

    Refused where the file has one side; DiagnosticError where its sides are not the connection's; Wrong where
    the checks find errors.
    """
    if len(export.sides) != 2:
        raise Refused(one_side_only(file))
    first, second = export.sides
    projects = _projects(connection, settings, named)
    with many_values():
        found = (*check_others(export), *check_two(first, second, conditions))
        findings = tuple(softer(found, allowed))
        if any(finding.level is Level.ERROR for finding in findings):
            raise Wrong(findings)
        order = side_order(first, second, projects, named)
        pairs = tuple(taken_pairs(connection, order, first, second, conditions.now))
        apart = keys_apart(order, first, second, pairs, conditions.issue_key)
        return Import(connection, order[0], pairs, findings, export.others, apart)


def compare(store: Store, wanted: Import, about: Mapping[str, Json] = MappingProxyType({})) -> Comparison:
    """What the import would change, as the state is now. Writes nothing."""
    with store.transaction() as records:
        return _compared(records, wanted, about)


def take_over(
    store: Store, wanted: Import, at: datetime, about: Mapping[str, Json],
    agree: Callable[[Comparison], bool] = lambda found: True, step: Step = lambda done, total: None,
) -> Comparison:  # fmt: skip
    """Keep the pairs, in one transaction. The caller holds the store's lock.

    about: what to remember of the takeover besides; agree: asked before anything is kept, if there is
    anything to keep. Refused or Declined: nothing was kept.
    """
    with store.transaction() as records:
        found = _compared(records, wanted, about)
        if found.refusals:
            raise Refused(*found.refusals)
        if not found.has_news:
            return found
        if not agree(found):
            raise Declined
        records.remove_taken(found.dropped)
        _put(records, found.to_put, step)
        records.put_takeover(_takeover_after(records, wanted, at, about, found))
    return found


def _projects(connection: str, settings: ConnectionSettings, named: str | None) -> dict[str, str]:
    """By the sides' names. DiagnosticError for a name that is none of them."""
    projects = {name: side.project for name, side in zip(settings.side_names, settings.sides, strict=True)}
    if named is not None and named not in projects:
        told = f"{named} is no side of {connection}"
        raise DiagnosticError(Diagnostic("C144", told, help=f"its sides: {', '.join(projects)}"))
    return projects


def _compared(records: Records, wanted: Import, about: Mapping[str, Json]) -> Comparison:
    name = wanted.connection
    with many_values():
        found = compared(wanted.pairs, records.each_taken(name), records.each_pair(name))
    before = records.takeover(name) or Takeover(name, wanted.first, datetime.min)
    is_told = dict(before.about) == _remembered(before, wanted, about)
    is_apart = dict(before.apart) == _set_apart(records, before, wanted)
    return replace(found, has_news_beside=not (is_told and is_apart))


def _takeover_after(
    records: Records, wanted: Import, at: datetime, about: Mapping[str, Json], found: Comparison
) -> Takeover:
    """The moment stays where no pair has news."""
    before = records.takeover(wanted.connection) or Takeover(wanted.connection, wanted.first, at)
    since = at if found.to_put else before.at
    told, apart = _remembered(before, wanted, about), _set_apart(records, before, wanted)
    return Takeover(wanted.connection, wanted.first, since, told, apart)


def _set_apart(records: Records, before: Takeover, wanted: Import) -> dict[str, tuple[str, ...]]:
    """By side, keys of issues to set apart: those that wait for it already, and new ones in no pair."""
    apart = {side: dict.fromkeys(keys) for side, keys in before.apart.items()}
    for side, keys in wanted.apart.items():
        waiting = apart.setdefault(side, {})
        unknown = (key for key in keys if key not in waiting)
        waiting |= {key: None for key in unknown if not _is_held(records, wanted.connection, side, key)}
    return {side: tuple(keys) for side, keys in apart.items() if keys}


def _is_held(records: Records, connection: str, side: str, key: str) -> bool:
    held = (pair.issues.get(side) for pair in records.find_pairs(key) if pair.connection == connection)
    return any(ref is not None and ref.key.casefold() == key.casefold() for ref in held)


def _remembered(before: Takeover, wanted: Import, about: Mapping[str, Json]) -> dict[str, Json]:
    """What a takeover keeps besides its pairs, after this import: the keys beside the sides are those of the
    latest export, and what nobody tells now stays as it was told before."""
    kept = {key: value for key, value in before.about.items() if key != OTHERS}
    beside = {OTHERS: dict(wanted.others)} if wanted.others else {}
    return {**kept, **about, **beside}


def _put(records: Records, pairs: tuple[TakenPair, ...], step: Step) -> None:
    for start in range(0, len(pairs), AT_ONCE):
        step(start, len(pairs))
        records.put_taken(pairs[start : start + AT_ONCE])
    step(len(pairs), len(pairs))
