"""A mistake of the user's, told as a value.

Knows how a message is shaped: what is wrong, where, and the next act. Refuses to know how it
is printed, and is never raised by itself; rooms that must stop wrap it in their own error.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a file. Lines and columns count from 1; the end column is exclusive."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int

    @property
    def width(self) -> int:
        """Columns to underline on the first line, at least 1."""
        return max(1, self.end_column - self.column) if self.end_line == self.line else 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


def unfit_byte(file: str, error: UnicodeDecodeError) -> Span:
    """Where the first byte stands that is no UTF-8."""
    before = error.object[: error.start].decode("utf-8", "replace").split("\n")
    line, column = len(before), len(before[-1]) + 1
    return Span(file, line, column, line, column + 1)


LONGEST_EXCERPT = 500


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One mistake. `code` is stable and never reused; `help` names the next act; `excerpt` is the line of its
    place, or of a very long line the part that begins at `excerpt_column`.
    """

    code: str
    message: str
    span: Span | None = None
    help: str = ""
    severity: Severity = Severity.ERROR
    excerpt: str = ""
    excerpt_column: int = 1

    def __post_init__(self) -> None:
        """A line that is longer than anybody reads is no excerpt; many diagnostics may point into it."""
        if len(self.excerpt) > LONGEST_EXCERPT:
            object.__setattr__(self, "excerpt", "")

    def __str__(self) -> str:
        place = f"{self.span}: " if self.span else ""
        lines = [f"{place}{self.severity.value}[{self.code}]: {self.message}"]
        if self.excerpt and self.span:
            before = " " * (self.span.column - self.excerpt_column)
            lines += [f"    {self.excerpt}", f"    {before}{'^' * self.span.width}"]
        if self.help:
            lines.append(f"  help: {self.help}")
        return "\n".join(lines)

    def as_data(self) -> dict[str, Any]:
        """This diagnostic as plain data, for JSON output and for the store."""
        data = asdict(self)
        data["severity"] = self.severity.value
        return data

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Diagnostic:
        span = Span(**data["span"]) if data.get("span") else None
        return cls(data["code"], data["message"], span, data.get("help", ""),
                   Severity(data.get("severity", "error")), data.get("excerpt", ""),
                   data.get("excerpt_column", 1))  # fmt: skip


class DiagnosticError(Exception):
    """Carries the diagnostics that stopped a phase. The command line prints them, never a traceback."""

    def __init__(self, *diagnostics: Diagnostic) -> None:
        super().__init__("\n".join(str(d) for d in diagnostics))
        self.diagnostics = diagnostics
