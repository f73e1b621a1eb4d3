"""What remains to be done with a merged export, in the words of the person who does it once, at night."""

from __future__ import annotations

from collections.abc import Iterator
from shlex import quote
from typing import TYPE_CHECKING

from syncscript.backbone.progress import progress_query
from syncscript.cli.show.exports import counted

if TYPE_CHECKING:
    from syncscript.backbone.counting import SideCounts


def remaining_steps(first: SideCounts, second: SideCounts, out: str) -> Iterator[str]:
    """first: the side that stays; second: the one that moves to the cloud."""
    ours, theirs = first.local or second.remote, second.local or first.remote
    if not ours or not theirs:
        yield "There is no pair in it, so there is nothing to upload: pairing can be left out."
        return
    yield "What remains to be done:"
    stays, moves = " or ".join(ours), " or ".join(theirs)
    steps = (
        f"Leave the old synchronization stopped on both sides: {connector_of(first)} in {stays} and "
        f"{connector_of(second)} in {moves}.",
        f"In project {stays}, the side that stays ({first.name}), create a new synchronization with project "
        f"{moves} in the cloud ({second.name}). It connects directly: e-mail and file exchange do not reach "
        "the cloud.",
        "Before you start it, pair: ••• > Pair existing issues > the choice for issues synced with Backbone "
        f"before, and upload {out}.",
        "Configure the same issue types, fields, comments and attachments as before. User fields map by "
        "e-mail: User Passthrough Mapping (by email).",
        "Start the new synchronization.",
        "Trigger a resync in both directions with the summary as its only field: that fills the Sync panels "
        "again. It takes its time.",
        f"See how far it is; {counted(first.pairs, 'issue')} of {stays} ({first.name}) and "
        f"{counted(second.pairs, 'issue')} of {moves} ({second.name}) are to be found in the end:\n"
        + "\n".join(dict.fromkeys(f"     {progress_query(projects)}" for projects in (ours, theirs))),
        f"When all of it works, and not before, delete the old synchronization ({connector_of(first)}, "
        f"{connector_of(second)}); what it shows in the Sync panels goes with it.",
    )
    yield from (f"  {number}. {step}" for number, step in enumerate(steps, 1))
    of_whom = " --first INSTANCE" if ours == theirs else ""
    yield (
        "Or go on without Backbone, in place of steps 2 to 7: "
        f"syncscript backbone import {quote(out)} --connection NAME{of_whom} --dry-run"
    )


def connector_of(side: SideCounts) -> str:
    return "/".join(side.connectors).replace("\n", "\\n") or "its connector"
