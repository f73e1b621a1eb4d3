"""Which tokens go on where: the table alone, without what is made of them."""

from __future__ import annotations

from syncscript.jql.table import table

END = "$END"
TERMINALS = (
    "AND", "BY", "CHANGED", "CLOSING", "COMMA", "DIRECTION", "EMPTY", "IN", "IS", "NOT", "OPENING",
    "OPERATOR", "OR", "ORDER", "PREDICATE", "PROPERTY", "STRING", "WAS", "WORD", END,
)  # fmt: skip
States = tuple[int, ...]
"""Of a stack, the uppermost first."""


def shifted(states: States, kind: str) -> States | None:
    """Behind a token of this kind; None where it does not fit."""
    rows, final = table().rows, table().final
    while True:
        action = rows[states[0]].get(kind)
        if action is None:
            return None
        if isinstance(action, int):
            return (action, *states)
        states = states[action.length :]
        state = rows[states[0]][action.origin]
        assert isinstance(state, int)
        states = (state, *states)
        if state == final:
            return states
