"""Progress on stderr while trackers are read and written: a bar on a terminal, nothing elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING, Any

from syncscript.cli.show.paint import is_terminal

if TYPE_CHECKING:
    from syncscript.engine.report import Progress

_PHASES = {
    "claim": "finding the issues that were taken over",
    "poll": "looking for changes",
    "read": "reading",
    "plan": "planning",
    "apply": "writing",
    "sync": "keeping in step",
    "look": "asking for issues",
    "export": "reading and checking the export",
    "compare": "comparing with what is kept",
    "import": "taking pairs over",
    "resync": "sending fields again",
}


class ProgressBar:
    """Listens to engines, from any thread. It must be hidden while anything else is printed."""

    def __init__(self, is_wanted: bool) -> None:
        self._is_wanted = is_wanted
        self._lock = Lock()
        self._bar: Any = None
        self._task: Any = None

    def listen(self, progress: Progress) -> None:
        if not self._is_wanted:
            return
        what = f"{progress.connection}: {_PHASES.get(progress.phase, progress.phase)}"
        with self._lock:
            self._bar = self._bar or self._started()
            total = progress.total or None
            self._bar.update(self._task, description=what, completed=progress.done, total=total)

    def steps(self, connection: str, phase: str) -> Callable[[int, int], None]:
        """A listener for who tells of one phase by numbers alone: done of total."""
        from syncscript.engine.report import Progress

        return lambda done, total: self.listen(Progress(connection, phase, done, total))

    def hide(self) -> None:
        """Take the bar off the screen; the next progress shows it again."""
        with self._lock:
            if self._bar is not None:
                self._bar.stop()
            self._bar = None

    def _started(self) -> Any:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        bar = Progress(*columns, console=Console(stderr=True), transient=True)
        self._task = bar.add_task("", total=None)
        bar.start()
        return bar


@contextmanager
def progress_bar(is_wanted: bool = True) -> Iterator[ProgressBar]:
    """A bar that is gone at the end of the block, and never there without a terminal."""
    bar = ProgressBar(is_wanted and is_terminal(sys.stderr))
    try:
        yield bar
    finally:
        bar.hide()
