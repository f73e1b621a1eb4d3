"""`syncscript sandbox`: a Jira-compatible server on this machine, for trying rules."""

from __future__ import annotations

from pathlib import Path

import click

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command("sandbox")
@click.option("--face", type=click.Choice(["cloud", "dc"]), default="cloud", show_default=True)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Port; 0 takes a free one.")
@click.option("--load", metavar="FILE", type=_FILE, help="Begin with these issues: a JSON object a line.")
@click.option("--state", metavar="FILE", type=_FILE, help="Keep everything in FILE. Default: in memory.")
@click.option("--key", metavar="KEY", multiple=True, help="Key of a project to have; several times.")
@click.option("--time-zone", default="UTC", show_default=True, help="Time zone of the sync account.")
@click.option(
    "--search-lag", type=click.FloatRange(0), default=0.0, help="Seconds until search sees a write."
)
def command(
    face: str,
    host: str,
    port: int,
    load: Path | None,
    state: Path | None,
    key: tuple[str, ...],
    time_zone: str,
    search_lag: float,
) -> None:
    """Serve a Jira that forgives everything, until Ctrl-C.

    Speaks Jira Cloud's REST API (v3 and v2) or Data Center's (v2). Without --key the project is DEMO.
    """
    from syncscript.model import Diagnostic, DiagnosticError
    from syncscript.sandbox import run_sandbox

    if load and not load.is_file():
        help = "name a file that holds a JSON object for each issue, one a line"
        raise DiagnosticError(Diagnostic("C160", f"there is no file {load}", help=help))
    is_new = state is None or not state.exists()
    projects = key or (("DEMO",) if is_new else ())
    try:
        run_sandbox(
            face,
            host,
            port,
            load,
            state,
            projects=projects,
            account_zone=time_zone,
            search_lag=search_lag,
            say=click.echo,
        )
    except (OSError, SystemExit) as error:
        help = "take another one with --port, or end the program that uses it"
        problem = f"{host}:{port} cannot be listened on: {error}"
        raise DiagnosticError(Diagnostic("C161", problem, help=help)) from error
