"""What remains to be done with a merged export, in the words of the person who does it once, at night."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from syncscript.cli.show.diagnostics import terminal_safe

if TYPE_CHECKING:
    from syncscript.backbone.counting import SideCounts


def remaining_steps(first: SideCounts, second: SideCounts, out: str) -> Iterator[str]:
    """first: the side that stays; second: the one that moves to the cloud."""
    stays, moves = project_of(first), project_of(second)
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
        f"See how far it is; {first.pairs:,} issues are to be found in each project:\n"
        f"     {progress_query(stays)}\n     {progress_query(moves)}",
        f"When all of it works, and not before, delete the old synchronization ({connector_of(first)}, "
        f"{connector_of(second)}); what it shows in the Sync panels goes with it.",
    )
    yield "What remains to be done:"
    yield from (terminal_safe(f"  {number}. {step}") for number, step in enumerate(steps, 1))
    yield terminal_safe(
        "Or go on without Backbone, in place of steps 2 to 7: "
        f"syncscript backbone import {out} --connection NAME --dry-run"
    )


def project_of(side: SideCounts) -> str:
    return " or ".join(side.local) or "?"


def connector_of(side: SideCounts) -> str:
    return "/".join(side.connectors) or "its connector"


def progress_query(project: str) -> str:
    return f"project = {project} and backbone.remoteKey is not empty"
