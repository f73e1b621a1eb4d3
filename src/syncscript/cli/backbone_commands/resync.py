"""`syncscript backbone resync`: send chosen fields of pairs that were taken over again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from syncscript.cli import exits
from syncscript.cli.completing import connections_of
from syncscript.cli.projects import loaded_project, project_option, tell_of_new_state, tell_warnings

if TYPE_CHECKING:
    from syncscript.app.backbone.standing import Standing
    from syncscript.app.opening import OpenProject
    from syncscript.engine import ConnectionPlan, Resync, RunSummary


@click.command("resync")
@click.option("--connection", metavar="NAME", required=True, shell_complete=connections_of,
              help="The connection that pairs were taken over into.")  # fmt: skip
@click.option("--direction", type=click.Choice(["out", "in", "both"]), default="both", show_default=True,
              help="out: from the connection's first side to its second.")  # fmt: skip
@click.option("--fields", metavar="NAMES", multiple=True,
              help="The only fields that are written, with commas between them.")  # fmt: skip
@click.option("--status", is_flag=True, help="Move issues into the status that rules ask for, too.")
@click.option("--where", metavar="JQL",
              help="Only pairs whose issue this query finds, where fields come from first.")  # fmt: skip
@click.option("--limit", metavar="N", type=click.IntRange(min=1), help="At most so many pairs.")
@click.option("--resume/--again", default=True, show_default=True,
              help="Go on with the pairs that are left, or do those again that are done.")  # fmt: skip
@click.option("--retry-failed", is_flag=True, help="Try pairs again that failed before.")
@click.option("--dry-run", is_flag=True, help="Tell what would be written, and write nothing.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@project_option
@click.pass_context
def command(
    ctx: click.Context, connection: str, direction: str, fields: tuple[str, ...], status: bool,
    where: str | None, limit: int | None, resume: bool, retry_failed: bool, dry_run: bool, form: str,
    project: Path | None,
) -> None:  # fmt: skip
    """Send chosen fields of the pairs that were taken over again, although nothing changed.

    What people changed since stays news and is not written over. Each issue keeps the key of its twin, so
    that a search tells how many are done. Stopped at any moment, the same command goes on where it ended.
    Exit code: 0 done, 1 pairs failed, now or before, or have to wait, or the connection stopped; 2 usage,
    75 a run holds the state.
    """
    import os

    from syncscript.app.backbone.resyncing import resync_of
    from syncscript.app.choosing import chosen_connections
    from syncscript.app.opening import opened
    from syncscript.app.states import is_state_new, looked_at_state, opened_state

    loaded = loaded_project(project)
    sides = chosen_connections(loaded, [connection])[connection].side_names
    names = [name for each in fields for name in each.split(",")]
    wanted = resync_of(sides, direction, names, status=status, where=where, limit=limit,
                       retries_failed=retry_failed, again=not resume)  # fmt: skip
    is_first = is_state_new(loaded)
    with opened(loaded, os.environ, [connection], looked_at_state if dry_run else opened_state) as ready:
        tell_warnings(ready)
        if is_first and not dry_run:
            tell_of_new_state(loaded.state_path)
        ctx.exit(_previewed(ready, wanted, form) if dry_run else _done(ready, wanted, form))


def _previewed(ready: OpenProject, wanted: Resync, form: str) -> int:
    from syncscript.app.backbone.resyncing import plan_resync
    from syncscript.app.clock import clock
    from syncscript.app.watching import Watch
    from syncscript.cli.following import progress_bar
    from syncscript.cli.stopping import stop_flag

    with progress_bar() as bar, stop_flag() as stop:
        watch = Watch(clock, bar.listen, stop.is_set)
        plan = plan_resync(ready, watch, "syncscript backbone resync --dry-run", wanted)
    if stop.is_set():
        return stop.exit_code
    _print_plan(plan, form)
    return exits.SOME_FAILED if plan.problems or plan.standing else exits.DONE


def _print_plan(plan: ConnectionPlan, form: str) -> None:
    import os
    import sys

    if form == "json":
        from syncscript.cli.saved_plans import plans_as_data
        from syncscript.cli.show.documents import json_text

        click.echo(json_text(plans_as_data([plan])))
        return
    from syncscript.cli.show.paint import Paint, wants_colour
    from syncscript.cli.show.plans import plan_text

    click.echo(plan_text([plan], Paint(wants_colour(sys.stdout, os.environ))), nl=False)


def _done(ready: OpenProject, wanted: Resync, form: str) -> int:
    from syncscript.app.backbone.resyncing import resync
    from syncscript.app.backbone.standing import standing_of
    from syncscript.app.clock import clock
    from syncscript.app.watching import Watch
    from syncscript.cli.following import progress_bar
    from syncscript.cli.stopping import stop_flag

    with progress_bar() as bar, stop_flag() as stop:
        watch = Watch(clock, bar.listen, stop.is_set)
        summary = resync(ready, watch, "syncscript backbone resync", wanted)
    with ready.store.transaction() as records:
        standing = standing_of(records, summary.connection)
    _print(ready, summary, standing, form)
    if stop.is_set():
        return stop.exit_code
    is_unfinished = summary.failed or summary.waiting or summary.problems or standing.failed
    return exits.SOME_FAILED if is_unfinished else exits.DONE


def _print(ready: OpenProject, summary: RunSummary, standing: Standing, form: str) -> None:
    from syncscript.cli.show.documents import json_text
    from syncscript.cli.show.resyncs import resync_lines, standing_as_data, standing_lines
    from syncscript.cli.show.summaries import FORMAT, summary_as_data

    if form == "json":
        data = {"format": FORMAT, "run": summary_as_data(summary), "standing": standing_as_data(standing)}
        click.echo(json_text(data))
        return
    first, second = ready.connections[0].sides
    for line in (*resync_lines(summary, (first.name, second.name)), *standing_lines(standing)):
        click.echo(line)
