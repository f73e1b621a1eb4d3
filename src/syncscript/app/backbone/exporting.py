"""From the state back to an export: pairs that were taken over as they were told, and those made since.

The entries of the former are given back as they were read; of the latter only the keys are known in that
shape, and nothing else is claimed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from syncscript.backbone import FIRST, SECOND, Export, Side
from syncscript.backbone.comparing import is_ended
from syncscript.backbone.entries import LOCAL, RECEIVED, REMOTE, SENT
from syncscript.contracts import Pair, Records


def exported(records: Records, connection: str, sides: tuple[str, str]) -> Export:
    """Two sides, that which came first in the import first. sides: the connection's, in its order."""
    takeover = records.takeover(connection)
    first = takeover.first if takeover else sides[0]
    second = next(name for name in sides if name != first)
    taken = records.taken(connection)
    known = {one.pair for one in taken}
    fresh = [pair for pair in records.pairs(connection) if pair.id not in known and _is_whole(pair)]
    lists = []
    for name, other in ((first, second), (second, first)):
        told = sorted((one.sides[name] for one in taken), key=lambda side: side.position)
        entries: list[dict[str, Any]] = [dict(side.entry) for side in told]
        lists.append([*entries, *(_entry(pair, name, other) for pair in fresh)])
    return Export((Side(FIRST, lists[0]), Side(SECOND, lists[1], f"/{SECOND}")), "merged")


def key_rows(export: Export) -> Iterator[str]:
    """The lines of a table: the keys of each pair, the first side's before the second's."""
    yield "local_key,remote_key"
    for entry in export.sides[0].entries:
        yield f"{entry[LOCAL]},{entry[REMOTE]}"


def _is_whole(pair: Pair) -> bool:
    return len(pair.issues) == 2 and not is_ended(pair)


def _entry(pair: Pair, name: str, other: str) -> dict[str, Any]:
    return {LOCAL: pair.issues[name].key, REMOTE: pair.issues[other].key, SENT: 0, RECEIVED: 0}
