"""`syncscript console`: expressions tried on an issue, one after the other."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from syncscript.cli.completing import instances_of
from syncscript.cli.projects import loaded_project, project_option

if TYPE_CHECKING:
    from syncscript.app.console.givens import Given


@click.command("console")
@click.argument("key", required=False)
@click.option(
    "--instance", metavar="NAME", shell_complete=instances_of, help="Whose issue KEY is; it is only read."
)
@click.option("--case", metavar="FILE[::NAME]", help="What a recorded case is given.")
@click.option("--input", "input_file", metavar="FILE", help="Inputs as JSON, as for eval.")
@click.option("--kind", type=click.Choice(["outgoing", "incoming"]), help="As in a rule of this kind.")
@project_option
def command(
    key: str | None,
    instance: str | None,
    case: str | None,
    input_file: str | None,
    kind: str | None,
    project: Path | None,
) -> None:
    """Try expressions on an issue: a live one by its KEY, a recorded case, or a file of inputs.

    Nothing is ever written. :help tells what else can be entered; Ctrl-D ends.
    """
    import os
    import sys

    given = given_by(key, instance, case, input_file, project)
    from syncscript.app.console.session import Session, needs_more
    from syncscript.cli.console_entries import Console
    from syncscript.cli.prompting import entries
    from syncscript.cli.show.paint import Paint, wants_colour

    paint = Paint(wants_colour(sys.stdout, os.environ))
    console = Console(Session(given.inputs, kind or given.kind or "incoming", given.answer), paint)
    if sys.stdin.isatty():
        click.echo(f"{given.title}; nothing is written. :help, or Ctrl-D to end")
    for entry in entries(needs_more, console.offers):
        try:
            told = console.told(entry)
        except KeyboardInterrupt:
            told = "stopped; nothing of it is kept\n"
        if told is None:
            return
        click.echo(told, nl=False)


def given_by(
    key: str | None, instance: str | None, case: str | None, input_file: str | None, project: Path | None
) -> Given:
    import os

    from syncscript.app.console.givens import Given, given_case, given_issue

    if sum(each is not None for each in (key, case, input_file)) > 1:
        raise click.UsageError("KEY, --case and --input are three ways to say what is given: take one")
    if (key is None) != (instance is None):
        raise click.UsageError("a live issue needs both KEY and --instance")
    if case is not None:
        return given_case(case)
    if key is not None and instance is not None:
        return given_issue(loaded_project(project), instance, key, os.environ)
    if input_file is None:
        return Given("an empty issue", {})
    from syncscript.cli.commands.eval import LONGEST_INPUT
    from syncscript.cli.reading import read_json, refuse

    inputs = read_json(input_file, LONGEST_INPUT)
    if not isinstance(inputs, dict):
        refuse("C158", f"{input_file} holds no JSON object", "write {\"issue\": {...}, \"replica\": {...}}")
    return Given(input_file, inputs)
