"""A finding as it is told, kept and compared: flat, and made of plain values alone.

Refuses to know rules: it costs nothing to import, so that unchanged files cost nothing to report.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from syncscript.language.lint import Finding, Fix

LEVELS = ("note", "warning", "error")


class Mending(NamedTuple):
    """How a finding is mended. edits: start, end and new text, in offsets of the file's text."""

    title: str
    safe: bool
    edits: tuple[tuple[int, int, str], ...]


class Reported(NamedTuple):
    """Lines and columns count from 1, the end column is exclusive; line 0: the file as a whole.
    severity: one of LEVELS; excerpt: the line that it stands on."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int
    code: str
    name: str
    severity: str
    message: str
    help: str
    excerpt: str = ""
    fix: Mending | None = None

    @property
    def width(self) -> int:
        """Columns to underline on the first line, at least 1."""
        return max(1, self.end_column - self.column) if self.end_line == self.line else 1


def reported(finding: Finding, file: str) -> Reported:
    told, span = finding.diagnostic, finding.diagnostic.span
    place = (span.line, span.column, span.end_line, span.end_column) if span else (0, 0, 0, 0)
    fix = mending(finding.fix) if finding.fix else None
    return Reported(file, *place, told.code, finding.name, told.severity.value, told.message, told.help,
                    told.excerpt, fix)  # fmt: skip


def mending(fix: Fix) -> Mending:
    return Mending(fix.title, fix.safe, tuple((each.start, each.end, each.text) for each in fix.edits))


def as_plain(found: tuple[Reported, ...]) -> list[Any]:
    """Tuples that marshal can write."""
    return [(*each[:-1], each.fix and tuple(each.fix)) for each in found]


def from_plain(rows: list[Any]) -> tuple[Reported, ...]:
    made = (Reported._make(row) for row in rows)
    return tuple(each if each.fix is None else each._replace(fix=Mending._make(each.fix)) for each in made)
