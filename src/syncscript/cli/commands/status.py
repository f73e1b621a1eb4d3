"""`syncscript status`: how things stand, from the state alone; asks no tracker and needs no token."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from syncscript.cli.projects import connection_option, loaded_project, project_option

if TYPE_CHECKING:
    from syncscript.config import Project

_NO_RUN_YET = "no run yet: syncscript run makes the first one"
_WHAT_BRINGS_IT = "a trigger of a connection must match it; syncscript plan shows what comes next"


@click.command("status")
@click.argument("key", required=False)
@project_option
@connection_option
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(key: str | None, project: Path | None, connection: tuple[str, ...], form: str) -> None:
    """Show all connections: pairs, queue, failures, conflicts, last run. With KEY: the pair of that issue.

    Reads the state only: no tracker is asked.
    """
    from syncscript.cli.show.documents import json_text
    from syncscript.cli.show.summaries import FORMAT

    loaded = loaded_project(project)
    data = _of_pairs(loaded, key, connection) if key else _of_connections(loaded, connection)
    is_json = form == "json"
    click.echo(json_text({"format": FORMAT, **data}) if is_json else _text(data), nl=is_json)


def _of_connections(project: Project, only: tuple[str, ...]) -> dict[str, Any]:
    from syncscript.app.choosing import chosen_connections
    from syncscript.app.states import is_state_new, looked_at_state
    from syncscript.cli.standing import connection_standing

    names = chosen_connections(project, only)
    note = {"note": _NO_RUN_YET} if is_state_new(project) else {}
    with looked_at_state(project) as store, store.transaction() as records:
        return {"connections": [connection_standing(records, name) for name in names], **note}


def _of_pairs(project: Project, key: str, only: tuple[str, ...]) -> dict[str, Any]:
    from syncscript.app.choosing import chosen_connections
    from syncscript.app.states import is_state_new, looked_at_state
    from syncscript.cli.standing import pair_standing
    from syncscript.model import Diagnostic, DiagnosticError

    chosen_connections(project, only)
    with looked_at_state(project) as store, store.transaction() as records:
        pairs = [pair for pair in records.find_pairs(key) if not only or pair.connection in only]
        if not pairs:
            raise DiagnosticError(
                Diagnostic(
                    "C141",
                    f"{key} is not under sync: no pair holds it",
                    help=_NO_RUN_YET if is_state_new(project) else _WHAT_BRINGS_IT,
                )
            )
        return {"pairs": [pair_standing(records, pair, project) for pair in pairs]}


def _text(data: dict[str, Any]) -> str:
    import os
    import sys

    from syncscript.cli.show.paint import Paint, is_terminal, wants_colour
    from syncscript.cli.show.status import connections_text, pair_text
    from syncscript.cli.show.widths import terminal_width

    paint = Paint(wants_colour(sys.stdout, os.environ))
    if "pairs" in data:
        return "\n".join(pair_text(pair, paint) for pair in data["pairs"])
    return connections_text(data, paint, terminal_width() if is_terminal(sys.stdout) else None)
