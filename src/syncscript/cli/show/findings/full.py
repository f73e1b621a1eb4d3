"""Findings for a person: place, message, the line with a mark below it, the next act, the page."""

from __future__ import annotations

from syncscript.app.linting.report import Report
from syncscript.app.linting.reported import Reported
from syncscript.cli.show.diagnostics import terminal_safe


def written(report: Report) -> str:
    return "".join(f"{block(each, report)}\n" for each in report.found)


def block(each: Reported, report: Report) -> str:
    lines = [f"{place(each)}: {each.severity}[{each.name}]: {each.message} ({each.code})"]
    if each.excerpt and each.line:
        shown = each.excerpt.replace("\t", " ")
        lines += [f"    {shown}", "    " + " " * (each.column - 1) + "^" * each.width]
    if each.help:
        lines.append(f"  help: {each.help}")
    if each.fix:
        lines.append(f"  fix:  {each.fix.title} ({'--fix' if each.fix.safe else '--fix --unsafe'})")
    lines.append(f"  page: {report.page(each)} (syncscript explain {each.name})")
    return "\n".join(terminal_safe(line) for line in lines) + "\n"


def place(each: Reported) -> str:
    return f"{each.file}:{each.line}:{each.column}" if each.line else each.file
