"""The act of finding pairs that no export knows of: by numbers, by a field, or from a table.

Asks trackers by their search and reads in batches; writes nothing to them, and nothing to the state.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from syncscript.app.backbone.files import content_of, shown_path
from syncscript.backbone import Conditions, Export, Finding, Level, check_two
from syncscript.backbone.facing import side_order
from syncscript.backbone.key_tables import KeyTable, check_table, from_csv
from syncscript.backbone.pairing import Keys, Pairing, as_export, by_number, by_partner_key, paired
from syncscript.config import ConnectionSettings
from syncscript.contracts import Tracker
from syncscript.model import CUSTOM, Canonical, Diagnostic, DiagnosticError

AT_ONCE = 200

Asked = tuple[Tracker, str]
"""A side's tracker and its project."""
Step = Callable[[int, int], None]


def paired_by_number(first: Asked, second: Asked) -> Pairing:
    """Equal numbers. Raises TrackerError: nothing is concluded then."""
    marks = [by_number(head.ref.key for head in tracker.changes(project, None))
             for tracker, project in (first, second)]  # fmt: skip
    return paired(*marks)


def paired_by_field(field: str, first: Asked, second: Asked, step: Step, *, holds_key: bool) -> Pairing:
    """By a field that holds the partner's key, on either side or on both; or else the same value on both.

    DiagnosticError where no issue has a value there. Raises TrackerError.
    """
    values = [_values_of(field, tracker, project, step) for tracker, project in (first, second)]
    if not any(any(side.values()) for side in values):
        told = f"no issue of either side has a value in {field}"
        help = "name it as rules do, a custom field as Jira shows its name"
        raise DiagnosticError(Diagnostic("C168", told, help=help))
    if holds_key:
        return paired(by_partner_key(values[0], False), by_partner_key(values[1], True))
    return paired(*values)


def table_of(path: str, max_size: int) -> KeyTable:
    """Unreadable where the file is no table of keys."""
    return from_csv(content_of(path, max_size), shown_path(path))


def checked_table(
    table: KeyTable, name: str, conditions: Conditions, settings: ConnectionSettings
) -> tuple[Export, list[Finding]]:
    """DiagnosticError where its keys are not of the connection's projects."""
    export = export_of(table.pairs, settings, settings.side_names)
    if found := list(check_table(table, conditions.issue_key, name)) or errors_in(export, conditions):
        return export, found
    projects = projects_of(settings)
    one_way = None if len(set(projects.values())) > 1 and table.rows else settings.side_names[0]
    first, second = export.sides
    return export_of(table.pairs, settings, side_order(first, second, projects, one_way)), []


def export_of(pairs: Sequence[Keys], settings: ConnectionSettings, order: tuple[str, str]) -> Export:
    """order: the connection's sides, that of the pairs' first keys first; connectors are named by them."""
    projects = projects_of(settings)
    return as_export(pairs, (f"{order[0]}-{projects[order[0]]}", f"{order[1]}-{projects[order[1]]}"))


def projects_of(settings: ConnectionSettings) -> dict[str, str]:
    """By the sides' names."""
    return {name: side.project for name, side in zip(settings.side_names, settings.sides, strict=True)}


def errors_in(export: Export, conditions: Conditions) -> list[Finding]:
    first, second = export.sides
    return [found for found in check_two(first, second, conditions) if found.level is Level.ERROR]


def check_projects(told: str, connection: str, settings: ConnectionSettings) -> None:
    """DiagnosticError for OLD=NEW that are not the projects of the connection, in any order."""
    projects = [side.project for side in settings.sides]
    named = [project.strip().casefold() for project in told.split("=")]
    if sorted(named) != sorted(project.casefold() for project in projects):
        help = f"--by-key {'='.join(projects)}, or --by-key alone"
        raise DiagnosticError(Diagnostic("C193", f"{told} are not the projects of {connection}", help=help))


def _values_of(field: str, tracker: Tracker, project: str, step: Step) -> dict[str, list[str]]:
    """Key -> the texts that the field holds there."""
    heads = tracker.changes(project, None)
    found: dict[str, list[str]] = {}
    for start in range(0, len(heads), AT_ONCE):
        step(start, len(heads))
        issues = tracker.fetch([head.ref.id for head in heads[start : start + AT_ONCE]]).issues
        found |= {issue.ref.key: list(_texts(_value(issue.fields, field))) for issue in issues.values()}
    step(len(heads), len(heads))
    return found


def _value(fields: Mapping[str, Canonical], name: str) -> Canonical:
    return fields[name] if name in fields else fields.get(CUSTOM + name.removeprefix(CUSTOM))


def _texts(value: Canonical) -> Iterator[str]:
    if isinstance(value, frozenset):
        yield from (text for each in sorted(value) for text in _texts(each))
        return
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if value is not None and (text := str(value).strip()):
        yield text
