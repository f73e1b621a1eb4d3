"""A file gets its content in one step: all of it or nothing, whatever goes wrong on the way.

Behind a link it is the file that the link leads to; what was there keeps its permissions, and a folder that
is missing is made. What is no file, such as a pipe, gets the content as it comes. Refuses to know what is in
it.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable
from pathlib import Path

from syncscript.model import Diagnostic, DiagnosticError


def write_file(
    path: Path, content: bytes | Iterable[bytes], shown: str = "", *, private: bool = False
) -> None:
    """content: whole, or in pieces; shown: the path as messages have it; private: a file for its owner alone.

    DiagnosticError C152 where it cannot be written; it is then as it was.
    """
    pieces = [content] if isinstance(content, bytes) else content
    try:
        _write(path, pieces, private)
    except OSError as error:
        why = error.strerror or "this is no place for files"
        help = "correct its path, or the permissions of the file and of its folder; a full disk needs room"
        told = Diagnostic("C152", f"{shown or path} cannot be written: {why}", None, help)
        raise DiagnosticError(told) from error


def _write(path: Path, pieces: Iterable[bytes], private: bool) -> None:
    if "\0" in str(path):
        raise OSError(errno.EINVAL, "this is no path")
    target = Path(os.path.realpath(path))
    if not target.exists():
        if not target.parent.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
        _in_one_step(target, pieces, 0o600 if private else 0o666, None)
    elif private and not target.is_file():
        raise OSError(errno.EINVAL, "it is no file")
    elif not target.is_file():
        _into_stream(target, pieces)
    elif not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    else:
        _in_one_step(target, pieces, 0o600, 0o600 if private else target.stat().st_mode & 0o777)


def _into_stream(target: Path, pieces: Iterable[bytes]) -> None:
    """A pipe that nobody reads is told at once, and not waited for."""
    descriptor = os.open(target, os.O_WRONLY | getattr(os, "O_NONBLOCK", 0))
    os.set_blocking(descriptor, True)
    with os.fdopen(descriptor, "wb") as stream:
        stream.writelines(pieces)


def _in_one_step(target: Path, pieces: Iterable[bytes], first: int, last: int | None) -> None:
    """Beside it, to the disk, and then into its place. first: permissions while it is written, of which the
    process may take some away; last: those that it has then, whatever the process wants."""
    aside = target.with_name(f".syncscript-{os.getpid()}-{os.urandom(4).hex()}")
    descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), first)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        if last is not None:
            aside.chmod(last)
        aside.replace(target)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise
