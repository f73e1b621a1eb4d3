"""Rule files in the one style: each is read, formatted, and written when that is wanted.

A file that cannot be formatted is told and stays as it is; the others go on. Refuses to print.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from syncscript.app.formatting_choices import chosen_by_name, chosen_files
from syncscript.app.writing_files import write_file
from syncscript.language.formatting import MeaningChanged, format_text
from syncscript.model import Diagnostic, DiagnosticError

Reader = Callable[[str], str]
STDIN = "-"


@dataclass(frozen=True, slots=True)
class Wanted:
    """line_length: None: what each file's project says. lines: the first and the last line that may change;
    None: all of them. excludes_named: what the project leaves out is left out also where it is named.
    """

    line_length: int | None = None
    lines: tuple[int, int] | None = None
    writes: bool = False
    excludes_named: bool = False


@dataclass(frozen=True, slots=True)
class Formatted:
    """name: as a person reads it. diagnostics: why it was left as it is."""

    name: str
    before: str = ""
    after: str = ""
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def is_changed(self) -> bool:
        return self.before != self.after


def formatted_files(paths: Sequence[Path], read: Reader, wanted: Wanted) -> Iterator[Formatted]:
    """One result a file, in order. read: DiagnosticError for what is no text."""
    for chosen in chosen_files(paths, excludes_named=wanted.excludes_named):
        yield _formatted(str(chosen.path), str(chosen.path), chosen.line_length, read, wanted)


def formatted_stdin(name: str, read: Reader, wanted: Wanted) -> Formatted:
    """Standard input, as the file of that name in its project; it is never written."""
    chosen = chosen_by_name(Path(name), excludes_named=wanted.excludes_named)
    if chosen is None:
        return _unread(name, read)
    return _formatted(STDIN, name, chosen.line_length, read, wanted)


def _unread(name: str, read: Reader) -> Formatted:
    """What is left out comes out as it came in."""
    try:
        text = read(STDIN)
    except DiagnosticError as error:
        return Formatted(name, diagnostics=error.diagnostics)
    return Formatted(name, text, text)


def _formatted(path: str, name: str, line_length: int, read: Reader, wanted: Wanted) -> Formatted:
    try:
        before = read(path)
        width = wanted.line_length or line_length
        after = format_text(before, name=name, line_length=width, lines=wanted.lines)
        if wanted.writes and before != after and path != STDIN:
            write_file(Path(path), after.encode(), name)
    except DiagnosticError as error:
        return Formatted(name, diagnostics=error.diagnostics)
    except MeaningChanged:
        return Formatted(name, diagnostics=(_changed(name),))
    return Formatted(name, before, after)


def _changed(name: str) -> Diagnostic:
    message = f"{name} would say something else when it is formatted, so it stays as it is"
    return Diagnostic("X002", message, help="this is a mistake of the formatter's: report it with the file")
