"""GitLab's code quality report. A fingerprint stays while lines above are added or taken out."""

from __future__ import annotations

import json
from collections import Counter
from hashlib import sha256
from pathlib import Path

from syncscript.app.linting.report import Report

SEVERITIES = {"error": "major", "warning": "minor", "note": "info"}


def written(report: Report) -> str:
    seen: Counter[str] = Counter()
    rows = []
    for each in report.found:
        line, _, end_line, _ = report.lines(each)
        file = from_here(each.file)
        told = f"{file}\0{each.name}\0{each.excerpt.strip() or each.message}"
        seen[told] += 1
        rows.append(
            {
                "description": f"{each.message} {each.help} ({report.page(each)})",
                "check_name": each.name,
                "fingerprint": sha256(f"{told}\0{seen[told]}".encode(errors="replace")).hexdigest(),
                "severity": SEVERITIES[each.severity],
                "location": {"path": file, "lines": {"begin": line, "end": end_line}},
            }
        )
    return json.dumps(rows, indent=2, ensure_ascii=False) + "\n"


def from_here(file: str) -> str:
    """GitLab names files from the top of the repository, where its jobs run."""
    path, here = Path(file), Path.cwd()
    return path.relative_to(here).as_posix() if path.is_absolute() and path.is_relative_to(here) else file
