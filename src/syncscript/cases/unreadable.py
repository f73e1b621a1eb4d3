"""What is said of a text that is no YAML, and where.

The words of the library that reads YAML name a place, not always the one to look at, and no next act.
"""

from __future__ import annotations

from dataclasses import dataclass

import yaml

from syncscript.model import Diagnostic, DiagnosticError, Span

USUALLY = "correct this line or the one before; a text with : or # in it stands in quotes"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands, from line and column 1; the end is behind its last character."""

    line: int
    column: int
    end_line: int
    end_column: int


def place_of(node: yaml.Node) -> Place:
    start, end = node.start_mark, node.end_mark
    return Place(start.line + 1, start.column + 1, end.line + 1, end.column + 1)


def no_yaml(error: yaml.MarkedYAMLError, text: str, file: str) -> DiagnosticError:
    """K101 at the place that is to be looked at."""
    lines = text.splitlines()
    mark, help = error.problem_mark or error.context_mark, USUALLY
    told = error.problem or error.context or "it cannot be read"
    if mark is not None and mark.line >= len(lines) and error.context_mark is not None:
        mark, help = error.context_mark, "close the quote or the bracket that begins here"
        told = f"{error.context}, {told}"
    line, column = (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)
    line = min(line, max(len(lines), 1))
    excerpt = lines[line - 1] if lines else ""
    if excerpt[: max(column, 1)].lstrip(" ").startswith("\t"):
        told, help = "a tab stands where blanks are meant", "indent with blanks: YAML takes no tabs there"
    return refused(f"this is no YAML: {told}", Span(file, line, column, line, column + 1), help, excerpt)


def unfit_character(at: int, text: str, file: str) -> DiagnosticError:
    """K101 for a character that no YAML may hold."""
    line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
    span = Span(file, line, column, line, column + 1)
    code, excerpt = f"{ord(text[at]):04X}", text.split("\n")[line - 1]
    help = f'remove it; as a part of a text it stands in double quotes: "\\u{code}"'
    return refused(f"this is no YAML: it holds the character U+{code}", span, help, excerpt)


def refused(message: str, span: Span, help: str, excerpt: str) -> DiagnosticError:
    return DiagnosticError(Diagnostic("K101", message, span, help, excerpt=excerpt))
