"""`syncscript explain`: the page of a finding or of a code."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from syncscript.app.linting.explaining import Explained


@click.command("explain")
@click.argument("word", required=False, metavar="CODE_OR_NAME")
@click.option("--all", "everything", is_flag=True, help="All of them.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(word: str | None, everything: bool, form: str) -> None:
    """Say what a code or a finding means, and what to do.

    CODE_OR_NAME stands in every message: SEM101, or the name of a finding of lint.
    """
    import json

    from syncscript.app.linting.explaining import everything_explained, explained

    if (word is None) != everything:
        raise click.UsageError("Give a code or a name, or --all.")
    if form == "text":
        told = [explained(word)] if word else everything_explained()
        click.echo("\n".join(page_of(each) for each in told), nl=False)
        return
    data = [as_data(each) for each in everything_explained()] if word is None else as_data(explained(word))
    click.echo(json.dumps(data, indent=2, ensure_ascii=False))


def page_of(each: Explained) -> str:
    about = [each.code, each.group or each.family, each.severity]
    head = f"{each.name} ({', '.join(part for part in about if part)})"
    return f"{head}\n{'=' * len(head)}\n\n{each.text}\n"


def as_data(each: Explained) -> dict[str, object]:
    return {
        "name": each.name,
        "code": each.code,
        "group": each.group or None,
        "family": each.family,
        "severity": each.severity or None,
        "usual": each.usual,
        "text": each.text,
    }
