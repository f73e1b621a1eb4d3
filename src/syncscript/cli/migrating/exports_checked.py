"""The steps of a migration on files alone: both exports are checked, and merged."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

import click

from syncscript.cli import exits
from syncscript.cli.migrating.asking import Stops

if TYPE_CHECKING:
    from syncscript.app.backbone.journal import Told
    from syncscript.cli.migrating.call import Call


def check(call: Call) -> Told:
    """What was found in the exports; Stops where there are errors."""
    from syncscript.app.backbone.journal import Told
    from syncscript.app.backbone.migrating import both_sides
    from syncscript.backbone import Level
    from syncscript.backbone.leaving_out import UNMATCHED
    from syncscript.cli.show.exports import finding_line, finding_lines, repair_lines, side_line

    result = both_sides(call.wanted, call.conditions)
    lines = [*repair_lines(result.repairs)]
    lines += finding_lines(found for found in result.findings if found.level is not Level.INFO)
    if result.is_wrong:
        for line in lines:
            click.echo(line, err=True)
        raise Stops("the exports have errors", f"look at all of them: {validating(call)}", exits.FINDINGS)
    left_out = tuple(f"left out: {finding_line(one)}" for one in result.findings if one.code in UNMATCHED)
    return Told((*lines, *(side_line(counts) for counts in result.counts)), left_out)


def validating(call: Call) -> str:
    """The command that finds what `check` found, for a shell."""
    chosen = {
        "--lenient": call.wanted.lenient, "--require-drained": call.conditions.require_drained,
        "--allow-moved": call.conditions.allow_moved,
    }  # fmt: skip
    options = [name for name, is_chosen in chosen.items() if is_chosen]
    command = ["syncscript", "backbone", "validate", *call.wanted.files, *options]
    return shlex.join([*command, "--report", "findings.jsonl"])


def merge(call: Call) -> Told:
    from syncscript.app.backbone.journal import Told
    from syncscript.app.backbone.migrating import write_merged

    entries = write_merged(call.wanted, call.conditions)
    return Told((f"{call.wanted.merged}: {entries:,} entries",))
