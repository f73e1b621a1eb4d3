"""`syncscript backbone import`: take the pairs of a merged export over, so that the sync goes on here."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from syncscript.cli import exits
from syncscript.cli.backbone_moves import tell_of_move
from syncscript.cli.completing import connections_of
from syncscript.cli.exports import key_pattern_option, max_size_option, unreadable, write_report
from syncscript.cli.projects import loaded_project, project_option, tell_of_new_state

if TYPE_CHECKING:
    from syncscript.app.backbone.importing import Import, Wrong
    from syncscript.backbone import Conditions
    from syncscript.backbone.comparing import Comparison
    from syncscript.cli.following import ProgressBar
    from syncscript.config import Project
    from syncscript.model import Json


@click.command("import")
@click.argument("merged")
@click.option("--connection", metavar="NAME", required=True, shell_complete=connections_of,
              help="The connection that goes on with these pairs.")  # fmt: skip
@click.option("--first", metavar="INSTANCE",
              help="Whose firstConnector is, where the projects do not tell it.")  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Tell what would change, and write nothing.")
@click.option("--check-exists", is_flag=True,
              help="Ask both trackers which issues are gone or moved. Reads only.")  # fmt: skip
@click.option("--cloud", metavar="SIDE",
              help="The side now in the cloud; --check-exists asks whose address is hidden.")  # fmt: skip
@click.option("--yes", is_flag=True, help="Do not ask before the pairs are taken over.")
@click.option("--allow-moved", is_flag=True, help="Issues of several projects in one side are a warning.")
@click.option("--report", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path),
              help="Write all findings into FILE, one JSON object a line.")  # fmt: skip
@key_pattern_option
@max_size_option
@project_option
def command(
    merged: str, connection: str, first: str | None, dry_run: bool, check_exists: bool, cloud: str | None,
    yes: bool, allow_moved: bool, report: Path | None, issue_key: str, max_size: int, project: Path | None,
) -> None:  # fmt: skip
    """Take over the pairs of the export MERGED, so that `syncscript run` goes on where Backbone stopped.

    Writes to the state alone: all pairs or none. A second import of the same file changes nothing, a newer
    one updates what is newer. Exit code: 0 done, 1 the export has errors, 3 it cannot be read, 4 refused, 75
    a run holds the state.
    """
    from syncscript.app.backbone.importing import Declined, Refused, Wrong
    from syncscript.app.backbone.moved_side import about_move
    from syncscript.app.choosing import chosen_connections
    from syncscript.app.clock import clock
    from syncscript.backbone import Conditions, Unreadable
    from syncscript.cli.following import progress_bar
    from syncscript.cli.show.imports import refusal_lines

    loaded = loaded_project(project)
    chosen_connections(loaded, [connection])
    about = about_move(connection, loaded.settings.connections[connection], cloud)
    conditions = Conditions(allow_moved, False, issue_key, int(clock().timestamp() * 1000))
    try:
        with progress_bar() as bar:
            wanted = _read(loaded, merged, connection, first, conditions, max_size)
            _tell_findings(wanted, report)
            if check_exists:
                _check(loaded, wanted, bar)
            tell_of_move(loaded, connection, cloud, ask=check_exists)
            _preview(loaded, wanted, about) if dry_run else _take_over(loaded, wanted, about, yes, bar)
    except Unreadable as error:
        unreadable(error, report)
    except Wrong as error:
        _wrong(error, report)
    except Refused as error:
        for line in refusal_lines(error.diagnostics):
            click.echo(line, err=True)
        _end(exits.REFUSED)
    except Declined:
        click.echo("nothing was taken over", err=True)
        _end(exits.REFUSED)


def _read(
    project: Project, file: str, connection: str, first: str | None, conditions: Conditions, max_size: int
) -> Import:
    from syncscript.app.backbone.files import many_values, read_export_file
    from syncscript.app.backbone.importing import import_of

    settings = project.settings.connections[connection]
    with many_values():
        export = read_export_file(file, lenient=False, max_size=max_size)
    return import_of(connection, settings, export, conditions, first, file)


def _tell_findings(wanted: Import, report: Path | None) -> None:
    from syncscript.backbone import Level
    from syncscript.cli.show.exports import finding_lines

    if report:
        write_report(report, wanted.findings)
    for line in finding_lines(found for found in wanted.findings if found.level is Level.WARNING):
        click.echo(line, err=True)


def _check(project: Project, wanted: Import, bar: ProgressBar) -> None:
    from syncscript.app.backbone.existing import look_for
    from syncscript.app.connecting import tracker_of
    from syncscript.cli.show.imports import existence_lines

    settings = project.settings.connections[wanted.connection]
    trackers = {
        name: tracker_of(project, side.instance, os.environ)
        for name, side in zip(settings.side_names, settings.sides, strict=True)
    }
    found = look_for(wanted.pairs, trackers, bar.steps(wanted.connection, "look"))
    bar.hide()
    for line in existence_lines(found):
        click.echo(line)


def _preview(project: Project, wanted: Import, about: Mapping[str, Json]) -> None:
    from syncscript.app.backbone.importing import Refused, compare
    from syncscript.app.states import looked_at_state
    from syncscript.cli.show.imports import preview_lines

    with looked_at_state(project) as store, store.lock("syncscript backbone import --dry-run"):
        found = compare(store, wanted, about)
    for line in preview_lines(wanted, found):
        click.echo(line)
    if found.refusals:
        raise Refused(*found.refusals)


def _take_over(
    project: Project, wanted: Import, about: Mapping[str, Json], yes: bool, bar: ProgressBar
) -> None:
    from syncscript.app.backbone.importing import take_over
    from syncscript.app.clock import clock
    from syncscript.app.states import is_state_new, opened_state
    from syncscript.cli.show.imports import done_lines

    def agree(found: Comparison) -> bool:
        return yes or _asked(wanted, found, bar)

    is_first = is_state_new(project)
    with opened_state(project) as store, store.lock("syncscript backbone import"):
        store.check()
        if is_first:
            tell_of_new_state(project.state_path)
        steps = bar.steps(wanted.connection, "import")
        found = take_over(store, wanted, clock(), about, agree, steps)
    bar.hide()
    for line in done_lines(wanted, found):
        click.echo(line)


def _asked(wanted: Import, found: Comparison, bar: ProgressBar) -> bool:
    """Whether the person says yes. DiagnosticError where nobody is there to say it."""
    from syncscript.cli.show.imports import preview_lines
    from syncscript.cli.show.paint import is_terminal
    from syncscript.model import Diagnostic, DiagnosticError

    bar.hide()
    if not is_terminal(sys.stdin):
        told = "nobody is there to ask whether these pairs shall be taken over"
        raise DiagnosticError(Diagnostic("C145", told, help="look at --dry-run, then give --yes"))
    for line in preview_lines(wanted, found):
        click.echo(line, err=True)
    return click.confirm("Take them over?", err=True)


def _wrong(error: Wrong, report: Path | None) -> NoReturn:
    from syncscript.cli.show.exports import finding_lines

    if report:
        write_report(report, error.findings)
    for line in finding_lines(error.findings):
        click.echo(line, err=True)
    click.echo("nothing was taken over: the export has errors", err=True)
    _end(exits.FINDINGS)


def _end(code: int) -> NoReturn:
    raise click.exceptions.Exit(code)
