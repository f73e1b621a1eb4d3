"""Which cases failed last time, kept beside the state, so that they can come first.

Losing the file loses nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from syncscript.cases.case import Case
from syncscript.cases.running import Result

FILE = Path(".syncscript") / "failed-cases.json"


def home_of(start: Path) -> Path:
    """The project's folder where there is one, else the folder itself."""
    from syncscript.app.linting.home import FILE_NAME

    start = start.absolute()
    return next((f for f in (start, *start.parents) if (f / FILE_NAME).is_file()), start) / FILE


def failed_before(file: Path) -> frozenset[str]:
    with suppress(OSError, ValueError):
        found = json.loads(file.read_text(encoding="utf-8"))
        if isinstance(found, list):
            return frozenset(map(str, found))
    return frozenset()


def failed_first(cases: Iterable[Case], before: frozenset[str]) -> list[Case]:
    """The cases, those that failed before in front, each part in its order."""
    return sorted(cases, key=lambda case: case.id not in before)


def keep_failed(file: Path, results: Sequence[Result]) -> None:
    """Remembers what failed; of cases that were not run now, what was known of them stays."""
    before = failed_before(file)
    run = {result.case.id for result in results}
    failed = sorted({r.case.id for r in results if not r.passed} | (before - run))
    if not failed and not file.exists():
        return
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(failed, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
