"""`syncscript replay`: which pairs a rule change would make come out different."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from syncscript.cli import exits
from syncscript.cli.projects import connection_option, loaded_project, project_option

if TYPE_CHECKING:
    from syncscript.app.replaying import Replay

KINDS = ("people", "addresses", "accounts", "hosts")
FILE = click.Path(path_type=Path, dir_okay=False)


@click.command("replay")
@project_option
@connection_option
@click.option(
    "--base", metavar="REV", default="HEAD", show_default=True, help="Compare with this revision of git."
)
@click.option(
    "--base-dir", metavar="DIR", type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="Compare with the project in this folder.",
)  # fmt: skip
@click.option("--live", is_flag=True, help="Read issues from the trackers; run outgoing rules too.")
@click.option("--messages", metavar="FILE", type=FILE, help="Replay saved messages instead.")
@click.option("--save", metavar="FILE", type=FILE, help="Save what was replayed, with stand-ins.")
@click.option(
    "--keep", multiple=True, type=click.Choice([*KINDS, "all"]), help="With --save: leave these as they are."
)
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "markdown"]), default="text", show_default=True
)
@click.option("--detailed-exitcode", is_flag=True, help="Exit with 2 for differences, 1 for errors.")
def command(
    project: Path | None, connection: tuple[str, ...], base: str, base_dir: Path | None, live: bool,
    messages: Path | None, save: Path | None, keep: tuple[str, ...], form: str, detailed_exitcode: bool,
) -> None:  # fmt: skip
    """Run the rules as they are and as they were over all kept messages, and show where both part.

    The state keeps, of each pair and side, the replica that the rules worked on last, and what waits. No
    tracker is asked unless --live says so, and nothing is written anywhere.
    """
    from syncscript.app.replaying import Request, replay
    from syncscript.app.saved_messages import read_messages, write_messages

    loaded = loaded_project(project)
    saved = read_messages(messages) if messages is not None else None
    request = Request(connection, save is not None, base, base_dir, live, saved)
    made = replay(loaded, os.environ, request)
    if save is not None:
        write_messages(save, made, KINDS if "all" in keep else keep)
    tell(made, form)
    if detailed_exitcode and made.different:
        click.get_current_context().exit(exits.CHANGES)


def tell(made: Replay, form: str) -> None:
    from syncscript.cli.show.documents import json_text
    from syncscript.cli.show.paint import Paint, wants_colour
    from syncscript.cli.show.replay_comments import replay_markdown
    from syncscript.cli.show.replays import replay_as_data, replay_text

    if form == "json":
        click.echo(json_text(replay_as_data(made)))
    elif form == "markdown":
        click.echo(replay_markdown(made), nl=False)
    else:
        click.echo(replay_text(made, Paint(wants_colour(sys.stdout, os.environ))))
