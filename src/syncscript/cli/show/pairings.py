"""Pairs that were found, those that nobody can tell apart, and the issues that have none, as lines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from syncscript.cli.show.diagnostics import terminal_safe

if TYPE_CHECKING:
    from syncscript.backbone.pairing import Ambiguous, Pairing

MOST = 20


def pairing_lines(found: Pairing, sides: tuple[str, str]) -> Iterator[str]:
    """At most twenty of a kind."""
    told = (f"ambiguous, not paired: {_told(one, sides)}" for one in found.ambiguous)
    yield from _first(told, len(found.ambiguous), "ambiguous")
    for side, keys in zip(sides, found.alone, strict=True):
        yield from _first((f"unpaired: {side} {key}" for key in keys), len(keys), f"unpaired of {side}")


def count_line(found: Pairing, way: str) -> str:
    alone = sum(map(len, found.alone))
    return f"{len(found.pairs):,} paired {way}, {len(found.ambiguous):,} ambiguous, {alone:,} unpaired"


def pairing_report(found: Pairing, sides: tuple[str, str]) -> Iterator[str]:
    """JSON Lines, all of them."""
    for one in found.ambiguous:
        keys = {sides[0]: one.first, sides[1]: one.second}
        yield json.dumps({"kind": "ambiguous", "keys": keys})
    for side, alone in zip(sides, found.alone, strict=True):
        yield from (json.dumps({"kind": "unpaired", "side": side, "key": key}) for key in alone)


def _told(one: Ambiguous, sides: tuple[str, str]) -> str:
    both = zip(sides, (one.first, one.second), strict=True)
    return " = ".join(f"{side} {_some(keys)}" for side, keys in both)


def _some(keys: tuple[str, ...]) -> str:
    more = f" and {len(keys) - 5:,} more" if len(keys) > 5 else ""
    return ", ".join(keys[:5]) + more


def _first(lines: Iterable[str], count: int, what: str) -> Iterator[str]:
    for number, line in enumerate(lines):
        if number == MOST:
            yield terminal_safe(f"and {count - MOST:,} more {what}")
            return
        yield terminal_safe(line)
