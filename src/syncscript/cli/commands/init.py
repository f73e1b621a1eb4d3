"""`syncscript init`: a new project, to be filled in. Asks nothing and overwrites nothing."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("init")
@click.argument("folder", metavar="[DIR]", default=".", type=click.Path(path_type=Path, file_okay=False))
def command(folder: Path) -> None:
    """Write a new project into DIR (default: here).

    Makes syncscript.toml, a set of rule files for two sides, and hints. Files that exist stop it:
    nothing is overwritten.
    """
    from syncscript.cli.writing import write_new_files
    from syncscript.config import StartingSide, starting_files

    left = StartingSide(
        "BlueJira",
        "BLUE",
        "jira-cloud",
        "https://blue.example.com",
        "env:BLUE_TOKEN",
        'email = "sync@example.com"',
    )
    right = StartingSide("GreenJira", "GREEN", "jira-dc", "https://green.example.com", "env:GREEN_TOKEN")
    for path in write_new_files(folder, starting_files("blue-green", left, right)):
        click.echo(f"wrote {path}")
    click.echo("\nNext:")
    click.echo(f"  1. put your addresses, accounts and project keys into {folder / 'syncscript.toml'}")
    click.echo(f"     and the project keys into {folder / 'rules'}/*.incoming.sync")
    click.echo("  2. export BLUE_TOKEN=... GREEN_TOKEN=...")
    click.echo("  3. syncscript plan")
