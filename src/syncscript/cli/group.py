"""`syncscript` itself: finds its commands, and turns every failure into a message and an exit code.

A command is a module in `commands` that holds a click command named `command`; its file name is
its name. There is no list.
"""

from __future__ import annotations

from typing import Any

import click

from syncscript.cli.found import FoundCommands

ASKED = "syncscript.asked"


class Commands(FoundCommands):
    """All commands, and what happens when one cannot do its work."""

    home = "commands"

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        ctx.meta[ASKED] = tuple(args)
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (click.exceptions.Exit, click.Abort):
            raise
        except BaseException as error:
            from syncscript.cli.failures import exit_code_of

            ctx.exit(exit_code_of(error, ctx))


def _tell_version(ctx: click.Context, option: click.Parameter, is_asked: bool) -> None:
    if not is_asked:
        return
    from importlib.metadata import PackageNotFoundError, version

    try:
        click.echo(f"syncscript {version('syncscript')}")
    except PackageNotFoundError:
        click.echo("syncscript, run from its source and not installed: no version")
    ctx.exit()


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_tell_version,
    help="Show the version and exit.",
)  # fmt: skip
def syncscript() -> None:
    """Keeps issues in two trackers in step, by rules that live in git.

    Start with `syncscript demo`, or with `syncscript init` in an empty folder.
    """
