"""Which files hold cases: every `*.test.yaml` below the named folders, and each file that is named.

Knows paths only. Hidden folders and those of package managers are left out. Refuses to read cases.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from syncscript.cases.shelf import RULE_SUFFIXES, SUFFIX
from syncscript.model import Diagnostic, DiagnosticError

LEFT_OUT = frozenset({"node_modules", "__pycache__", "venv"})


def case_files(paths: Iterable[Path]) -> list[Path]:
    """Sorted, each once. DiagnosticError K130 for a path that is not there."""
    found: dict[Path, None] = {}
    wrong = [path for path in paths if not path.exists()]
    if wrong:
        raise DiagnosticError(
            *(Diagnostic("K130", f"there is no file or folder {path}", None, "correct it") for path in wrong)
        )
    for path in paths:
        found.update(dict.fromkeys(below(path) if path.is_dir() else [path]))
    return list(found)


def rule_files(paths: Iterable[Path]) -> list[Path]:
    """Rule files below the folders among the paths, by the end of their names."""
    return [found for path in paths if path.is_dir() for found in below(path, RULE_SUFFIXES)]


def below(folder: Path, suffixes: tuple[str, ...] = (SUFFIX,)) -> Iterator[Path]:
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(f for f in folders if not f.startswith(".") and f not in LEFT_OUT)
        yield from (Path(here) / name for name in sorted(files) if name.endswith(suffixes))
