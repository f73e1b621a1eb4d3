"""Findings as one JSON array, for programs."""

from __future__ import annotations

import json
from typing import Any

from syncscript.app.linting.report import Report
from syncscript.app.linting.reported import Reported


def written(report: Report) -> str:
    rows = [as_data(each, report) for each in report.found]
    return json.dumps(rows, indent=2, ensure_ascii=False) + "\n"


def as_data(each: Reported, report: Report) -> dict[str, Any]:
    """help ends with the address of the page; fix: null, or its title, whether it is safe and its edits in
    offsets of characters."""
    return {
        "file": each.file,
        "line": each.line,
        "column": each.column,
        "end_line": each.end_line,
        "end_column": each.end_column,
        "code": each.code,
        "name": each.name,
        "severity": each.severity,
        "message": each.message,
        "help": help_with_page(each.help, report.page(each)),
        "fix": fix_as_data(each),
    }


def fix_as_data(each: Reported) -> dict[str, Any] | None:
    if each.fix is None:
        return None
    edits = [{"start": start, "end": end, "text": text} for start, end, text in each.fix.edits]
    return {"title": each.fix.title, "safe": each.fix.safe, "edits": edits}


def help_with_page(help: str, page: str) -> str:
    """The next act, and where more is told."""
    if not help:
        return f"see {page}"
    return f"{help} See {page}" if help.endswith("?") else f"{help}; see {page}"
