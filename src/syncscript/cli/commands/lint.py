"""`syncscript lint`: what of the rules will cost somebody a day, told before it is merged."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from syncscript.cli.show.findings import formats

if TYPE_CHECKING:
    from syncscript.cli.linting import LintWishes

PATH = click.Path(path_type=Path, readable=False)


@click.command("lint")
@click.argument("paths", nargs=-1, type=PATH)
@click.option(
    "--kind", type=click.Choice(["outgoing", "incoming", "mapping"]), help="What kind of rules they are."
)
@click.option("--select", multiple=True, metavar="RULES", help="Only these rules, codes and groups.")
@click.option("--ignore", multiple=True, metavar="RULES", help="Leave these rules, codes and groups out.")
@click.option("--exclude", multiple=True, metavar="PATTERN", help="Leave these files and folders out.")
@click.option("--force-exclude", is_flag=True, help="Leave files out also where they are named.")
@click.option(
    "--fail-level", type=click.Choice(["note", "warning", "error"]), help="Lowest severity that ends with 1."
)
@click.option("--baseline", type=PATH, metavar="FILE", help="Findings that are known, and not told again.")
@click.option("--write-baseline", type=PATH, metavar="FILE", help="Write all findings there, and tell none.")
@click.option("--fix", is_flag=True, help="Mend what can be mended safely.")
@click.option("--unsafe", is_flag=True, help="With --fix or --diff: mend also what changes what a rule does.")
@click.option("--diff", is_flag=True, help="Show what --fix would change, and change nothing.")
@click.option("--statistics", is_flag=True, help="Tell only how often each rule found something.")
@click.option("--watch", is_flag=True, help="Judge again whenever a file changes, until Ctrl-C.")
@click.option("--format", "form", type=click.Choice(formats()), default="full", show_default=True)
@click.option("--output", type=PATH, metavar="FILE", help="Write the findings there.")
@click.option(
    "--stdin-filename", type=PATH, metavar="FILE", help="What the text of standard input (-) is called."
)
@click.option("--no-cache", is_flag=True, help="Judge everything anew, and remember nothing.")
@click.option(
    "-j", "--jobs", type=click.IntRange(1, 256), metavar="N", help="Processes. Default: one a processor."
)
def command(**wishes: Any) -> None:
    """Judge rule files, mapping files, syncscript.toml and the queries in it, without running anything.

    PATHS are files, folders, or - for standard input, which --stdin-filename without PATHS means too.
    Default: this folder. RULES are names, codes or groups, with commas between them. Ends with 0: nothing
    to tell, 1: findings, 2: this could not be done.
    """
    from syncscript.cli.linting import LintWishes, lint

    watch = wishes.pop("watch")
    wanted = LintWishes(**wishes)
    click.get_current_context().exit(watched(wanted) if watch else lint(wanted))


def watched(wishes: LintWishes) -> int:
    from syncscript.cli.lint_watching import lint_again_and_again

    return lint_again_and_again(wishes)
