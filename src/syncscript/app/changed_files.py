"""Waits until a case or a rule below some paths changes, by looking at the files now and then."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from syncscript.app.case_files import case_files, rules_below
from syncscript.model import DiagnosticError

EVERY = 0.4
"""Seconds between two looks."""

Seen = dict[str, tuple[int, int]]


def looked_at(paths: Sequence[Path]) -> Seen:
    """Time and size of each file. A path that is gone has no files."""
    try:
        files = [*case_files(paths), *rules_below(paths)]
    except DiagnosticError:
        return {}
    found: Seen = {}
    for file in files:
        try:
            stat = file.stat()
        except OSError:
            continue
        found[str(file)] = (stat.st_mtime_ns, stat.st_size)
    return found


def changes(paths: Sequence[Path], before: Seen, sleep: Callable[[float], None]) -> Iterator[list[str]]:
    """The files that changed since `before`, each time there are some; never ends by itself."""
    while True:
        sleep(EVERY)
        now = looked_at(paths)
        changed = sorted({f for f in before.keys() | now.keys() if before.get(f) != now.get(f)})
        before = now
        if changed:
            yield changed
