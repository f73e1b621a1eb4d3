"""Findings for a person: place, message, the line with a mark below it, the next act, the page."""

from __future__ import annotations

from collections.abc import Iterator

from syncscript.app.linting.report import Report
from syncscript.app.linting.reported import Reported
from syncscript.cli.show.colour import coloured
from syncscript.cli.show.diagnostics import terminal_safe
from syncscript.cli.show.paint import Paint
from syncscript.cli.show.widths import cells

PLAIN = Paint()


def written(report: Report, paint: Paint = PLAIN) -> str:
    return "".join(f"{block(each, report, paint)}\n" for each in report.found)


def block(each: Reported, report: Report, paint: Paint = PLAIN) -> str:
    head = terminal_safe(f"{each.severity}[{each.name}]")
    shown_head = paint.bad(head) if each.severity == "error" else paint.strong(head)
    told = terminal_safe(f": {each.message} ({each.code})")
    lines = [terminal_safe(f"{place(each)}: ") + shown_head + told]
    if each.excerpt and each.line:
        shown = coloured(terminal_safe(each.excerpt.replace("\t", " ")), paint)
        before, marked = (cells(terminal_safe(part)) for part in parts_of(each))
        lines += [f"    {shown}", "    " + " " * before + paint.bad("^" * max(1, marked))]
    lines += [terminal_safe(line) for line in below(each, report)]
    return "\n".join(lines) + "\n"


def parts_of(each: Reported) -> tuple[str, str]:
    """What of the line stands before the mark, and what above it."""
    shown, start = each.excerpt.replace("\t", " "), each.column - 1
    return shown[:start], shown[start : start + each.width]


def below(each: Reported, report: Report) -> Iterator[str]:
    """What to do, and where it is explained."""
    if each.help:
        yield f"  help: {each.help}"
    if each.fix:
        yield f"  fix:  {each.fix.title} ({'--fix' if each.fix.safe else '--fix --unsafe'})"
    yield f"  page: {report.page(each)} (syncscript explain {each.name})"


def place(each: Reported) -> str:
    return f"{each.file}:{each.line}:{each.column}" if each.line else each.file
