"""Work on the trackers in a migration: with a bar on a terminal, ended by Ctrl-C after the call in flight."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from syncscript.cli.migrating.asking import Stops

if TYPE_CHECKING:
    from syncscript.app.watching import Watch


@contextmanager
def watched() -> Iterator[Watch]:
    """What was done until a signal is kept; then Stops, with the signal's code."""
    from syncscript.app.clock import clock
    from syncscript.app.watching import Watch
    from syncscript.cli.following import progress_bar
    from syncscript.cli.stopping import stop_flag

    with progress_bar() as bar, stop_flag() as stop:
        yield Watch(clock, bar.listen, stop.is_set)
    if stop.is_set():
        raise Stops("as you asked", code=stop.exit_code)
