"""Issues that ignore what comes from the other side, since a former sync was told so.

Refuses to decide what is sent from them: that goes over as ever.
"""

from __future__ import annotations

from collections.abc import Mapping

from syncscript.contracts import Pair, SideState
from syncscript.engine.connection import Side
from syncscript.model import Diagnostic, Severity


def is_deaf(states: Mapping[str, SideState], target: Side) -> bool:
    """Whether the former sync was told to leave the target's issue as it is."""
    adopted = states[target.name].adopted
    return adopted is not None and adopted.deaf


def told_deaf(pair: Pair, target: Side) -> Diagnostic:
    return Diagnostic(
        "E485",
        f"{target.name} {pair.issues[target.name].key} ignores incoming changes since before the takeover",
        severity=Severity.NOTE,
        help="nothing to do if that is still meant; else take it over again without incomingChangesIgnored",
    )
