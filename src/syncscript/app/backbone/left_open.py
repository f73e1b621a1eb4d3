"""What an export leaves open, by number: what was never delivered, what stays one-way, what was moved.

Refuses to decide what becomes of it: that is the engine's, once the issues are found.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from syncscript.app.backbone.importing import Import
from syncscript.backbone.entries import project_of
from syncscript.contracts import TakenPair


@dataclass(frozen=True, slots=True)
class LeftOpen:
    """undelivered: pairs with messages that never arrived; owed: comments and attachments of these that
    nobody has a copy of; alone: those of other pairs; ignored: pairs that leave aside what comes in; moved:
    issues of other projects than most of their side; apart: issues that one side alone calls paired."""

    undelivered: int
    owed: int
    alone: int
    ignored: int
    moved: int
    apart: int


def left_open(wanted: Import) -> LeftOpen:
    pairs = wanted.pairs
    without_copy = [
        (pair.has_lost(side), len(told.alone)) for pair in pairs for side, told in pair.sides.items()
    ]
    return LeftOpen(
        sum(any(pair.has_lost(side) for side in pair.sides) for pair in pairs),
        sum(number for is_lost, number in without_copy if is_lost),
        sum(number for is_lost, number in without_copy if not is_lost),
        sum(any(told.ignores_incoming for told in pair.sides.values()) for pair in pairs),
        sum(map(_strangers, _keys_by_side(pairs).values())),
        sum(map(len, wanted.apart.values())),
    )


def _keys_by_side(pairs: tuple[TakenPair, ...]) -> dict[str, list[str]]:
    sides = pairs[0].sides if pairs else ()
    return {side: [pair.sides[side].key for pair in pairs] for side in sides}


def _strangers(keys: list[str]) -> int:
    """How many are not of the project that most are of."""
    counted = Counter(project_of(key) for key in keys)
    return len(keys) - max(counted.values())
