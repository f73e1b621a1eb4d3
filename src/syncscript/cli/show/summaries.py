"""A run's summary as plain data, for `--format json` and `jsonl`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from syncscript.contracts import Conflict

if TYPE_CHECKING:
    from syncscript.engine.report import PairFailure, RunSummary


FORMAT = 1
"""Raised when a program that reads run or status documents would have to change."""


def summary_as_data(summary: RunSummary) -> dict[str, Any]:
    """Counts and everything a person may have to look at; the writes themselves are in the history."""
    return {
        "connection": summary.connection,
        "writes": dict(summary.writes),
        "changed": summary.changed,
        "failed": _failures(summary.failed),
        "waiting": _failures(summary.waiting),
        "held": _failures(summary.held),
        "conflicts": [conflict_as_data(c) for c in summary.conflicts],
        "notices": [d.as_data() for d in summary.notices],
        "problems": [d.as_data() for d in summary.problems],
        "interrupted": summary.interrupted,
    }


def _failures(failures: Sequence[PairFailure]) -> list[dict[str, Any]]:
    return [
        {"pair": f.pair, "issues": dict(f.issues), "diagnostic": f.diagnostic.as_data()} for f in failures
    ]


def conflict_as_data(conflict: Conflict) -> dict[str, Any]:
    return {
        "pair": conflict.pair,
        "side": conflict.side,
        "field": conflict.field,
        "base": plain(conflict.base),
        "ours": plain(conflict.ours),
        "theirs": plain(conflict.theirs),
        "winner": conflict.winner,
        "policy": conflict.policy,
        "at": conflict.at.isoformat(),
    }


def plain(value: Any) -> Any:
    """A field's value as JSON data: sets as sorted lists."""
    return sorted(value) if isinstance(value, (set, frozenset)) else value
