"""JUnit's XML: a suite a file, a failed case a finding, a passed case for a file without any."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

from syncscript.app.linting.report import Report
from syncscript.app.linting.reported import Reported
from syncscript.cli.show.findings.full import block

UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 has no way to write."""


def written(report: Report) -> str:
    counts = f'tests="{total(report)}" failures="{len(report.found)}" errors="0"'
    head = f'<testsuites name="syncscript lint" {counts}>'
    suites = [suite(file, [e for e in report.found if e.file == file], report) for file in all_files(report)]
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', head, *suites, "</testsuites>"]) + "\n"


def all_files(report: Report) -> list[str]:
    return sorted({*report.files, *(each.file for each in report.found)})


def total(report: Report) -> int:
    return len(report.found) + len({*report.files} - {each.file for each in report.found})


def suite(file: str, found: list[Reported], report: Report) -> str:
    name, cases = attribute(file), [case(each, report) for each in found]
    cases = cases or [f'    <testcase name="lint" classname={name} file={name}/>']
    head = f'  <testsuite name={name} tests="{len(cases)}" failures="{len(found)}" errors="0">'
    return "\n".join([head, *cases, "  </testsuite>"])


def case(each: Reported, report: Report) -> str:
    name, file = attribute(f"{each.name} at {each.line}:{each.column}"), attribute(each.file)
    head = f'    <testcase name={name} classname={file} file={file} line="{each.line}">'
    failure = f"      <failure type={attribute(each.name)} message={attribute(each.message)}>"
    return f"{head}\n{failure}{escape(UNFIT.sub('?', block(each, report)))}</failure>\n    </testcase>"


def attribute(text: str) -> str:
    return quoteattr(UNFIT.sub("?", text))
