"""`syncscript backbone pair`: a merged export for issues that belong together and that no export knows."""

from __future__ import annotations

import os
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, NoReturn

import click

from syncscript.cli import exits
from syncscript.cli.completing import connections_of
from syncscript.cli.exports import (
    key_pattern_option,
    max_size_option,
    out_option,
    refusals_reported,
    refuse_overwriting,
    tell,
    tell_found,
    write_lines,
    write_report,
)
from syncscript.cli.projects import files_of, loaded_project, project_option

if TYPE_CHECKING:
    from syncscript.backbone import Conditions, Export
    from syncscript.backbone.pairing import Pairing
    from syncscript.config import ConnectionSettings, Project

BARE = "\0"


@click.command("pair")
@click.option("--connection", metavar="NAME", required=True, shell_complete=connections_of,
              help="The connection whose issues are paired.")  # fmt: skip
@click.option("--by-key", metavar="[OLD=NEW]", is_flag=False, flag_value=BARE,
              help="Equal numbers belong together: OLD-7 and NEW-7.")  # fmt: skip
@click.option("--by-field", metavar="FIELD", help="What this field holds tells who belongs together.")
@click.option("--holds", type=click.Choice(["key", "value"]), show_default="key",
              help="What FIELD holds: the partner's key, or a value that both have.")  # fmt: skip
@click.option("--csv", "table", metavar="FILE", help="A table with the columns local_key and remote_key.")
@out_option
@click.option("--report", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path),
              help="Write all that is wrong, ambiguous or unpaired into FILE, as JSON Lines.")  # fmt: skip
@click.option("--allow-moved", is_flag=True, help="Issues of several projects in one side are no error.")
@key_pattern_option
@max_size_option
@project_option
def command(
    connection: str, by_key: str | None, by_field: str | None, holds: str | None, table: str | None,
    out: Path, force: bool, report: Path | None, allow_moved: bool, issue_key: str, max_size: int,
    project: Path | None,
) -> None:  # fmt: skip
    """Write a merged export of pairs that were never synced, or whose exports are lost, for `import` to take.

    Of three or more issues that belong together none is paired. Trackers are only read. Exit code: 0 written,
    1 errors found or nothing paired, 2 usage, 3 the table cannot be read, 4 OUT would overwrite something.
    """
    from syncscript.app.choosing import chosen_connections
    from syncscript.backbone import Conditions

    if sum(way is not None for way in (by_key, by_field, table)) != 1:
        raise click.UsageError("Name one way to pair: --by-key, --by-field or --csv.")
    if holds is not None and by_field is None:
        raise click.UsageError("--holds tells what a field holds: it goes with --by-field alone.")
    loaded = loaded_project(project)
    chosen_connections(loaded, [connection])
    conditions = Conditions(allow_moved, False, issue_key)
    inputs = [*files_of(loaded), *([table] if table else [])]
    refuse_overwriting(out, inputs, force=force, report=report)
    if table is None:
        _from_trackers(loaded, connection, by_key, by_field, holds or "key", out, report, conditions)
    else:
        _from_table(loaded, connection, table, out, report, conditions, max_size)


def _from_trackers(
    project: Project, connection: str, by_key: str | None, by_field: str | None, holds: str, out: Path,
    report: Path | None, conditions: Conditions,
) -> None:  # fmt: skip
    from syncscript.app.backbone.pairing import errors_in, export_of
    from syncscript.cli.show.pairings import count_line, pairing_lines, pairing_report

    settings = project.settings.connections[connection]
    names = settings.side_names
    found = _found(project, connection, by_key, by_field, holds)
    for line in pairing_lines(found, names):
        click.echo(line, err=True)
    if report:
        write_lines(report, pairing_report(found, names))
    way = "by number" if by_field is None else f"by {by_field}, which holds {_held(holds)}"
    tell(out, [count_line(found, way)])
    export = export_of(found.pairs, settings, names)
    if errors := errors_in(export, conditions):
        tell_found(errors)
        _end("the pairs have errors")
    _write(export, out, connection, settings)


def _found(
    project: Project, connection: str, by_key: str | None, by_field: str | None, holds: str
) -> Pairing:
    from syncscript.app.backbone.pairing import check_projects, paired_by_field, paired_by_number
    from syncscript.app.connecting import tracker_of
    from syncscript.cli.following import progress_bar

    settings = project.settings.connections[connection]
    if by_key not in (None, BARE):
        check_projects(str(by_key), connection, settings)
    first, second = (
        (tracker_of(project, side.instance, os.environ), side.project) for side in settings.sides
    )
    if by_field is None:
        return paired_by_number(first, second)
    with progress_bar() as bar:
        steps = bar.steps(connection, "look")
        return paired_by_field(by_field, first, second, steps, holds_key=holds == "key")


def _held(holds: str) -> str:
    return "the partner's key" if holds == "key" else "the same value on both sides"


def _from_table(
    project: Project, connection: str, path: str, out: Path, report: Path | None, conditions: Conditions,
    max_size: int,
) -> None:  # fmt: skip
    from syncscript.app.backbone.files import shown_path
    from syncscript.app.backbone.pairing import checked_table, table_of
    from syncscript.cli.show.diagnostics import terminal_safe

    settings = project.settings.connections[connection]
    with refusals_reported(report):
        table = table_of(path, max_size)
        export, errors = checked_table(table, shown_path(path), conditions, settings)
    if table.extra:
        told = ", ".join(name or "(no name)" for name in table.extra)
        click.echo(terminal_safe(f"info: columns that are not read: {told}"), err=True)
    tell_found(errors)
    if report:
        write_report(report, errors)
    if errors:
        _end("the table has errors")
    tell(out, [f"{len(table.rows):,} paired by the table"])
    _write(export, out, connection, settings)


def _write(export: Export, out: Path, connection: str, settings: ConnectionSettings) -> None:
    from syncscript.app.backbone.output import write_export
    from syncscript.backbone.writing import pieces_of

    if not export.sides[0].entries:
        _end("there is no pair")
    write_export(out, pieces_of(export))
    is_alike = len({side.project for side in settings.sides}) == 1
    first = f" --first {settings.side_names[0]}" if is_alike else ""
    file = quote(str(out))
    tell(out, [f"next: syncscript backbone import {file} --connection {connection}{first} --dry-run"])


def _end(why: str) -> NoReturn:
    click.echo(f"nothing was written: {why}", err=True)
    raise click.exceptions.Exit(exits.FINDINGS)
