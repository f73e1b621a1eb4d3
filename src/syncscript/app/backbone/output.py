"""Where a made export goes, and what it never takes the place of: whatever is read."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable
from pathlib import Path

from syncscript.app.backbone.files import STDIN
from syncscript.app.writing_files import write_file

STDOUT = "-"


class NotOverwritten(Exception):
    """What is to be written would take the place of something. Says what, and the next act."""


def is_stdout(out: Path) -> bool:
    """Whether it is standard output, by whatever name."""
    try:
        return str(out) == STDOUT or os.path.samestat(os.fstat(1), out.stat())
    except (OSError, ValueError):
        return False


def refuse_to_overwrite(out: Path, inputs: Iterable[str], *, force: bool) -> None:
    """NotOverwritten for a file that is read, by whatever path, and without `force` for any that is there."""
    for path in inputs:
        if _is_same(out, path):
            raise NotOverwritten(f"{out} is read here, and is not overwritten; name another file")
    if not force and not is_stdout(out) and _is_there(out):
        raise NotOverwritten(f"{out} is there already; name another file, or give --force")


def _is_there(out: Path) -> bool:
    try:
        return out.is_file()
    except OSError:
        return False  # Writing it tells why.


def write_export(out: Path, pieces: Iterable[bytes]) -> None:
    """All of it or nothing, unless it goes to standard output. DiagnosticError when it cannot be written."""
    if is_stdout(out):
        sys.stdout.buffer.writelines(pieces)
        sys.stdout.buffer.flush()
    else:
        write_file(out, pieces)


def _is_same(out: Path, path: str) -> bool:
    """Terminals and pipes can be read and written at once."""
    try:
        read = os.fstat(0) if path == STDIN else Path(path).stat()
        written = os.fstat(1) if str(out) == STDOUT else out.stat()
    except (OSError, ValueError):
        return False
    return stat.S_ISREG(read.st_mode) and os.path.samestat(read, written)
