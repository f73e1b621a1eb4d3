"""`syncscript run`: bring both sides in step. Made for cron."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from syncscript.cli import exits
from syncscript.cli.projects import (
    connection_option,
    loaded_project,
    project_option,
    tell_of_new_state,
    tell_warnings,
)

if TYPE_CHECKING:
    from syncscript.app.opening import OpenProject
    from syncscript.app.watching import Watch
    from syncscript.engine.report import ConnectionPlan, RunSummary

MOST_DIFFERENCES = 20


@click.command("run")
@project_option
@connection_option
@click.option(
    "--plan",
    "plan_file",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Do exactly this saved plan; refuse when anything has changed since.",
)
@click.option(
    "--allow-removals",
    is_flag=True,
    help="Let this run remove more of the sync's own copies than the policy allows.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "jsonl"]),
    default="text",
    show_default=True,
    help="json: one document at the end; jsonl: a line as things happen.",
)
@click.option("--quiet", "-q", is_flag=True, help="Print only what a person should look at.")
@click.pass_context
def command(
    ctx: click.Context,
    project: Path | None,
    connection: tuple[str, ...],
    plan_file: Path | None,
    allow_removals: bool,
    form: str,
    quiet: bool,
) -> None:
    """Bring both sides in step: read what changed, merge, write.

    Exits with 0: done, 1: some pairs failed and the next run goes on, 2: usage or configuration,
    7: the state cannot be trusted, 75: another run holds the lock.
    """
    import os

    loaded = loaded_project(project)
    from syncscript.app.clock import clock
    from syncscript.app.opening import opened
    from syncscript.app.states import is_state_new
    from syncscript.app.watching import Watch
    from syncscript.cli.following import progress_bar
    from syncscript.cli.reporting import reporter
    from syncscript.cli.saved_plans import read_plans
    from syncscript.cli.stopping import stop_flag

    expected = read_plans(plan_file, connection) if plan_file else None
    is_first = is_state_new(loaded)
    with opened(loaded, os.environ, connection or tuple(expected or ())) as ready:
        if is_first:
            tell_of_new_state(loaded.state_path)
        if not quiet:
            tell_warnings(ready)
        with progress_bar(form != "jsonl") as bar, stop_flag() as stop:
            report = reporter(form, quiet, ready, bar)
            watch = Watch(clock, report.listen, stop.is_set)
            failed = _run(ready, watch, expected, allow_removals, report.tell)
        report.finish()
    ctx.exit(stop.exit_code if stop.is_set() else exits.SOME_FAILED if failed else exits.DONE)


def _run(
    ready: OpenProject,
    watch: Watch,
    expected: Mapping[str, ConnectionPlan] | None,
    allow_removals: bool,
    tell: Callable[[RunSummary], None],
) -> bool:
    """Run all connections and tell of each; whether anything stands still."""
    from syncscript.app.run import run_connections
    from syncscript.cli.show.runs import has_failed
    from syncscript.engine import PlanIsStale

    summaries = run_connections(
        ready, watch, "syncscript run", allow_removals=allow_removals, expected=expected
    )
    done: list[RunSummary] = []
    try:
        for summary in summaries:
            tell(summary)
            done.append(summary)
    except PlanIsStale as stale:
        raise _stale(ready.connections[len(done)].name, stale.differences) from stale
    return any(map(has_failed, done))


def _stale(connection: str, differences: tuple[str, ...]) -> Exception:
    from syncscript.cli.show.diagnostics import terminal_safe
    from syncscript.model import Diagnostic, DiagnosticError

    told = "".join(f"\n    {terminal_safe(difference)}" for difference in differences[:MOST_DIFFERENCES])
    if len(differences) > MOST_DIFFERENCES:
        told += f"\n    and {len(differences) - MOST_DIFFERENCES} more"
    message = f"the saved plan of {connection} is stale; nothing was written there. What differs now:{told}"
    return DiagnosticError(Diagnostic("C153", message, help="look at a new one: syncscript plan --out FILE"))
