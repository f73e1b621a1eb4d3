"""Rule tests wired up: cases and rules from files, connections from the project, the engine's own merge.

Needs no project as long as no case names a connection. Refuses to judge and to print.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, partial
from pathlib import Path

from syncscript.app.case_files import case_files
from syncscript.cases.case import Case, Sides
from syncscript.cases.crossing import cross
from syncscript.cases.observing import Observed
from syncscript.cases.reading import cases_of
from syncscript.cases.running import Result, run_case
from syncscript.cases.shelf import Compiler, Shelf
from syncscript.language import compile_mapping, compile_rule
from syncscript.model import Diagnostic, DiagnosticError, unfit_byte

KINDS = ("outgoing", "incoming")
PLAIN = Compiler(
    lambda text, kind, name: compile_rule(text, kind=kind, name=name, keep=True),
    lambda text, name, sides: compile_mapping(text, name=name, sides=sides),
)


def found_cases(paths: Sequence[Path]) -> tuple[list[Case], tuple[Diagnostic, ...]]:
    """All cases below the paths, and the mistakes of files that cannot be read as cases."""
    cases: list[Case] = []
    mistakes: list[Diagnostic] = []
    for path in case_files(paths):
        try:
            cases += cases_of(text_in(path), shown(path))
        except DiagnosticError as error:
            mistakes += error.diagnostics
    return cases, tuple(mistakes)


def chosen(cases: Sequence[Case], words: Sequence[str]) -> list[Case]:
    """Cases with one of the words in their file or name, whatever the letters' case; all without words."""
    folded = [word.casefold() for word in words]
    return [c for c in cases if not folded or any(word in c.id.casefold() for word in folded)]


def results(cases: Iterable[Case], shelf: Shelf) -> Iterator[Result]:
    return (run_case(case, shelf, crossed) for case in cases)


def crossed(case: Case, shelf: Shelf) -> Observed:
    """A two-sided case with the engine's merge; without such a case nobody pays for the engine."""
    from syncscript.engine.merging.merge import merge_field

    return cross(case, shelf, merge_field)


def shelf_of(compiler: Compiler = PLAIN, root: Path | None = None) -> Shelf:
    """The rules on the disk; root: the project that tells connections, None: the one around a case file."""
    return Shelf(cache(text_or_none), compiler, cache(partial(connected, root)))


def connected(root: Path | None, name: str, file: str) -> Sides:
    """The rule files of a connection, as paths from here. DiagnosticError when there is none."""
    from syncscript.app.choosing import chosen_connections
    from syncscript.config import find_project, load_project

    project = load_project(root or find_project(Path(file).parent))
    settings = chosen_connections(project, [name])[name]
    if settings.mapping:
        return Sides(settings.side_names, mapping=shown(project.root / settings.mapping))
    files = {
        side_name: {kind: shown(project.root / str(getattr(side, kind))) for kind in KINDS}
        for side_name, side in zip(settings.side_names, settings.sides, strict=True)
    }
    return Sides(settings.side_names, files=files)


def shown(path: Path) -> str:
    """A path as people name it: from here when it lies below."""
    text = os.path.relpath(path)
    return str(path) if text.startswith("..") and path.is_absolute() else text.replace(os.sep, "/")


def text_or_none(file: str) -> str | None:
    path = Path(file)
    return text_in(path) if path.is_file() else None


def text_in(path: Path) -> str:
    """DiagnosticError K131 for what cannot be read."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        told = Diagnostic("K131", f"{path} cannot be read: {error.strerror}", None, "correct its permissions")
        raise DiagnosticError(told) from error
    except UnicodeDecodeError as error:
        span = unfit_byte(shown(path), error)
        told = Diagnostic("K131", f"{path} is no text in UTF-8", span, "save it as UTF-8")
        raise DiagnosticError(told) from error
