"""A group of commands that are found by their files: a module that holds a click command named `command`.

The file's name is the command's name. There is no list.
"""

from __future__ import annotations

import pkgutil
from importlib import import_module
from pathlib import Path

import click


class FoundCommands(click.Group):
    """Loads a command when it is asked for. home: the package beside this module where its commands are."""

    home: str

    def list_commands(self, ctx: click.Context) -> list[str]:
        found = (module.name for module in pkgutil.iter_modules([str(Path(__file__).with_name(self.home))]))
        return sorted(name.replace("_", "-") for name in found)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        module = import_module(f"syncscript.cli.{self.home}.{cmd_name.replace('-', '_')}")
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from difflib import get_close_matches

            near = get_close_matches(args[0], self.list_commands(ctx), n=1)
            hint = f" Did you mean {near[0]!r}?" if near else ""
            raise click.UsageError(f"{error.format_message()}{hint}", ctx) from None
