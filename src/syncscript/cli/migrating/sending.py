"""The last steps of a migration: fields of all pairs are sent again, and both trackers are asked for them."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from syncscript.cli import exits
from syncscript.cli.migrating.asking import Stops, agreed
from syncscript.cli.migrating.call import OWNER
from syncscript.cli.migrating.following import watched

if TYPE_CHECKING:
    from syncscript.app.backbone.journal import Told
    from syncscript.cli.migrating.call import Call
    from syncscript.engine import Resync, RunSummary


def resync(call: Call) -> Told:
    """Stops where the person does not agree, and where not all pairs were gone through."""
    from syncscript.app.backbone.journal import Told
    from syncscript.cli.show.resyncs import resync_lines

    told = f"this writes to both trackers: {', '.join(call.wanted.fields)} of every pair, both ways"
    if not agreed(told, "Send them?", yes=call.yes):
        raise Stops("nothing was sent", code=exits.REFUSED)
    summary = _sent(call)
    lines = tuple(resync_lines(summary, call.settings.side_names))
    if summary.problems:
        _say(lines)
        raise Stops("not all pairs were sent", "mend what is told above, then call this command again")
    return Told(lines)


def chosen(call: Call) -> Resync:
    """DiagnosticError for fields that are never sent again."""
    from syncscript.app.backbone.resyncing import resync_of

    return resync_of(call.settings.side_names, "both", call.wanted.fields)


def _sent(call: Call) -> RunSummary:
    from syncscript.app.backbone.resyncing import resync
    from syncscript.app.opening import opened
    from syncscript.cli.show.resyncs import resync_lines

    summary: RunSummary | None = None
    try:
        with opened(call.project, os.environ, [call.wanted.connection]) as ready, watched() as watch:
            summary = resync(ready, watch, OWNER, chosen(call))
    except Stops:
        if summary is not None:
            _say(resync_lines(summary, call.settings.side_names))
        raise
    return summary


def _say(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line, err=True)


def verify(call: Call) -> Told:
    from syncscript.app.backbone.journal import Told
    from syncscript.app.backbone.migrating import found_by_query
    from syncscript.cli.show.migrations import query_lines
    from syncscript.cli.show.resyncs import standing_lines

    trackers = {name: (call.tracker_of(name), side.project) for name, side in call.sides.items()}
    standing = call.standing()
    return Told((*standing_lines(standing), *query_lines(found_by_query(trackers), standing)))
