"""What the commands about exports share: their options, and what is said of a file that is none."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from syncscript.cli import exits

if TYPE_CHECKING:
    from syncscript.backbone import Finding, Repair, Unreadable

USUAL_KEY = r"[A-Z][A-Z0-9_]+-[1-9][0-9]*"
GIB = 1 << 30


def pattern(ctx: click.Context, option: click.Parameter, value: str) -> str:
    try:
        re.compile(value)
    except re.error as error:
        raise click.BadParameter(f"this is no regular expression: {error}") from None
    return value


key_pattern_option = click.option(
    "--issue-key", metavar="PATTERN", default=USUAL_KEY, callback=pattern, show_default=True,
    help="What an issue key looks like, as a regular expression for all of it.",
)  # fmt: skip
max_size_option = click.option(
    "--max-size", metavar="BYTES", type=click.IntRange(min=1), default=GIB, show_default="1 GiB",
    help="Larger files are not read.",
)  # fmt: skip


def out_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """`-o OUT`, and `--force` for one that is there already."""
    force = click.option("--force", is_flag=True, help="Overwrite OUT. Never overwrites what is read.")
    return out_path_option(required=True, help="The file to write; - is standard output.")(force(command))


def out_path_option(*, required: bool, help: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    return click.option(
        "-o", "--out", metavar="OUT", type=click.Path(dir_okay=False, allow_dash=True, path_type=Path),
        callback=_named, required=required, help=help,
    )  # fmt: skip


def _named(ctx: click.Context, option: click.Parameter, value: Path | None) -> Path | None:
    if value is not None and not value.name:
        raise click.BadParameter("name a file, or - for standard output")
    return value


def refuse_overwriting(out: Path, inputs: Iterable[str], *, force: bool, report: Path | None = None) -> None:
    """End with 4 where writing OUT would take the place of what is read, or of anything without --force; and
    where the report would, or both are one."""
    from syncscript.app.backbone.output import NotOverwritten, refuse_to_overwrite

    named = list(inputs)
    with _refusals():
        refuse_to_overwrite(out, named, force=force)
        if report and os.path.realpath(report) == os.path.realpath(out):
            raise NotOverwritten(f"{report} is named twice, as OUT and for the report; name another file")
    refuse_inputs(report, named)


def refuse_inputs(output: Path | None, inputs: Iterable[str]) -> None:
    """End with 4 where what is to be written would take the place of what is read."""
    from syncscript.app.backbone.output import refuse_to_overwrite

    if output is not None:
        with _refusals():
            refuse_to_overwrite(output, inputs, force=True)


@contextmanager
def _refusals() -> Iterator[None]:
    from syncscript.app.backbone.output import NotOverwritten
    from syncscript.cli.show.diagnostics import terminal_safe

    try:
        yield
    except NotOverwritten as error:
        click.echo(terminal_safe(f"error: {error}"), err=True)
        raise click.exceptions.Exit(exits.REFUSED) from None


@contextmanager
def refusals_reported(report: Path | None) -> Iterator[None]:
    """End with 3 where a file is not read; what else is refused goes on its way. Both stand in the report."""
    from syncscript.backbone import Unreadable
    from syncscript.cli.show.exports import refusal_line
    from syncscript.model import DiagnosticError

    try:
        yield
    except Unreadable as error:
        unreadable(error, report)
    except DiagnosticError as error:
        if report:
            write_lines(report, map(refusal_line, error.diagnostics))
        raise


def tell(out: Path, lines: Iterable[str]) -> None:
    """On standard output, or beside it where what is written goes there."""
    from syncscript.app.backbone.output import is_stdout
    from syncscript.cli.show.diagnostics import terminal_safe

    for line in lines:
        click.echo(terminal_safe(line), err=is_stdout(out))


def tell_found(findings: Iterable[Finding], repairs: Iterable[tuple[str, Repair]] = ()) -> None:
    """On standard error. Before the report is written: one that cannot be hides nothing then."""
    from syncscript.cli.show.diagnostics import terminal_safe
    from syncscript.cli.show.exports import finding_lines, repair_lines

    for line in (*map(terminal_safe, repair_lines(repairs)), *finding_lines(findings)):
        click.echo(line, err=True)


def unreadable(error: Unreadable, report: Path | None) -> NoReturn:
    """Say why files were not read, in the report too, and end."""
    from syncscript.cli.show.diagnostics import diagnostic_text
    from syncscript.cli.show.exports import refusal_line

    for diagnostic in error.diagnostics:
        click.echo(diagnostic_text(diagnostic), err=True)
    if report:
        write_lines(report, map(refusal_line, error.diagnostics))
    raise click.exceptions.Exit(exits.UNREADABLE)


def write_report(path: Path, findings: Iterable[Finding], repairs: Iterable[tuple[str, Repair]] = ()) -> None:
    """All of them, the repairs first; what stands on the screen is cut."""
    from syncscript.cli.show.exports import repair_report_line, report_lines

    write_lines(path, [*map(repair_report_line, repairs), *report_lines(findings)])


def write_lines(path: Path, lines: Iterable[str]) -> None:
    """Replace the file in one step. DiagnosticError when it cannot be written."""
    from syncscript.app.writing_files import write_file

    write_file(path, (f"{line}\n".encode() for line in lines))
