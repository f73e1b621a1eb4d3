"""What is kept between runs, in files of a directory that only this user can write.

Knows that a cache can be missing, torn or forged: what cannot be trusted is not read, and what
cannot be written is silently built again next time. Refuses to know what it keeps.
"""

from __future__ import annotations

import contextlib
import marshal
import os
import stat
import sys
from collections.abc import Callable
from hashlib import blake2b
from pathlib import Path
from typing import Any

_DIGEST_SIZE = 20


def user_cache_directory() -> Path | None:
    """Where this user's caches are: `$XDG_CACHE_HOME/syncscript`, else `~/.cache/syncscript`."""
    configured = os.environ.get("XDG_CACHE_HOME", "")
    if configured and Path(configured).is_absolute():
        return Path(configured) / "syncscript"
    with contextlib.suppress(RuntimeError):
        return Path.home() / ".cache" / "syncscript"
    return None


def kept(directory: Path | None, name: str, source: str, build: Callable[[], Any]) -> Any:
    """The plain data that `build` makes from `source`; from the directory when it is there and trusted."""
    if directory is None or not hasattr(os, "getuid"):
        return build()
    path = directory / f"{name}-{_key(source)}.bin"
    with contextlib.suppress(OSError, ValueError, EOFError, TypeError):
        return read_own(path)
    data = build()
    with contextlib.suppress(OSError):
        write_own(path, data)
    return data


def _key(source: str) -> str:
    """Changes with the source and with every Python whose marshal format could differ."""
    python = f"{sys.implementation.cache_tag} {sys.hexversion} {marshal.version}"
    return blake2b(f"{python}\n{source}".encode(), digest_size=16).hexdigest()


def read_own(path: Path) -> Any:
    """The plain data of a file. OSError when it or its directory is missing, or not ours alone; ValueError
    when it is torn."""
    _demand_ours_alone(path.parent.lstat(), stat.S_ISDIR)
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
    with os.fdopen(descriptor, "rb") as file:
        _demand_ours_alone(os.fstat(descriptor), stat.S_ISREG)
        content = file.read()
    digest, data = content[:_DIGEST_SIZE], content[_DIGEST_SIZE:]
    if blake2b(data, digest_size=_DIGEST_SIZE).digest() != digest:
        raise ValueError("torn cache file")
    return marshal.loads(data)


def _demand_ours_alone(status: os.stat_result, is_kind: Callable[[int], bool]) -> None:
    if not is_kind(status.st_mode) or status.st_uid != os.getuid() or status.st_mode & 0o022:
        raise PermissionError("others could have written this")


def write_own(path: Path, data: Any) -> None:
    """All of the file or nothing: written aside and moved into place."""
    import tempfile

    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    _demand_ours_alone(path.parent.lstat(), stat.S_ISDIR)
    content = marshal.dumps(data)
    descriptor, aside = tempfile.mkstemp(dir=path.parent, prefix=".aside-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(blake2b(content, digest_size=_DIGEST_SIZE).digest() + content)
        Path(aside).replace(path)
    except BaseException:
        Path(aside).unlink(missing_ok=True)
        raise
