"""Writes docs/reference/groovy-differences.md from the recorded cases: `python -m tests.groovy.differences`.

A test fails while the page is stale.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tests.groovy.cases import Case, case_files, read_cases

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "groovy-differences.md"
SHOWN = 12
HEAD = """\
# Where rules differ from Groovy

Rules mean what Groovy 4 means by them. {total} programs are run through both, and their answers agree
but for the {amount} below, which differ on purpose. Made from `tests/groovy/recorded` by
`python -m tests.groovy.differences`.

Whole numbers are one type here, and of each integer type of Java's that they have room in; so are doubles
and floats, lists and arrays, and texts, GStrings and characters. What cannot work whatever the data is
told when the rule is compiled, in Groovy only when it is reached.
"""


def page_text() -> str:
    cases = [case for path in case_files() for case in read_cases(path)]
    different: dict[str, list[Case]] = {}
    for case in cases:
        if case.differs is not None:
            different.setdefault(case.differs, []).append(case)
    head = HEAD.format(total=f"{len(cases):,}", amount=sum(map(len, different.values())))
    sections = [line for reason in sorted(different) for line in section(reason, different[reason])]
    return "\n".join([head, *sections])


def section(reason: str, cases: list[Case]) -> Iterator[str]:
    yield f"## {reason[0].upper()}{reason[1:]}\n"
    yield "| program | Groovy | here |"
    yield "|---|---|---|"
    for case in cases[:SHOWN]:
        yield f"| {cell(case.program)} | {cell(case.answer)} | {cell(case.ours)} |"
    yield f"\nand {len(cases) - SHOWN} more of the kind\n" if len(cases) > SHOWN else ""


def cell(text: str | None) -> str:
    shown = (text or "").replace("\n", " ⏎ ").replace("|", "\\|")
    return f"`` {shown} ``" if "`" in shown else f"`{shown}`"


if __name__ == "__main__":
    PAGE.write_text(page_text(), encoding="utf-8")
