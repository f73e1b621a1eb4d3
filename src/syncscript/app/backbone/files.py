"""Export files: read whole, once, and only when they are files of a bearable size."""

from __future__ import annotations

import gc
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

from syncscript.backbone import Export, Unreadable, read_export
from syncscript.model import Diagnostic

STDIN = "-"


def read_export_file(path: str, *, lenient: bool, max_size: int) -> Export:
    """Unreadable with the reason, also when there is no such file."""
    return read_export(content_of(path, max_size), lenient=lenient, max_size=max_size, file=shown_path(path))


def shown_path(path: str) -> str:
    return "standard input" if path == STDIN else path


def content_of(path: str, max_size: int) -> bytes:
    """All bytes of a file, or of standard input for `-`; nothing that never ends is read."""
    if path == STDIN:
        return from_stdin(max_size)
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(descriptor, "rb") as file:
            found = os.fstat(file.fileno())
            if not stat.S_ISREG(found.st_mode):
                refuse("C155", f"{path} is no file", "name a file, or - for standard input")
            if found.st_size > max_size:
                too_large(path, max_size)
            return file.read()
    except OSError as error:
        refuse("C155", f"{path} cannot be read: {error.strerror}", "correct its path or its permissions")
    except ValueError:
        refuse("C155", f"{path!r} is no path of a file", "correct its path")


def from_stdin(max_size: int) -> bytes:
    """Piece by piece, for nobody knows beforehand how much comes."""
    pieces, size = [], 0
    while piece := sys.stdin.buffer.read(1 << 20):
        pieces.append(piece)
        size += len(piece)
        if size > max_size:
            too_large(STDIN, max_size)
    return b"".join(pieces)


def too_large(path: str, max_size: int) -> NoReturn:
    refuse("C156", f"{shown_path(path)} has more than {max_size:,} bytes", "read it with a larger --max-size")


def refuse(code: str, message: str, help: str) -> NoReturn:
    raise Unreadable(Diagnostic(code, message, help=help))


@contextmanager
def many_values() -> Iterator[None]:
    """While millions of values are made and none of them is in a circle, nobody looks for circles, nor later
    among these."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.freeze()
            gc.enable()
