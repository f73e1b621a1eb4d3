"""Findings as JSON, one a line."""

from __future__ import annotations

import json

from syncscript.app.linting.report import Report
from syncscript.cli.show.findings.json import as_data


def written(report: Report) -> str:
    return "".join(json.dumps(as_data(each, report), ensure_ascii=False) + "\n" for each in report.found)
