"""`syncscript run`: bring both sides in step. Made for cron."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from syncscript.cli import exits
from syncscript.cli.projects import connection_option, loaded_project, project_option

if TYPE_CHECKING:
    from syncscript.app import OpenProject, Watch
    from syncscript.cli.stopping import StopFlag
    from syncscript.engine.report import ConnectionPlan, RunSummary


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
    from syncscript.app import opened
    from syncscript.cli.reporting import reporter
    from syncscript.cli.saved_plans import read_plans

    expected = read_plans(plan_file) if plan_file else None
    only = connection or tuple(expected or ())
    with opened(loaded, os.environ, only) as ready:
        report = reporter(form, quiet, ready)
        with _watched(report.listen) as (watch, stop):
            failed = _run(ready, watch, expected, allow_removals, report.tell)
        report.finish()
    ctx.exit(stop.exit_code if stop.is_set() else exits.SOME_FAILED if failed else exits.DONE)


@contextmanager
def _watched(listen: Callable[..., None] | None) -> Iterator[tuple[Watch, StopFlag]]:
    """How the run is followed and stopped. Without a listener of its own: a bar on a terminal."""
    from syncscript.app import Watch, clock
    from syncscript.cli.following import progress_bar
    from syncscript.cli.stopping import stop_flag

    with progress_bar(listen is None) as bar, stop_flag() as stop:
        yield Watch(clock, listen or bar, stop.is_set), stop


def _run(
    ready: OpenProject,
    watch: Watch,
    expected: Mapping[str, ConnectionPlan] | None,
    allow_removals: bool,
    tell: Callable[[RunSummary], None],
) -> bool:
    """Run all connections and tell of each; whether anything stands still."""
    from syncscript.app import run_connections
    from syncscript.cli.show.runs import has_failed
    from syncscript.engine import PlanIsStale

    failed = False
    try:
        for summary in run_connections(
            ready, watch, "syncscript run", allow_removals=allow_removals, expected=expected
        ):
            tell(summary)
            failed = failed or has_failed(summary)
    except PlanIsStale as stale:
        raise _stale(stale.differences) from stale
    return failed


def _stale(differences: tuple[str, ...]) -> Exception:
    from syncscript.model import Diagnostic, DiagnosticError

    told = "".join(f"\n    {difference}" for difference in differences[:20])
    more = f"\n    and {len(differences) - 20} more" if len(differences) > 20 else ""
    return DiagnosticError(
        Diagnostic(
            "C153",
            f"the saved plan is stale; nothing was written. What differs now:{told}{more}",
            help="look at a new one: syncscript plan --out FILE",
        )
    )
