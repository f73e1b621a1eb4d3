"""What is wrong with syncscript.toml or a case file whose text is not saved yet.

The same as `syncscript lint` and `syncscript test` tell of the saved file. Refuses to judge rules.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from syncscript.app.linting.memory import Memory
from syncscript.app.linting.project_checking import of_configuration
from syncscript.app.linting.reported import Reported
from syncscript.app.linting.running import Run, Wish
from syncscript.cases.reading import cases_of
from syncscript.model import DiagnosticError


def settings_findings(file: Path, text: str, memory: Memory) -> Iterator[Reported]:
    """Of a syncscript.toml. With mistakes in `[lint]` nothing can be chosen, so nothing else is told."""
    try:
        judged = Run(Wish((), typed=(file, text.encode())), memory).judged()
    except DiagnosticError as error:
        yield from map(of_configuration, error.diagnostics)
        return
    for each in judged:
        yield from each.found


def case_findings(file: Path, text: str) -> Iterator[Reported]:
    try:
        cases_of(text, file.name)
    except DiagnosticError as error:
        yield from (of_configuration(each)._replace(file=str(file)) for each in error.diagnostics)
