"""`syncscript contract`: what a side sends and reads, for those who write the other side's rules."""

from __future__ import annotations

from pathlib import Path

import click

from syncscript.cli.projects import project_option


@click.command("contract")
@click.argument("side")
@project_option
def command(side: str, project: Path | None) -> None:
    """Print what the rules of SIDE send and read, as a contract for the other side.

    Whoever writes the other side's rules keeps it as a file and names it in [lint.contracts] of
    syncscript.toml: lint then tells them what they read and never get. No value of an issue is in it.
    """
    from syncscript.app.linting.contract import contract_text
    from syncscript.config import find_project

    click.echo(contract_text(project or find_project(Path.cwd()), side), nl=False)
