"""What is known from before: which contents files had, and what was found in them.

One file in the user's cache directory for each folder that lint is started in, read at once and trusted
only when nobody else could have written it. What does not fit is worked out again.
"""

from __future__ import annotations

import contextlib
import marshal
import os
import sys
import time
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

from syncscript.language.own_files import read_own, user_cache_directory, write_own

PACKAGE = Path(__file__).resolve().parents[2]
JUDGES = ("language", "jql", "model", "app/linting", "config", "grammar")
FORMAT = 1
MOST = 50_000
SETTLED = 2_000_000_000
"""A file changed within these nanoseconds before it was looked at may change again with the same time."""


class Seen(NamedTuple):
    """What a file was at one moment."""

    changed_ns: int
    size: int
    digest: str


NOT_SEEN = Seen(0, 0, "")
"""Of what is no file, or cannot be read."""


class Memory:
    """results: by a file's shown path its key and its rows; tables: other plain data, by name."""

    def __init__(self, path: Path | None, version: str) -> None:
        self.path, self.version, self.changed = path, version, False
        kept = kept_data(path, version) if path else {}
        self.written: int = kept.get("written", 0)
        self.files: dict[str, tuple[int, int, str]] = kept.get("files", {})
        self.results: dict[str, tuple[str, list[Any]]] = kept.get("results", {})
        self.tables: dict[str, tuple[str, Any]] = kept.get("tables", {})

    def digest(self, file: str) -> str:
        """Of a file's content; of nothing for a file that is not there."""
        try:
            status = Path(file).stat()
            known = self.files.get(file)
            same = known is not None and known[:2] == (status.st_mtime_ns, status.st_size)
            if known is not None and same and status.st_mtime_ns < self.written - SETTLED:
                return known[2]
            seen, _ = seen_and_content(file)
        except OSError:
            return ""
        self.note(file, seen)
        return seen.digest

    def note(self, file: str, seen: Seen) -> None:
        """What a file was when somebody read it."""
        if self.files.get(file) != seen:
            self.changed = True
            self.files[file] = (seen.changed_ns, seen.size, seen.digest)  # marshal knows no other tuples

    def has_judged(self, shown: str) -> bool:
        """Whether there is anything to be found, under whatever key."""
        return shown in self.results

    def found(self, shown: str, key: str) -> list[Any] | None:
        known = self.results.get(shown)
        return known[1] if known is not None and known[0] == key else None

    def keep(self, shown: str, key: str, rows: list[Any]) -> None:
        self.results[shown] = (key, rows)
        self.changed = True

    def table(self, name: str, key: str) -> Any:
        known = self.tables.get(name)
        return known[1] if known is not None and known[0] == key else None

    def keep_table(self, name: str, key: str, data: Any) -> None:
        self.tables[name] = (key, data)
        self.changed = True

    def save(self) -> None:
        """All of it or nothing; a directory that cannot be written costs the next run some time."""
        if self.path is None or not self.changed:
            return
        data = {
            "version": self.version,
            "written": time.time_ns(),
            "files": newest(self.files),
            "results": newest(self.results),
            "tables": newest(self.tables),
        }
        with contextlib.suppress(OSError):
            write_own(self.path, data)


def newest(entries: dict[str, Any]) -> dict[str, Any]:
    return dict(list(entries.items())[-MOST:])


def seen_and_content(file: str) -> tuple[Seen, bytes]:
    """Looked at before it is read: what changes it in between shows the next time."""
    path = Path(file)
    status, content = path.stat(), path.read_bytes()
    return Seen(status.st_mtime_ns, status.st_size, digest_of(content)), content


def digest_of(data: bytes) -> str:
    return blake2b(data, digest_size=16).hexdigest()


def memory_for(folder: Path, *, keeps: bool) -> Memory:
    """The memory of runs that start in this folder; an empty one that is never kept, unless `keeps`."""
    directory = user_cache_directory() if keeps and hasattr(os, "getuid") else None
    version = version_of_judges()
    if directory is None:
        return Memory(None, version)
    name = digest_of(os.fsencode(os.path.realpath(folder)))
    return Memory(directory / f"lint-{name}.bin", version)


def version_of_judges() -> str:
    """Changes whenever a file does that has a say in what is found."""
    told = [f"{FORMAT} {sys.hexversion} {marshal.version}"]
    waiting = [str(PACKAGE / each) for each in JUDGES] + [str(PACKAGE.parents[1] / "grammar")]
    while waiting:
        with contextlib.suppress(OSError), os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.is_dir():
                    waiting += [entry.path] if entry.name != "__pycache__" else []
                elif entry.name.endswith((".py", ".md", ".lark")):
                    status = entry.stat()
                    told.append(f"{entry.path} {status.st_size} {status.st_mtime_ns}")
    return digest_of("\n".join(sorted(told)).encode(errors="replace"))


def kept_data(path: Path, version: str) -> dict[str, Any]:
    try:
        data = read_own(path)
    except (OSError, ValueError, EOFError, TypeError):
        return {}
    return data if isinstance(data, dict) and data.get("version") == version else {}
