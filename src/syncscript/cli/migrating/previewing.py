"""The step of a migration that asks both trackers, and writes nothing: what a run would do, and for whom."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from syncscript.cli.migrating.asking import Stops
from syncscript.cli.migrating.call import OWNER
from syncscript.cli.migrating.following import watched

if TYPE_CHECKING:
    from syncscript.app.backbone.journal import Told
    from syncscript.cli.migrating.call import Call
    from syncscript.engine import ConnectionPlan


def preview(call: Call) -> Told:
    from syncscript.app.backbone.journal import Told
    from syncscript.app.opening import opened
    from syncscript.app.plan import plan_connections
    from syncscript.app.states import looked_at_state

    only = [call.wanted.connection]
    with opened(call.project, os.environ, only, looked_at_state) as ready, watched() as watch:
        plans = plan_connections(ready, watch, OWNER)
    planned, hidden = _planned(call, plans), hidden_people(call)
    return Told((*planned, *hidden), to_do=hidden if len(hidden) > 1 else ())


def _planned(call: Call, plans: Sequence[ConnectionPlan]) -> Sequence[str]:
    """The last line of the plan; all of it goes into a file."""
    from syncscript.app.writing_files import write_file
    from syncscript.cli.show.exports import counted
    from syncscript.cli.show.paint import Paint
    from syncscript.cli.show.plans import plan_text
    from syncscript.config import hide_secrets

    text = plan_text(plans, Paint())
    if any(plan.problems for plan in plans):
        click.echo(text, err=True, nl=False)
        raise Stops("the trackers cannot be asked", "mend that, then call this command again")
    place = call.wanted.folder / "preview.txt"
    write_file(place, hide_secrets(text).encode())
    standing = sum(len(plan.standing) for plan in plans)
    still = [f"{counted(standing, 'pair')} would stand still"] if standing else []
    shown = f"what a run would write now, pair by pair: {place}"
    return [text.rstrip("\n").rpartition("\n")[2], *still, shown]


def hidden_people(call: Call) -> tuple[str, ...]:
    """Whose address the cloud hides: a value map to fill in, in a file."""
    from syncscript.app.backbone.moved_side import people_without_address
    from syncscript.app.writing_files import write_file
    from syncscript.cli.show.moves import hidden_lines

    moved = call.moved()
    if not call.is_cloud(moved):
        return ()
    people = people_without_address(call.tracker_of(moved), call.sides[moved].project)
    head, *table = hidden_lines(people, moved, call.other(moved))
    if not table:
        return (head,)
    place = call.wanted.folder / "hidden-people.txt"
    write_file(place, ("\n".join(table) + "\n").encode())
    return (head, f"the value map: {place}")
