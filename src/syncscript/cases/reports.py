"""Results for other programs: plain data for JSON, and JUnit's XML as CI servers read it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from syncscript.cases.case import Difference
from syncscript.cases.coverage import FileCoverage, total_of
from syncscript.cases.matching import MISSING
from syncscript.cases.running import Result
from syncscript.cases.splicing import plain
from syncscript.model import Diagnostic

UNFIT = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML cannot hold at all."""


def results_as_data(
    results: Sequence[Result], mistakes: Sequence[Diagnostic], coverage: Sequence[FileCoverage] | None
) -> dict[str, Any]:
    """What docs/reference/json.md tells. coverage: None when it was not asked for."""
    failed = sum(not result.passed for result in results)
    made: dict[str, Any] = {
        "format": 1,
        "passed": len(results) - failed,
        "failed": failed,
        "cases": [result_as_data(result) for result in results],
        "mistakes": [mistake.as_data() for mistake in mistakes],
    }
    return made if coverage is None else made | {"coverage": coverage_as_data(coverage)}


def result_as_data(result: Result) -> dict[str, Any]:
    case = result.case
    return {
        "file": case.document.file,
        "line": case.span.line,
        "name": case.name,
        "status": status_of(result),
        "differences": [difference_as_data(difference) for difference in result.differences],
        "problems": [problem.as_data() for problem in result.problems],
    }


def status_of(result: Result) -> str:
    return "passed" if result.passed else "error" if result.problems else "failed"


def difference_as_data(d: Difference) -> dict[str, Any]:
    """expected and got are left out where there is nothing."""
    made: dict[str, Any] = {"path": list(d.path), "message": d.words}
    for name, value in (("expected", d.expected), ("got", d.got)):
        if value is not MISSING:
            made[name] = plain(value)
    by = {"file": d.by.file, "line": d.by.line, "column": d.by.column} if d.by else None
    return made | {"by": by}


def coverage_as_data(files: Sequence[FileCoverage]) -> dict[str, Any]:
    whole = total_of(files)
    return {
        "percent": round(whole.percent, 2),
        "reached": whole.reached,
        "all": whole.all,
        "files": [
            {
                "file": file.file,
                "percent": round(file.whole.percent, 2),
                "lines": {"reached": file.of_lines.reached, "all": file.of_lines.all},
                "ways": {"reached": file.of_ways.reached, "all": file.of_ways.all},
                "missed_lines": file.missed_lines,
                "missed_ways": [
                    {"line": w.line, "column": w.column, "what": w.what, "way": w.way}
                    for w in file.missed_ways
                ],
            }
            for file in files
        ],
    }


def junit_of(
    results: Sequence[Result], mistakes: Sequence[Diagnostic], text_of: Callable[[Result], str]
) -> str:
    """text_of: what a person reads of a failed case. Files that cannot be read are a suite of their own."""
    suites = [
        suite(file, [junit_case(result, text_of) for result in listed])
        for file, listed in ((f, list(g)) for f, g in groupby(results, lambda r: r.case.document.file))
    ]
    if mistakes:
        suites.append(suite("case files", [junit_mistake(mistake) for mistake in mistakes]))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n{"".join(suites)}</testsuites>\n'


def suite(name: str, cases: Sequence[str]) -> str:
    failures, errors = (sum(f"<{kind} " in case for case in cases) for kind in ("failure", "error"))
    counts = attributes({"name": name, "tests": len(cases), "failures": failures, "errors": errors})
    return f"<testsuite{counts}>\n{''.join(cases)}</testsuite>\n"


def junit_case(result: Result, text_of: Callable[[Result], str]) -> str:
    place = {"classname": result.case.document.file, "name": result.case.name,
             "file": result.case.document.file, "line": result.case.span.line}  # fmt: skip
    if result.passed:
        return f"<testcase{attributes(place)}/>\n"
    kind = "error" if result.problems else "failure"
    told = result.problems[0].message if result.problems else first_words(result.differences[0])
    return (f"<testcase{attributes(place)}><{kind}{attributes({'message': told})}>"
            f"{escape(fit(text_of(result)))}</{kind}></testcase>\n")  # fmt: skip


def junit_mistake(mistake: Diagnostic) -> str:
    place = {"classname": mistake.span.file if mistake.span else "", "name": str(mistake.span or "file")}
    return (f"<testcase{attributes(place)}><error{attributes({'message': mistake.message})}>"
            f"{escape(fit(str(mistake)))}</error></testcase>\n")  # fmt: skip


def first_words(d: Difference) -> str:
    if d.words:
        return d.words
    expected, got = (json.dumps(v, ensure_ascii=False, default=str) for v in (d.expected, d.got))
    return f"{'.'.join(map(str, d.path))}: expected {expected}, got {got}"


def attributes(values: Mapping[str, object]) -> str:
    return "".join(f" {name}={quoteattr(fit(str(value)))}" for name, value in values.items())


def fit(text: str) -> str:
    return UNFIT.sub("\N{REPLACEMENT CHARACTER}", text)
