"""`syncscript backbone validate`: whether an export can be read, and whether two of them fit each other."""

from __future__ import annotations

import json
import time
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from syncscript.cli import exits
from syncscript.cli.exports import (
    key_pattern_option,
    max_size_option,
    refuse_inputs,
    tell_found,
    unreadable,
    write_report,
)

if TYPE_CHECKING:
    from syncscript.app.backbone.validating import Validated


@click.command("validate")
@click.argument("file")
@click.argument("partner", required=False)
@click.option(
    "--lenient", is_flag=True, help="Mend missing and trailing commas, no-break spaces and byte order marks."
)
@click.option("--strict", is_flag=True, help="Warnings are errors.")
@click.option("--require-drained", is_flag=True,
              help="A message that was sent and not received is an error. Needs both sides.")  # fmt: skip
@click.option("--allow-moved", is_flag=True, help="Issues of several projects in one side are a warning.")
@click.option(
    "--exchange-dir",
    "exchanges",
    metavar="DIR",
    multiple=True,
    help="A folder of the file exchange; files left in it are an error. May be given several times.",
)
@click.option("--report", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path),
              help="Write all findings into FILE, one JSON object a line.")  # fmt: skip
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@key_pattern_option
@max_size_option
def command(
    file: str, partner: str | None, lenient: bool, strict: bool, require_drained: bool, allow_moved: bool,
    exchanges: tuple[str, ...], report: Path | None, form: str, issue_key: str, max_size: int,
) -> None:  # fmt: skip
    """Check the export FILE, alone or against the one of its PARTNER. Writes nothing but the report.

    A merged file holds both sides and is checked inside. `-` is standard input. Exit code: 0 no errors,
    1 errors, 2 usage, 3 a file cannot be read as an export, 4 the report would overwrite one.
    """
    from syncscript.app.backbone.files import STDIN
    from syncscript.app.backbone.validating import validated
    from syncscript.backbone import Conditions, Unreadable

    now = int(time.time() * 1000)
    conditions = Conditions(allow_moved, require_drained, issue_key, now)
    files = (file,) if partner is None else (file, partner)
    if files.count(STDIN) > 1:
        raise click.UsageError("Standard input can be read once; name a file for one of the two.")
    refuse_inputs(report, files)
    try:
        result = validated(files, conditions, exchanges, lenient=lenient, strict=strict, max_size=max_size)
    except Unreadable as error:
        unreadable(error, report)
    tell_json(result) if form == "json" else tell(result)
    if report:
        write_report(report, result.findings, result.repairs)
    click.get_current_context().exit(exits.FINDINGS if has_errors(result) else exits.DONE)


def has_errors(result: Validated) -> bool:
    from syncscript.backbone import Level

    return result.count(Level.ERROR) > 0


def tell(result: Validated) -> None:
    from syncscript.cli.show.exports import summary_lines

    tell_found(result.findings, result.repairs)
    for line in summary_lines(result):
        click.echo(line)


def tell_json(result: Validated) -> None:
    data = {
        "format": 1,
        "sides": [asdict(side) for side in result.sides],
        "match": asdict(result.match) if result.match else None,
        "repairs": [{"file": file, **asdict(repair)} for file, repair in result.repairs],
        "findings": [finding.as_data() for finding in result.findings],
    }
    click.echo(json.dumps(data, indent=2))
