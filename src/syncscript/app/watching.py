"""How an act is followed and ended from outside. Decides nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from syncscript.engine.report import Listener, ignore

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Watch:
    """The time, who listens, and when to stop."""

    now: Clock
    listen: Listener = ignore
    stop: Callable[[], bool] = lambda: False
