"""Conflicts with both values, and who won."""

from __future__ import annotations

from syncscript.cli.show.diagnostics import terminal_safe
from syncscript.cli.show.values import value_text
from syncscript.contracts import Conflict

_OUTCOMES = {
    "theirs": "the other side's value wins",
    "ours": "this side's value stays",
    "open": "nothing is written until a person settles it",
}


def conflict_text(conflict: Conflict, other: str) -> str:
    """`other` is the name of the side that the losing or winning replica came from."""
    outcome = _OUTCOMES.get(conflict.winner, conflict.winner)
    return (
        f"conflict on {terminal_safe(conflict.field)}: {conflict.side} has {value_text(conflict.ours)}, "
        f"{other} has {value_text(conflict.theirs)}, before it was {value_text(conflict.base)}; "
        f"{outcome} (policy {conflict.policy})"
    )
