"""Ctrl-C and SIGTERM: finish the call in flight, release the lock, say so. A second Ctrl-C quits at once.

A write that was sent must be recorded, so a signal only sets a flag that the engine looks at
between two calls. Quitting at once is safe too: the next run looks for what was in flight.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType
from typing import NoReturn

from syncscript.cli import exits

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


def end_on_sigterm() -> None:
    """Outside of such a block SIGTERM ends the command on its way out of all that it began, so that no
    half-written file is left. Whoever started us and ignores it has reasons."""
    if signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
        signal.signal(signal.SIGTERM, _end)


def _end(number: int, frame: FrameType | None) -> NoReturn:
    raise SystemExit(exits.STOPPED + number)


STOPPING = b"\nstopping after the call in flight; the same command goes on there. Again: quit at once\n"


@dataclass(slots=True)
class StopFlag:
    """Set by the first signal; `signal` is its number."""

    signal: int = 0

    def is_set(self) -> bool:
        return self.signal != 0

    @property
    def exit_code(self) -> int:
        return exits.STOPPED + self.signal


@contextmanager
def stop_flag() -> Iterator[StopFlag]:
    """A flag that the process's signals set inside the block."""
    flag = StopFlag()

    def on_signal(number: int, frame: FrameType | None) -> None:
        if flag.signal:
            os._exit(exits.STOPPED + number)
        flag.signal = number
        # Straight to the file descriptor: a handler may interrupt a print in progress.
        os.write(2, STOPPING)

    before = {number: signal.signal(number, on_signal) for number in _SIGNALS}
    try:
        yield flag
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
