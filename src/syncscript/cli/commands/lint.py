"""`syncscript lint`: what of the rules will cost somebody a day, told before it is merged."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from syncscript.cli import exits

if TYPE_CHECKING:
    from syncscript.app.linting.reported import Reported


@click.command("lint")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--kind", type=click.Choice(["outgoing", "incoming", "mapping"]), help="What kind of rules.")
def command(paths: tuple[Path, ...], kind: str | None) -> None:
    """Judge the rule files PATHS, and those below folders. Default: all of this folder."""
    from syncscript.app.discovering import rule_files
    from syncscript.app.linting.checking import checked
    from syncscript.cli.reading import read_text
    from syncscript.cli.show.findings.full import written

    found: list[Reported] = []
    for file in rule_files(paths or (Path(),)):
        found += checked(read_text(str(file), 4_000_000), str(file), kind)
    click.echo(written(found, {}), nl=False)
    click.get_current_context().exit(exits.SOME_FAILED if found else exits.DONE)
