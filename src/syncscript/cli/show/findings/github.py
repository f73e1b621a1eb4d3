"""Workflow commands of GitHub Actions, which show each finding at its line of the pull request."""

from __future__ import annotations

from syncscript.app.linting.report import Report
from syncscript.app.linting.reported import Reported

COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}


def written(report: Report) -> str:
    return "".join(command(each, report) + "\n" for each in report.found)


def command(each: Reported, report: Report) -> str:
    line, column, end_line, end_column = report.lines(each)
    told = {"file": each.file, "line": line, "endLine": end_line}
    if end_line == line:
        told |= {"col": column, "endColumn": max(column, end_column - 1)}
    told["title"] = f"{each.name} ({each.code})"
    properties = ",".join(f"{name}={property_of(str(value))}" for name, value in told.items())
    words = [each.message, each.help and f"help: {each.help}", report.page(each)]
    return f"::{COMMANDS[each.severity]} {properties}::{data_of(chr(10).join(filter(None, words)))}"


def data_of(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def property_of(text: str) -> str:
    return data_of(text).replace(":", "%3A").replace(",", "%2C")
