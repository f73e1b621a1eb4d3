"""Progress on stderr while trackers are read and written: a bar on a terminal, nothing elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from syncscript.cli.show.paint import is_terminal

if TYPE_CHECKING:
    from syncscript.engine.report import Progress

_PHASES = {
    "poll": "looking for changes",
    "read": "reading",
    "plan": "planning",
    "apply": "writing",
    "sync": "keeping in step",
}


@contextmanager
def progress_bar(is_wanted: bool = True) -> Iterator[Callable[[Progress], None]]:
    """A listener for engines; may be called from any thread."""
    if not is_wanted or not is_terminal(sys.stderr):
        yield lambda progress: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("starting", total=None)

        def listen(progress: Progress) -> None:
            what = f"{progress.connection}: {_PHASES.get(progress.phase, progress.phase)}"
            bar.update(task, description=what, completed=progress.done, total=progress.total or None)

        yield listen
