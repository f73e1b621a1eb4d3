"""Rule files that say themselves what lint must find in them.

A file begins with lines `// kind: incoming`, and where it needs them `// here: {...}`, `// there: {...}`
(schemas, `analysis.schema`), `// received: summary, customFields.Severity` (`...` at the end: and more),
`// wanted: ...`, `// after: summary<-summary | title<-summary | summary<-title` (what the three rules copy
that run after this one), `// maps: {priority<-priority: {P1: High}}` (of the other side's incoming rule),
`// project: BLUE`, `// hosts: a.example.com`, `// cloud: yes`, `// moved: yes`, `// rules: all`. A line that
must have a finding ends with `// expect: rule-name`, several with commas. Whatever else is found is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from syncscript.language.analysis.conversions import Conversion
from syncscript.language.analysis.crossing import contract_from_data
from syncscript.language.analysis.schema import schema_from_data
from syncscript.language.analysis.settling import Copy
from syncscript.language.lint import Finding, Surroundings, lint, lint_rules

HEAD = re.compile(r"// (kind|here|there|received|wanted|after|maps|project|hosts|cloud|moved|rules): (.*)")
EXPECTED = re.compile(r"// expect: ([\w-]+(?:, ?[\w-]+)*)\s*$")


@dataclass(frozen=True)
class Seeded:
    """A file of the corpus. expected: each finding as line and name."""

    name: str
    text: str
    head: dict[str, str]
    expected: list[tuple[int, str]]

    def __str__(self) -> str:
        return self.name


def seeded(name: str, text: str) -> Seeded:
    head: dict[str, str] = {}
    for line in text.splitlines():
        match = HEAD.match(line)
        if match is None:
            break
        head[match[1]] = match[2]
    expected = [
        (number, each.strip())
        for number, line in enumerate(text.splitlines(), 1)
        if (match := EXPECTED.search(line))
        for each in match[1].split(",")
    ]
    return Seeded(name, text, head, sorted(expected))


def corpus(folder: Path) -> list[Seeded]:
    return [seeded(path.name, path.read_text(encoding="utf-8")) for path in sorted(folder.rglob("*.sync"))]


def found_in(case: Seeded) -> list[tuple[int, str]]:
    return sorted((line_of(finding), finding.name) for finding in findings_in(case))


def line_of(finding: Finding) -> int:
    return finding.diagnostic.span.line if finding.diagnostic.span else 0


def findings_in(case: Seeded) -> tuple[Finding, ...]:
    rules = lint_rules().values() if case.head.get("rules") == "all" else None
    kind, surroundings = case.head["kind"], around(case.head)
    return lint(case.text, name=case.name, kind=kind, surroundings=surroundings, rules=rules)


def around(head: dict[str, str]) -> Surroundings:
    made: dict[str, Any] = {}
    for name in ("here", "there"):
        if name in head:
            made[name] = schema_from_data({"instance": name, **yaml.safe_load(head[name])})
    for name in ("received", "wanted"):
        if name in head:
            fields = [each.strip() for each in head[name].split(",") if each.strip()]
            sends = [each for each in fields if each != "..."]
            made[name] = contract_from_data({"sends": sends, "open": "..." in fields})
    if "hosts" in head:
        made["hosts"] = tuple(each.strip() for each in head["hosts"].split(",") if each.strip())
    if "after" in head:
        made["after"] = tuple(tuple(copies(rule)) for rule in head["after"].split("|"))
    if "maps" in head:
        made["maps"] = tuple(conversions(yaml.safe_load(head["maps"])))
    yes = {name: head.get(name) == "yes" for name in ("cloud", "moved")}
    return Surroundings(**made, project=head.get("project", ""), **yes)


def conversions(written: dict[str, dict[str, str]]) -> Iterator[Conversion]:
    for each, rows in written.items():
        (copy,) = copies(each)
        yield Conversion(copy.target, copy.source, tuple(rows.items()))


def copies(written: str) -> Iterator[Copy]:
    for each in written.split(","):
        target, source = each.strip().split("<-")
        yield Copy(target, source)
