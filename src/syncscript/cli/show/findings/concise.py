"""A finding a line, as editors and `grep` take them."""

from __future__ import annotations

from syncscript.app.linting.report import Report
from syncscript.cli.show.diagnostics import terminal_safe
from syncscript.cli.show.findings.full import place


def written(report: Report) -> str:
    return "".join(
        terminal_safe(f"{place(e)}: {e.severity}[{e.name}] {e.message} ({report.page(e)})") + "\n"
        for e in report.found
    )
