"""Conflicts with both values, and who won."""

from __future__ import annotations

from syncscript.cli.show.diagnostics import terminal_safe
from syncscript.cli.show.values import value_text
from syncscript.contracts import Conflict


def conflict_text(conflict: Conflict, other: str) -> str:
    """`other` is the name of the side that `theirs` came from."""
    return (
        f"conflict on {terminal_safe(conflict.field)}: {conflict.side} has {value_text(conflict.ours)}, "
        f"{other} has {value_text(conflict.theirs)}, before it was {value_text(conflict.base)}; "
        f"{outcome_text(conflict.winner, conflict.side, other)} (policy {conflict.policy})"
    )


def outcome_text(winner: str, side: str, other: str) -> str:
    """Who won, by name."""
    if winner == "open":
        return "nothing is written until a person settles it"
    if winner == "settled":
        return "it was settled since"
    return f"{other if winner == 'theirs' else side} wins"
