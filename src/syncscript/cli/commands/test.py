"""`syncscript test`: the cases that stand beside the rules."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

FILE = click.Path(path_type=Path, dir_okay=False)


@click.command("test")
@click.argument("paths", metavar="[PATHS]", nargs=-1, type=click.Path(path_type=Path, readable=False))
@click.option("-k", "words", metavar="WORD", multiple=True, help="Only cases with this in file or name.")
@click.option("--accept", is_flag=True, help="Rewrite what is expected to what happens, in the case files.")
@click.option("--failed-first", is_flag=True, help="Begin with what failed last time.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "junit"]), default="text", show_default=True
)
@click.option("--watch", is_flag=True, help="Run again whenever a case or a rule changes, until Ctrl-C.")
@click.option("--coverage", is_flag=True, help="Tell which lines and ways of the rules were reached.")
@click.option(
    "--threshold", type=click.FloatRange(0, 100), metavar="PERCENT",
    help="Fail when less of the lines and ways is reached.",
)  # fmt: skip
@click.option("--lcov", type=FILE, metavar="FILE", help="Write coverage as an lcov tracefile.")
@click.option("--html", type=FILE, metavar="FILE", help="Write coverage as a page for browsers.")
@click.option("--allow-empty", is_flag=True, help="No case at all is no failure.")
def command(paths: tuple[Path, ...], watch: bool, **options: Any) -> None:
    """Run the cases of all `*.test.yaml` in PATHS (default: here) and show where rules do something else.

    Exits with 0 when all cases pass, 1 when one fails or too little is reached, 2 when cases cannot be read
    or there are none.
    """
    from syncscript.cli.testing import Wish, tested, watched

    wish = Wish(paths=paths or (Path(),), **options)
    if watch:
        watched(wish)
    click.get_current_context().exit(tested(wish))
