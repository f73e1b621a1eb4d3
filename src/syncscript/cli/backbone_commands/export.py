"""`syncscript backbone export`: a connection's pairs, in the forms that Backbone's own exports have."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from syncscript.cli.completing import connections_of
from syncscript.cli.exports import out_path_option, refuse_overwriting
from syncscript.cli.projects import files_of, loaded_project, project_option

if TYPE_CHECKING:
    from syncscript.backbone.giving_back import Given


@click.command("export")
@click.option("--connection", metavar="NAME", required=True, shell_complete=connections_of,
              help="The connection whose pairs are given.")  # fmt: skip
@click.option("--format", "form", type=click.Choice(["download", "rest", "csv"]), default="download",
              show_default=True, help="A file as downloaded, a list as REST gives it, or a table of keys.",
              )  # fmt: skip
@click.option("--side", type=click.Choice(["first", "second", "both"]),
              help="Whose entries: of firstConnector or of secondConnector. The first one's, and of "
              "a download both.")  # fmt: skip
@out_path_option(required=False, help="The file to write. Standard output without it, and for -.")
@click.option("--force", is_flag=True, help="Overwrite OUT.")
@project_option
def command(
    connection: str, form: str, side: str | None, out: Path | None, force: bool, project: Path | None
) -> None:
    """Give the pairs of a connection back, as Backbone exports them.

    What was taken over comes back as it was, with unknown keys and in its order; what syncscript paired and
    copied since comes behind it. Reads the state alone. Exit code: 0 done, 2 usage, 4 OUT exists.
    """
    from syncscript.app.backbone.exporting import FORMS, given_by
    from syncscript.app.backbone.files import many_values
    from syncscript.app.backbone.output import STDOUT, write_export
    from syncscript.app.choosing import chosen_connections
    from syncscript.app.states import looked_at_state

    loaded = loaded_project(project)
    settings = chosen_connections(loaded, [connection])[connection]
    out = out or Path(STDOUT)
    refuse_overwriting(out, files_of(loaded), force=force)
    with many_values():
        with looked_at_state(loaded) as store, store.transaction() as records:
            given = given_by(records, connection, settings.side_names)
        content = FORMS[form](given.export, side)
    write_export(out, [content])
    _tell(connection, given)


def _tell(connection: str, given: Given) -> None:
    from syncscript.cli.show.exports import counted

    total = len(given.export.sides[0].entries)
    click.echo(f"{connection}: {counted(total, 'pair')}, {given.own:,} of them made since", err=True)
    if given.ended:
        click.echo(f"left out: {counted(given.ended, 'pair')} that a person ended", err=True)
