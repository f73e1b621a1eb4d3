"""How often each rule found something, most often first."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping

from syncscript.app.linting.report import Report


def counted(report: Report, form: str) -> str:
    """As text, or as a JSON array where the format of the findings is one for programs."""
    times = Counter((each.name, each.code) for each in report.found)
    mendable = Counter((each.name, each.code) for each in report.found if each.fix and each.fix.safe)
    rows = [
        {"count": count, "code": key[1], "name": key[0], "fixable": mendable[key]}
        for key, count in sorted(times.items(), key=lambda item: (-item[1], item[0]))
    ]
    if form in ("json", "jsonl"):
        return json.dumps(rows, indent=2) + "\n"
    width = max((len(str(row["count"])) for row in rows), default=0)
    return "".join(f"{row['count']:>{width}}  {row['code']}  {row['name']}{fixable(row)}\n" for row in rows)


def fixable(row: Mapping[str, object]) -> str:
    return f"  ({row['fixable']} with --fix)" if row["fixable"] else ""
