"""`syncscript demo`: two sandbox Jiras and a sync between them, step by step."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click


@click.command("demo")
@click.argument(
    "folder", metavar="[DIR]", default="syncscript-demo", type=click.Path(path_type=Path, file_okay=False)
)
@click.option("--keep-running", is_flag=True, help="Keep both Jiras running afterwards, until Ctrl-C.")
@click.pass_context
def command(ctx: click.Context, folder: Path, keep_running: bool) -> None:
    """Show a sync: two sandbox Jiras on this machine, people who edit, plan and run.

    Everything is written to DIR (default: ./syncscript-demo) and stays there to play on with.
    """
    import time

    from syncscript.demo import Demo, tell_story
    from syncscript.demo.folder import refuse_used_folder

    refuse_used_folder(folder)
    demo = Demo(folder, click.echo, _table, _call, time.sleep, _wait_for_ctrl_c if keep_running else None)
    ctx.exit(tell_story(demo))


def _table(title: str, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    import os
    import sys

    from syncscript.cli.show.paint import wants_colour
    from syncscript.cli.show.tables import table_text
    from syncscript.cli.show.widths import terminal_width

    coloured = wants_colour(sys.stdout, os.environ)
    return table_text(headings, rows, title=title, ruled=True, coloured=coloured, width=terminal_width())


def _call(arguments: Sequence[str]) -> int:
    """What a person would type; its exit code."""
    from syncscript.cli.group import syncscript

    try:
        syncscript.main(list(arguments), prog_name="syncscript")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    return 0


def _wait_for_ctrl_c() -> None:
    import threading

    try:
        threading.Event().wait()
    except KeyboardInterrupt:
        click.echo("")
