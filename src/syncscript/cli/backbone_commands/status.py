"""`syncscript backbone status`: how a takeover stands, from the state alone; asks no tracker."""

from __future__ import annotations

from pathlib import Path

import click

from syncscript.cli.completing import connections_of
from syncscript.cli.projects import loaded_project, project_option


@click.command("status")
@click.option("--connection", metavar="NAME", required=True, shell_complete=connections_of,
              help="The connection that pairs were taken over into.")  # fmt: skip
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@project_option
def command(connection: str, form: str, project: Path | None) -> None:
    """Show how many pairs are paired, resynced, pending, failed, ignored and gone, and why they failed.

    Reads the state only: no tracker is asked.
    """
    from syncscript.app.backbone.standing import standing_of
    from syncscript.app.choosing import chosen_connections
    from syncscript.app.states import looked_at_state
    from syncscript.backbone.progress import progress_query
    from syncscript.cli.show.documents import json_text
    from syncscript.cli.show.resyncs import standing_as_data, standing_lines
    from syncscript.cli.show.summaries import FORMAT

    loaded = loaded_project(project)
    settings = chosen_connections(loaded, [connection])[connection]
    with looked_at_state(loaded) as store, store.transaction() as records:
        found = standing_of(records, connection)
    if form == "json":
        click.echo(json_text({"format": FORMAT, **standing_as_data(found)}))
        return
    for line in standing_lines(found):
        click.echo(line)
    if found.taken:
        click.echo("where a tracker knows the field, these searches find the resynced ones:")
        for name, side in zip(settings.side_names, settings.sides, strict=True):
            click.echo(f"  {name}: {progress_query([side.project])}")
