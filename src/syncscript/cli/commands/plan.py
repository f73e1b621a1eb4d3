"""`syncscript plan`: what a run would write, and which rule line says so. Writes nothing anywhere."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from syncscript.cli import exits
from syncscript.cli.projects import connection_option, loaded_project, project_option, tell_warnings

if TYPE_CHECKING:
    from syncscript.engine.report import ConnectionPlan


@click.command("plan")
@project_option
@connection_option
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option(
    "--out",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Save the plan, for: syncscript run --plan FILE",
)
@click.option("--detailed-exitcode", is_flag=True, help="Exit with 0: nothing to do, 1: error, 2: changes.")
@click.pass_context
def command(
    ctx: click.Context,
    project: Path | None,
    connection: tuple[str, ...],
    form: str,
    out: Path | None,
    detailed_exitcode: bool,
) -> None:
    """Show what a run would write: per pair and field the old value, the new value and the rule line.

    Reads both trackers and writes nothing anywhere. Exits with 1 when something would stand still.
    """
    plans = _made_plans(project, connection)
    _print(plans, form)
    if out:
        from syncscript.cli.saved_plans import save_plans

        save_plans(out, plans)
        click.echo(f"saved; apply it with: {_applying(out, project)}", err=True)
    ctx.exit(_exit_code(plans, detailed_exitcode))


def _applying(out: Path, project: Path | None) -> str:
    """The command line that applies the saved plan, ready to be pasted into a shell."""
    from shlex import join

    return join(["syncscript", "run", "--plan", str(out), *(["--project", str(project)] if project else [])])


def _made_plans(folder: Path | None, connection: Sequence[str]) -> list[ConnectionPlan]:
    import os

    project = loaded_project(folder)
    from syncscript.app.clock import clock
    from syncscript.app.opening import opened
    from syncscript.app.plan import plan_connections
    from syncscript.app.states import looked_at_state
    from syncscript.app.watching import Watch
    from syncscript.cli.following import progress_bar
    from syncscript.cli.stopping import stop_flag

    with (
        opened(project, os.environ, connection, looked_at_state) as ready,
        progress_bar() as bar,
        stop_flag() as stop,
    ):
        tell_warnings(ready)
        plans = plan_connections(ready, Watch(clock, bar.listen, stop.is_set), "syncscript plan")
        if stop.is_set():
            click.get_current_context().exit(stop.exit_code)
    return plans


def _print(plans: Sequence[ConnectionPlan], form: str) -> None:
    import os
    import sys

    if form == "json":
        from syncscript.cli.saved_plans import plans_as_data
        from syncscript.cli.show.documents import json_text

        click.echo(json_text(plans_as_data(plans)))
        return
    from syncscript.cli.show.paint import Paint, wants_colour
    from syncscript.cli.show.plans import plan_text

    click.echo(plan_text(plans, Paint(wants_colour(sys.stdout, os.environ))), nl=False)


def _exit_code(plans: Sequence[ConnectionPlan], is_detailed: bool) -> int:
    if any(plan.problems or plan.standing or any(pair.held for pair in plan.pairs) for plan in plans):
        return exits.ERROR
    has_changes = any(not plan.is_empty for plan in plans)
    return exits.CHANGES if is_detailed and has_changes else exits.DONE
