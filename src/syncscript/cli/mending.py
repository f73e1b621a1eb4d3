"""`--fix` and `--diff` of lint: what was mended is written, or shown; what could not be is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from syncscript.app.linting.mending_files import MendedFile, mended_file
from syncscript.app.linting.running import Judged, Run
from syncscript.app.writing_files import write_file

if TYPE_CHECKING:
    from syncscript.cli.linting import LintWishes


def mend(run: Run, judged: list[Judged], wishes: LintWishes) -> tuple[int, Run, list[Judged]]:
    """How many fixes were made, and what is found after them; with --diff, nothing changes."""
    files = [made for each in judged if (made := mended_file(run, each, unsafe=wishes.unsafe))]
    for file in files:
        if file.broke:
            click.echo(f"{file.path}: left as it was, for '{file.broke}' would break it", err=True)
    changed = [file for file in files if file.before != file.after]
    if wishes.diff:
        click.echo("".join(file.diff() for file in changed), nl=False)
        return 0, run, judged
    if run.wish.typed:
        return mend_typed(run, changed)
    for file in changed:
        write_file(file.path, file.after)
    if not changed:
        return 0, run, judged
    again = Run(run.wish, run.memory)
    return sum(file.fixes for file in changed), again, again.judged()


def mend_typed(run: Run, changed: list[MendedFile]) -> tuple[int, Run, list[Judged]]:
    """The text of standard input goes to standard output, mended or not."""
    assert run.wish.typed is not None
    path, text = run.wish.typed
    text = changed[0].after if changed else text
    click.echo(text, nl=False)
    again = Run(run.wish._replace(typed=(path, text)), run.memory)
    return sum(file.fixes for file in changed), again, again.judged()
