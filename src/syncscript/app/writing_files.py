"""A file that a person asked for gets its content, in a folder that is made where it is missing."""

from __future__ import annotations

from pathlib import Path

from syncscript.app.rewriting import write_whole
from syncscript.model import Diagnostic, DiagnosticError


def write_file(path: Path, content: bytes) -> None:
    """All of it or nothing. DiagnosticError C152 where it cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and not path.is_file():
            path.write_bytes(content)
        else:
            write_whole(path, content)
    except OSError as error:
        why = error.strerror or "this is no place for files"
        help = "correct its path, or the permissions of its folder"
        told = Diagnostic("C152", f"{path} cannot be written: {why}", None, help)
        raise DiagnosticError(told) from error
