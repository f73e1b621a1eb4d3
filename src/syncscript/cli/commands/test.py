"""`syncscript test`: the cases that stand beside the rules."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from syncscript.cli import exits


@click.command("test")
@click.argument("paths", metavar="[PATHS]", nargs=-1, type=click.Path(path_type=Path))
@click.option("-k", "words", metavar="WORD", multiple=True, help="Only cases with this in file or name.")
@click.option("--allow-empty", is_flag=True, help="No case at all is no failure.")
def command(paths: tuple[Path, ...], words: tuple[str, ...], allow_empty: bool) -> None:
    """Run the cases of all `*.test.yaml` in PATHS (default: here) and show where rules do something else.

    Exits with 0 when all cases pass, 1 when one fails, 2 when cases cannot be read or there are none.
    """
    from syncscript.app.testing import chosen, found_cases, results, shelf_of
    from syncscript.cli.show.cases import result_lines, total_line
    from syncscript.cli.show.diagnostics import diagnostic_text
    from syncscript.cli.show.paint import Paint, wants_colour

    cases, mistakes = found_cases(paths or (Path(),))
    for mistake in mistakes:
        click.echo(diagnostic_text(mistake), err=True)
    wanted = chosen(cases, words)
    shelf = shelf_of()
    paint = Paint(wants_colour(sys.stdout, os.environ))

    def line_of(file: str, line: int) -> str:
        lines = (shelf.text_of(file) or "").splitlines()
        return lines[line - 1] if 0 < line <= len(lines) else ""

    judged = []
    for result in results(wanted, shelf):
        judged.append(result)
        if not result.passed:
            click.echo("\n".join(result_lines(result, paint, line_of)))
    click.echo(total_line(judged, len(cases) - len(wanted)))
    empty = not judged and not allow_empty
    failed = any(not result.passed for result in judged)
    context = click.get_current_context()
    context.exit(exits.USAGE if mistakes or empty else exits.SOME_FAILED if failed else exits.DONE)
