"""Tells the person who takes pairs over what a move to the cloud leaves to do by hand."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from syncscript.config import Project


def tell_of_move(project: Project, connection: str, side: str | None, *, ask: bool) -> None:
    """The mark that the settings lack goes to stderr; ask: the tracker for people whose address it hides,
    whose table goes to stdout. Nothing where no side moved."""
    from syncscript.app.backbone.moved_side import missing_mark, people_without_address
    from syncscript.app.connecting import tracker_of
    from syncscript.cli.show.moves import hidden_lines, mark_lines

    settings = project.settings.connections[connection]
    for line in mark_lines(missing_mark(connection, settings, side)):
        click.echo(line, err=True)
    if side is None or not ask:
        return
    moved = settings.sides[settings.side_names.index(side)]
    (other,) = (name for name in settings.side_names if name != side)
    people = people_without_address(tracker_of(project, moved.instance, os.environ), moved.project)
    for line in hidden_lines(people, side, other):
        click.echo(line)
