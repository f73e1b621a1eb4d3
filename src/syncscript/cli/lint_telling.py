"""What lint tells, and where: on the screen, beside a mended text, or in a file.

Refuses to know formats.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from syncscript.app.linting.report import Report
from syncscript.cli.show.findings import report_text
from syncscript.cli.show.paint import Paint, wants_colour

if TYPE_CHECKING:
    from syncscript.cli.linting import LintWishes

FOR_PEOPLE = ("full", "concise")


def tell(report: Report, wishes: LintWishes) -> None:
    if wishes.statistics:
        from syncscript.cli.show.findings_counted import counted

        text = counted(report, wishes.form)
    else:
        text = text_of_report(report, wishes)
    if wishes.output:
        from syncscript.app.writing_files import write_file

        write_file(wishes.output, text.encode("utf-8", errors="backslashreplace"))
    elif not wishes.diff and not (wishes.fix and wishes.typed):
        click.echo(text, nl=False)
    elif not wishes.diff:
        click.echo(text, nl=False, err=True)
    if wishes.form in FOR_PEOPLE:
        click.echo(summary(report), err=True)


def text_of_report(report: Report, wishes: LintWishes) -> str:
    """In colour where a person reads it on a terminal."""
    if wishes.form != "full" or wishes.output or wishes.diff or not wants_colour(sys.stdout, os.environ):
        return report_text(report, wishes.form)
    from syncscript.cli.show.findings.full import written

    return written(report, Paint(is_on=True))


def summary(report: Report) -> str:
    """One line: what was found, what was mended, what a baseline knows."""
    files = counted_things(len(report.files), "file")
    parts = [f"{files}: " + (levels(report) if report.found else "nothing to tell")]
    mendable = sum(bool(each.fix and each.fix.safe) for each in report.found)
    parts += [f"{report.mended} mended"] * bool(report.mended)
    parts += [f"{mendable} can be mended with --fix"] * bool(mendable)
    parts += [f"{report.baselined} known to the baseline"] * bool(report.baselined)
    return "; ".join(parts)


def levels(report: Report) -> str:
    counts = [(report.count(level), level) for level in ("error", "warning", "note")]
    return ", ".join(counted_things(count, level) for count, level in counts if count)


def counted_things(count: int, thing: str) -> str:
    return f"{count} {thing}{'' if count == 1 else 's'}"
