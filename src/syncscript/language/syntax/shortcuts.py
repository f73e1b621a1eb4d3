"""A table without the steps that do nothing.

A rule that only passes its one value on (`expression: binary`) costs the machine a step and changes
no tree. Where a state would take such a step, the state it leads to can act at once: its actions and
gotos are merged into the row. About half of all steps go away, and the states grow by a half.
Refuses to know the language; a state may only be merged where no row contradicts another.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Row = dict[str, int]
Merged = tuple[int, ...]
"""A state, and the states that passing steps would lead on to from there."""


@dataclass(slots=True)
class _Shortening:
    rows: Sequence[Mapping[str, int]]
    passed: Mapping[int, str]
    """origin of each rule that only passes on, by its action"""
    numbers: dict[Merged, int] = field(default_factory=dict)
    waiting: list[Merged] = field(default_factory=list)

    def number(self, merged: Merged) -> int:
        if merged not in self.numbers:
            self.numbers[merged] = len(self.numbers)
            self.waiting.append(merged)
        return self.numbers[merged]

    def entered(self, state: int, gotos: Mapping[str, int]) -> Merged:
        """The state with all that passing steps reach, when it is entered from where `gotos` lead."""
        reached = [state]
        for one in reached:
            for action in self.rows[one].values():
                origin = self.passed.get(action)
                if origin is not None and gotos[origin] not in reached:
                    reached.append(gotos[origin])
        return tuple(reached)

    def row_of(self, merged: Merged) -> Row:
        """The actions and gotos of merged states, still in the numbers of the plain ones."""
        row: Row = {}
        for state in merged:
            for symbol, action in self.rows[state].items():
                if symbol not in row or row[symbol] in self.passed:
                    row[symbol] = action
                elif action not in self.passed and row[symbol] != action:
                    raise ValueError(f"two ways on {symbol}")
        return {symbol: action for symbol, action in row.items() if action not in self.passed}


def shortened(table: dict[str, Any]) -> dict[str, Any]:
    """The same table with fewer steps. ValueError when rows contradict each other."""
    passed = {
        ~number: origin
        for number, (length, origin, builder, _) in enumerate(table["rules"])
        if builder is None and length == 1
    }
    work = _Shortening(table["rows"], passed)
    start = work.number((table["start"],))
    rows: list[Row] = []
    while len(rows) < len(work.numbers):
        merged = work.waiting[len(rows)]
        plain = work.row_of(merged)
        rows.append({
            symbol: work.number(work.entered(action, plain)) if action >= 0 else action
            for symbol, action in plain.items()
        })
    return {**table, "rows": rows, "start": start, "final": work.numbers[(table["final"],)]}
