"""What the commands about exports share: their options, and what is said of a file that is none."""

from __future__ import annotations

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
    path = click.Path(dir_okay=False, path_type=Path)
    out = click.option("-o", "--out", metavar="OUT", type=path, required=True, help="The file to write.")
    force = click.option("--force", is_flag=True, help="Overwrite OUT. Never overwrites what is read.")
    return out(force(command))


@contextmanager
def overwriting_refused(out: Path, inputs: Iterable[str], force: bool) -> Iterator[None]:
    """End with 4 where writing OUT would take the place of what is read, or of anything without --force."""
    from syncscript.app.backbone.output import NotOverwritten, refuse_to_overwrite
    from syncscript.cli.show.diagnostics import terminal_safe

    try:
        refuse_to_overwrite(out, inputs, force=force)
        yield
    except NotOverwritten as error:
        click.echo(terminal_safe(f"error: {error}"), err=True)
        raise click.exceptions.Exit(exits.REFUSED) from None


def refuse_inputs(output: Path | None, inputs: Iterable[str]) -> None:
    """End with 4 where what is to be written would take the place of what is read."""
    from syncscript.app.backbone.output import is_same
    from syncscript.cli.show.diagnostics import terminal_safe

    if output and any(is_same(output, path) for path in inputs):
        told = f"error: {output} is read as an export, and is not overwritten; name another file"
        click.echo(terminal_safe(told), err=True)
        raise click.exceptions.Exit(exits.REFUSED)


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
    from syncscript.app.rewriting import write_whole
    from syncscript.model import Diagnostic, DiagnosticError

    content = bytearray()
    for line in lines:
        content += line.encode("utf-8") + b"\n"
    try:
        write_whole(path, content)
    except OSError as error:
        message = f"{path} cannot be written: {error.strerror}"
        raise DiagnosticError(
            Diagnostic("C152", message, help="correct the folder's permissions, or name another file")
        ) from error
