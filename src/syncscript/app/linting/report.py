"""What a run of lint has to tell, as every format of its output takes it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from syncscript.app.linting.known import Known
from syncscript.app.linting.reported import LEVELS, Reported


class Report(NamedTuple):
    """files: all that were judged; pages: the address of the page of findings, by file; known: what can be
    found at all; baselined: how many findings a baseline knows; mended: how many were mended."""

    found: tuple[Reported, ...]
    files: tuple[str, ...]
    pages: Mapping[str, str]
    known: Mapping[str, Known]
    baselined: int = 0
    mended: int = 0

    def page(self, each: Reported) -> str:
        """The address of the page that explains this finding."""
        return f"{self.pages.get(each.file, PAGES)}#{each.name}"

    def lines(self, each: Reported) -> tuple[int, int, int, int]:
        """Line, column, end line and end column for readers that know no file as a whole."""
        return max(1, each.line), max(1, each.column), max(1, each.end_line), max(1, each.end_column)

    def count(self, level: str) -> int:
        return sum(each.severity == level for each in self.found)

    def reaches(self, level: str) -> bool:
        """Whether a finding is as severe as this, or more."""
        return any(LEVELS.index(each.severity) >= LEVELS.index(level) for each in self.found)


PAGES = "docs/reference/lint.md"
