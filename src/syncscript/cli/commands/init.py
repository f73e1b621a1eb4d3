"""`syncscript init`: a new project, to be filled in. Asks nothing and overwrites nothing."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click


@click.command("init")
@click.argument("folder", metavar="[DIR]", default=".", type=click.Path(path_type=Path, file_okay=False))
@click.option("--from", "start", metavar="NAME", help="Begin as this shipped project; `list` names them.")
def command(folder: Path, start: str | None) -> None:
    """Write a new project into DIR (default: here).

    Makes syncscript.toml, rule files for two sides with test cases, and hints; or with --from a whole project
    that is made for one purpose. Files that exist stop it: nothing is overwritten.
    """
    from syncscript.cli.writing import write_new_files
    from syncscript.config import files_from, shipped_project_names

    if start == "list":
        click.echo("\n".join(shipped_project_names()))
        return
    files = files_from(start) if start else first_files()
    for path in write_new_files(folder, files):
        click.echo(f"wrote {path}")
    click.echo("\nNext:")
    for number, act in enumerate(next_acts(folder, start), 1):
        click.echo(f"  {number}. {act}")


def first_files() -> Mapping[str, str]:
    """A project of two Jiras with the basic rules on both sides."""
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
    return starting_files("blue-green", left, right)


def next_acts(folder: Path, start: str | None) -> tuple[str, ...]:
    if start:
        return (
            f"read {folder / 'README.md'}: what it does, what to change, how to try it in the sandbox",
            f"syncscript test {folder}",
        )
    return (
        f"put your addresses, accounts and project keys into {folder / 'syncscript.toml'}\n"
        f"     and the project keys into {folder / 'rules'}/*.incoming.*",
        "export BLUE_TOKEN=... GREEN_TOKEN=...",
        "syncscript test",
        "syncscript plan",
    )
