"""Writes a made export into its place, in one step, and never over what was read."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from syncscript.app.backbone.files import STDIN
from syncscript.app.rewriting import write_pieces
from syncscript.model import Diagnostic, DiagnosticError


class NotOverwritten(Exception):
    """What is to be written would take the place of something. Says what, and the next act."""


def refuse_to_overwrite(out: Path, inputs: Iterable[str], *, force: bool) -> None:
    """NotOverwritten for a file that is read, by whatever path, and without `force` for any that is there."""
    for path in inputs:
        if is_same(out, path):
            raise NotOverwritten(f"{out} is read as an export, and is not overwritten; name another file")
    if out.exists() and not force:
        raise NotOverwritten(f"{out} is there already; name another file, or give --force")


def write_export(out: Path, pieces: Iterable[bytes]) -> None:
    """All of it or nothing. DiagnosticError when it cannot be written."""
    try:
        write_pieces(out, pieces)
    except OSError as error:
        message = f"{out} cannot be written: {error.strerror}"
        help = "nothing was written; make room, correct the folder's permissions, or name another file"
        raise DiagnosticError(Diagnostic("C152", message, help=help)) from error


def is_same(out: Path, path: str) -> bool:
    """Whether both are one file, by whatever path, also where `-` stands for standard input."""
    try:
        found = os.fstat(0) if path == STDIN else Path(path).stat()
        return os.path.samestat(found, out.stat())
    except (OSError, ValueError):
        return path != STDIN and "\0" not in path and os.path.realpath(path) == os.path.realpath(out)
