"""`syncscript backbone export`: the pairs of a connection in the shape of an export."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from syncscript.cli.completing import connections_of
from syncscript.cli.exports import out_option, overwriting_refused, unreadable
from syncscript.cli.projects import loaded_project, project_option

if TYPE_CHECKING:
    from syncscript.backbone import Export


@click.command("export")
@click.option("--connection", metavar="NAME", required=True, shell_complete=connections_of,
              help="The connection whose pairs are exported.")  # fmt: skip
@click.option("--format", "form", type=click.Choice(["download", "rest", "csv"]), default="download",
              show_default=True, help="A merged file, its first list, or a table of keys.")  # fmt: skip
@out_option
@project_option
def command(connection: str, form: str, out: Path, force: bool, project: Path | None) -> None:
    """Write the pairs of a connection to OUT. Entries that were taken over are given back as they were.

    Reads the state only: no tracker is asked. Exit code: 0 written, 4 OUT is there already.
    """
    from syncscript.app.backbone.exporting import exported
    from syncscript.app.backbone.output import write_export
    from syncscript.app.choosing import chosen_connections
    from syncscript.app.states import looked_at_state
    from syncscript.backbone import Unreadable

    loaded = loaded_project(project)
    first, second = chosen_connections(loaded, [connection])[connection].side_names
    with overwriting_refused(out, [str(loaded.state_path)], force):
        with looked_at_state(loaded) as store, store.transaction() as records:
            export = exported(records, connection, (first, second))
        try:
            write_export(out, _pieces(export, form))
        except Unreadable as error:
            unreadable(error, None)
    click.echo(f"{len(export.sides[0].entries):,} pairs written: {click.format_filename(out)}")


def _pieces(export: Export, form: str) -> Iterator[bytes]:
    from syncscript.app.backbone.exporting import key_rows
    from syncscript.backbone.writing import pieces_of

    if form == "csv":
        return (f"{row}\r\n".encode() for row in key_rows(export))
    if form == "rest":
        return iter([json.dumps(export.sides[0].entries, indent=2).encode() + b"\n"])
    return pieces_of(export)
