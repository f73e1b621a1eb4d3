"""`syncscript backbone import`: the pairs of a merged export come into a connection."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from syncscript.cli.backbone_moves import tell_of_move
from syncscript.cli.completing import connections_of
from syncscript.cli.exports import key_pattern_option, max_size_option, refuse_inputs
from syncscript.cli.import_telling import Told, ended
from syncscript.cli.merge_options import codes_of
from syncscript.cli.projects import loaded_project, project_option, tell_of_new_state

if TYPE_CHECKING:
    from syncscript.app.backbone.importing import Import
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
@click.option("--lenient", is_flag=True, help="Mend slips of hand editing, as validate does.")
@click.option("--allow", metavar="CODE", multiple=True, callback=codes_of,
              help="Take over although there are errors with this code, as merge writes.")  # fmt: skip
@click.option("--allow-moved", is_flag=True, help="Issues of several projects in one side are a warning.")
@click.option("--report", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path),
              help="Write all findings and refusals into FILE, one JSON object a line.")  # fmt: skip
@key_pattern_option
@max_size_option
@project_option
def command(
    merged: str, connection: str, first: str | None, dry_run: bool, check_exists: bool, cloud: str | None,
    yes: bool, lenient: bool, allow: frozenset[str], allow_moved: bool, report: Path | None, issue_key: str,
    max_size: int, project: Path | None,
) -> None:  # fmt: skip
    """Take over the pairs of the export MERGED, so that `syncscript run` goes on where Backbone stopped.

    MERGED is what `syncscript backbone merge` wrote. Stop Backbone on both sides before the exports are made.
    Look first (--dry-run --check-exists), take over, look again (`syncscript plan`), then run. What a code
    such as BB070 means: `syncscript explain BB070`.

    Writes to the state alone: all pairs or none, also if it is stopped in the middle. A second import of the
    same file changes nothing, a newer one updates what is newer. Exit code: 0 done, 1 the export has errors
    or a tracker does not answer, 2 usage, 3 it cannot be read, 4 refused or declined, 75 a run holds the
    state.
    """
    from syncscript.app.backbone.moved_side import about_move
    from syncscript.app.choosing import chosen_connections
    from syncscript.app.clock import clock
    from syncscript.backbone import Conditions
    from syncscript.cli.following import progress_bar
    from syncscript.config import FILE_NAME

    loaded = loaded_project(project)
    refuse_inputs(report, [merged, str(loaded.state_path), str(loaded.root / FILE_NAME)])
    chosen_connections(loaded, [connection])
    about = about_move(connection, loaded.settings.connections[connection], cloud)
    conditions = Conditions(allow_moved, False, issue_key, int(clock().timestamp() * 1000))
    reading = _Reading(merged, first, lenient, allow, max_size)
    with ended(told := Told(report)), progress_bar() as bar:
        wanted = _read(loaded, connection, reading, conditions, told, bar)
        if check_exists:
            _check(loaded, wanted, bar, told)
        tell_of_move(loaded, connection, cloud, ask=check_exists)
        _preview(loaded, wanted, about, bar) if dry_run else _take_over(loaded, wanted, about, yes, bar)


@dataclass(frozen=True, slots=True)
class _Reading:
    """How the file is read. first: the side that a person says comes first; allowed: codes of errors."""

    file: str
    first: str | None
    lenient: bool
    allowed: frozenset[str]
    max_size: int


def _read(
    project: Project, connection: str, reading: _Reading, conditions: Conditions, told: Told, bar: ProgressBar
) -> Import:
    from syncscript.app.backbone.files import many_values, read_export_file, shown_path
    from syncscript.app.backbone.importing import import_of

    settings, shown = project.settings.connections[connection], shown_path(reading.file)
    bar.steps(connection, "export")(0, 0)
    with many_values():
        export = read_export_file(reading.file, lenient=reading.lenient, max_size=reading.max_size)
    wanted = import_of(connection, settings, export, conditions, reading.first, shown, reading.allowed)
    bar.hide()
    told.mended([(shown, repair) for repair in export.repairs])
    told.note(wanted.findings)
    return wanted


def _check(project: Project, wanted: Import, bar: ProgressBar, told: Told) -> None:
    from syncscript.app.backbone.existing import look_for
    from syncscript.app.connecting import tracker_of
    from syncscript.cli.show.imports import existence_line

    settings = project.settings.connections[wanted.connection]
    trackers = {
        name: tracker_of(project, side.instance, os.environ)
        for name, side in zip(settings.side_names, settings.sides, strict=True)
    }
    found = look_for(wanted, trackers, bar.steps(wanted.connection, "look"))
    bar.hide()
    told.note(found.findings)
    click.echo(existence_line(found))


def _preview(project: Project, wanted: Import, about: Mapping[str, Json], bar: ProgressBar) -> None:
    from syncscript.app.backbone.importing import Refused, compare
    from syncscript.app.states import looked_at_state
    from syncscript.cli.show.imports import preview_lines

    with looked_at_state(project) as store, store.lock("syncscript backbone import --dry-run"):
        bar.steps(wanted.connection, "compare")(0, 0)
        found = compare(store, wanted, about)
    bar.hide()
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
    from syncscript.cli.show.imports import done_lines, next_lines

    def agree(found: Comparison) -> bool:
        return yes or _asked(wanted, found, bar)

    is_first = is_state_new(project)
    with opened_state(project) as store, store.lock("syncscript backbone import"):
        store.check()
        if is_first:
            tell_of_new_state(project.state_path)
        bar.steps(wanted.connection, "compare")(0, 0)
        steps = bar.steps(wanted.connection, "import")
        found = take_over(store, wanted, clock(), about, agree, steps)
    bar.hide()
    for line in (*done_lines(wanted, found), *next_lines(wanted, found)):
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
