"""`syncscript backbone`: the commands in `backbone_commands`, one file each."""

from __future__ import annotations

import click

from syncscript.cli.found import FoundCommands


class BackboneCommands(FoundCommands):
    home = "backbone_commands"


@click.group("backbone", cls=BackboneCommands)
def command() -> None:
    """Check and merge exports of Backbone, and go on from them."""
