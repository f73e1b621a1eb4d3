"""Reads and writes the recorded cases: programs, Groovy's answers, and where we answer otherwise on purpose.

The form of the files stands in README.md. Refuses to know how an answer comes about.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

HOME = Path(__file__).parent / "recorded"
ANSWER, OURS, REASON, REMARK = "--> ", "~~> ", "differs: ", "# "


@dataclass(frozen=True, slots=True)
class Case:
    """One program. answer: Groovy's, None until recorded; ours and differs: a deliberate difference."""

    program: str
    answer: str | None = None
    ours: str | None = None
    differs: str | None = None
    remark: str = ""

    @property
    def expected(self) -> str:
        return self.ours if self.ours is not None else self.answer or ""


def case_files() -> list[Path]:
    return sorted(HOME.glob("*/*.cases"))


def is_one_line(path: Path) -> bool:
    """Whether each line of this file is a program of its own."""
    return path.parent.name == "expressions"


def read_cases(path: Path) -> list[Case]:
    """All cases of a file, in order."""
    cases: list[Case] = []
    lines: list[str] = []
    remark = ""
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line.startswith(REMARK):
            remark += line + "\n"
        elif line.startswith((ANSWER, OURS, REASON)):
            if lines:
                cases.append(Case("\n".join(lines), remark=remark))
                lines, remark = [], ""
            cases[-1] = told(cases[-1], line)
        elif line:
            if lines and is_one_line(path):
                cases.append(Case("\n".join(lines), remark=remark))
                lines, remark = [], ""
            lines.append(line)
        elif lines:
            cases.append(Case("\n".join(lines), remark=remark))
            lines, remark = [], ""
    return cases


def told(case: Case, line: str) -> Case:
    if line.startswith(ANSWER):
        return replace(case, answer=line.removeprefix(ANSWER))
    if line.startswith(OURS):
        return replace(case, ours=line.removeprefix(OURS))
    return replace(case, differs=line.removeprefix(REASON))


def write_cases(path: Path, cases: list[Case]) -> None:
    gap = "" if is_one_line(path) else "\n"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(gap.join("".join(lines_of(case)) for case in cases), encoding="utf-8")


def lines_of(case: Case) -> Iterator[str]:
    yield case.remark
    yield f"{case.program}\n{ANSWER}{case.answer}\n"
    if case.ours is not None:
        yield f"{OURS}{case.ours}\n{REASON}{case.differs}\n"
