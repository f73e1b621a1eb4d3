"""Which files hold cases: every `*.test.yaml` below the named folders, and each file that is named.

Looks where lint looks for rules. Refuses to read cases.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from syncscript.app.discovering import NEVER, named_files, rule_files
from syncscript.cases.shelf import SUFFIX
from syncscript.model import Diagnostic, DiagnosticError


def case_files(paths: Sequence[Path]) -> list[Path]:
    """Sorted, each once. DiagnosticError K130 for paths that are not there."""
    wrong = [path for path in paths if not path.exists()]
    if wrong:
        raise DiagnosticError(
            *(Diagnostic("K130", f"there is no file or folder {path}", None, "correct it") for path in wrong)
        )
    return named_files(paths, is_case_file)


def is_case_file(name: str) -> bool:
    """Of a path below a folder, with slashes."""
    return name.endswith(SUFFIX) and NEVER.isdisjoint(name.split("/"))


def rules_below(paths: Sequence[Path]) -> list[Path]:
    """Rule files below the folders among the paths."""
    return rule_files([path for path in paths if path.is_dir()])
