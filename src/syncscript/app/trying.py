"""What a rule writes on the first case beside it: a text that is still being written, tried at once.

Refuses to judge, and says nothing of a rule that does not compile or fails.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from syncscript.app.testing import found_cases, shelf_of
from syncscript.cases.case import Case
from syncscript.cases.shelf import SUFFIX, Shelf
from syncscript.language import Limits, RuleFailure, compile_rule
from syncscript.model import DiagnosticError, Written

QUICK = 50_000
"""Steps: an editor does not wait for more."""


def written_by_case(file: Path, text: str, kind: str) -> tuple[str, Mapping[str, Written]] | None:
    """The name of the case, and what the rule writes on what it gives. None where there is none."""
    case = first_case(file, stamp_of(file.parent))
    if case is None or kind == "mapping":
        return None
    try:
        outcome = compile_rule(text, kind=kind, name=file.name).run(case.given, Limits(steps=QUICK))
    except (DiagnosticError, RuleFailure):
        return None
    return case.name, outcome.writes


def stamp_of(folder: Path) -> tuple[tuple[str, int], ...]:
    return tuple(sorted((str(f), f.stat().st_mtime_ns) for f in case_files_beside(folder)))


def case_files_beside(folder: Path) -> list[Path]:
    """In the folder itself and in a folder `tests` in or beside it."""
    places = (folder, folder / "tests", folder.parent / "tests")
    return [file for place in places if place.is_dir() for file in place.glob(f"*{SUFFIX}")]


@lru_cache(maxsize=256)
def first_case(file: Path, stamp: tuple[tuple[str, int], ...]) -> Case | None:
    cases = (case for name, _ in stamp for case in found_cases([Path(name)])[0])
    shelf = shelf_of()
    return next((case for case in cases if not case.is_two_sided and is_of(case, file, shelf)), None)


def is_of(case: Case, file: Path, shelf: Shelf) -> bool:
    try:
        return Path(shelf.file_of(case)).resolve() == file.resolve()
    except DiagnosticError:
        return False
