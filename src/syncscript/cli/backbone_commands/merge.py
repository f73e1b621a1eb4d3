"""`syncscript backbone merge`: one file of two exports, in the order that the move to the cloud wants."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from syncscript.cli import exits
from syncscript.cli.exports import (
    key_pattern_option,
    max_size_option,
    out_option,
    refusals_reported,
    refuse_overwriting,
    tell,
    tell_found,
    write_report,
)
from syncscript.cli.merge_options import ROLES, merge_options

if TYPE_CHECKING:
    from syncscript.app.backbone.merging import Merged

@click.command("merge")
@click.option("--migrating", type=click.Choice(ROLES), required=True, help="Who moves to the cloud.")
@click.option("--primary", metavar="FILE", required=True, help="The export of the primary side.")
@click.option("--secondary", metavar="FILE", required=True, help="The export of the secondary side.")
@out_option
@merge_options
@click.option("--first-project", metavar="KEY", help="Refuse unless this project comes first in the result.")
@click.option("--take", type=click.Choice(["first", "second"]), help="Which side of a file that has both.")
@click.option("--lenient", is_flag=True, help="Mend slips of hand editing, as validate does.")
@click.option("--strict", is_flag=True, help="Warnings are errors.")
@click.option("--require-drained", is_flag=True, help="A message that was sent and not received is an error.")
@click.option("--allow-moved", is_flag=True, help="Issues of several projects in one side are a warning.")
@click.option("--compact", is_flag=True, help="Write no indentation.")
@click.option("--report", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path),
              help="Write all findings into FILE, one JSON object a line.")  # fmt: skip
@key_pattern_option
@max_size_option
def command(
    migrating: str, primary: str, secondary: str, out: Path, force: bool, rekey: dict[str, dict[str, str]],
    id_maps: tuple[tuple[str, str, str], ...], only_matched: bool, allow: frozenset[str],
    first_project: str | None, take: str | None, lenient: bool, strict: bool, require_drained: bool,
    allow_moved: bool, compact: bool, report: Path | None, issue_key: str, max_size: int,
) -> None:  # fmt: skip
    """Merge the exports of both sides into OUT, the side that stays first, and tell what remains to be done.

    The two files are read and never written. Exit code: 0 written, 1 errors found and nothing written, 2
    usage, 3 a file cannot be read as an export, 4 OUT would overwrite something.
    """
    from syncscript.app.backbone.merging import Wishes, merged
    from syncscript.app.clock import clock
    from syncscript.backbone import Conditions

    taken = None if take is None else ("first", "second").index(take)
    wishes = Wishes(migrating, rekey, id_maps, only_matched, allow, first_project, taken, strict)
    conditions = Conditions(allow_moved, require_drained, issue_key, int(clock().timestamp() * 1000))
    inputs = [primary, secondary, *(file for _, _, file in id_maps)]
    if inputs.count("-") > 1:
        raise click.UsageError("Standard input, -, can be one of the files only.")
    refuse_overwriting(out, inputs, force=force, report=report)
    with refusals_reported(report):
        result = merged(primary, secondary, wishes, conditions, lenient=lenient, max_size=max_size)
    _finish(result, out, report, compact)


def _finish(result: Merged, out: Path, report: Path | None, compact: bool) -> None:
    from syncscript.app.backbone.output import write_export
    from syncscript.backbone.writing import pieces_of

    tell_found(result.findings, result.repairs)
    if report:
        write_report(report, result.findings, result.repairs)
    if result.is_wrong:
        click.echo("nothing was written: the exports have errors", err=True)
        click.get_current_context().exit(exits.FINDINGS)
    write_export(out, pieces_of(result.export, compact=compact))
    tell(out, _lines(result, out))


def _lines(result: Merged, out: Path) -> Iterator[str]:
    from syncscript.cli.show.exports import side_line
    from syncscript.cli.show.merges import remaining_steps

    yield f"written: {out}"
    for side, counts in zip(result.export.sides, result.counts, strict=True):
        yield f"{side.name} = {side_line(counts)}"
    if result.left_out:
        told = "1 entry" if result.left_out == 1 else f"{result.left_out:,} entries"
        yield f"left out: {told} without a partner"
    yield from remaining_steps(*result.counts, str(out))
