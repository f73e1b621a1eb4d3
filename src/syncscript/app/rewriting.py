"""A file gets a new content in one step, and keeps its permissions. Refuses to know what is in it."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterable
from pathlib import Path


def write_whole(
    path: Path, content: bytes | bytearray, rename: Callable[[Path, Path], object] = os.replace
) -> None:
    """All of it or nothing; behind a link the file that it leads to. OSError when it cannot be written."""
    write_pieces(path, [content], rename)


def write_pieces(
    path: Path, pieces: Iterable[bytes | bytearray], rename: Callable[[Path, Path], object] = os.replace,
    mode: int | None = None,
) -> None:  # fmt: skip
    """The same for a content that comes piece by piece; whatever goes wrong on the way, nothing is left.

    mode: the permissions, where they are not those that it had.
    """
    target = Path(os.path.realpath(path))
    kept = mode_of(target, path)
    aside = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        aside.chmod(kept if mode is None else mode)
        rename(aside, target)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise


def mode_of(target: Path, path: Path) -> int:
    """The permissions that it keeps. OSError where it must not be replaced: devices and pipes never are, for
    whoever may write into /dev would leave a file in place of /dev/null.
    """
    if not target.exists():
        return 0o644
    if not target.is_file():
        raise OSError(errno.EINVAL, "it is no file", str(path))
    if not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    return target.stat().st_mode & 0o777
