"""Where closures look for the names that no declaration settles: with their owner and their delegate."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from syncscript.language.interpreter.delegation import NOTHING, SCRIPT, Home
from syncscript.language.interpreter.faults import Fault

OWNER, DELEGATE = "owner", "delegate"
SIDES = ((OWNER, DELEGATE), (DELEGATE, OWNER), (OWNER,), (DELEGATE,), ())
"""By strategy: which side is asked first."""


def searched(home: Home, ask: Callable[[Any], Any], script: Callable[[], Any]) -> Any:
    """What the first has that has it; at the end of the owners is the script. Else NOTHING."""
    for side in SIDES[home.strategy]:
        if side == OWNER:
            found = script() if home.outer is None else searched(home.outer, ask, script)
        elif home.delegate is NOTHING or home.delegate is SCRIPT:
            found = NOTHING
        else:
            found = ask(home.delegate)
        if found is not NOTHING:
            return found
    return NOTHING


def unless_missing(kind: str, name: str, act: Callable[[], Any]) -> Any:
    """What it gives; NOTHING when there is no member of this name."""
    try:
        return act()
    except Fault as fault:
        if (fault.kind, fault.about) != (kind, name):
            raise
        return NOTHING
