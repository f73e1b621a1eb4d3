"""Two sides become one file, in the order that the move to the cloud wants; or change their places.

The side that stays comes first, for it sets up and runs the new sync. Refuses to guess who that is, and to
change what the entries say.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TypeVar

from syncscript.backbone.checks.unknown_key_of_entry import CODE
from syncscript.backbone.containers import CONNECTORS, Export, Side
from syncscript.backbone.findings import Finding, Level
from syncscript.backbone.pointers import escaped
from syncscript.backbone.wording import quoted

PRIMARY = "primary"
SECONDARY = "secondary"
ROLES = (PRIMARY, SECONDARY)
T = TypeVar("T")


def in_new_order(migrating: str, primary: T, secondary: T) -> tuple[T, T]:
    """What stays, then what moves. migrating: the role of what moves."""
    return (secondary, primary) if migrating == PRIMARY else (primary, secondary)


def merge(migrating: str, primary: Export, secondary: Export) -> Export:
    """Each has one side. Keys beside the sides are kept, those of the primary before the other's."""
    sides = in_new_order(migrating, primary.sides[0], secondary.sides[0])
    return Export(_named(sides), "merged", others={**primary.others, **secondary.others, **primary.others})


def swap(export: Export) -> Export:
    """The second side first. The export has two."""
    first, second = export.sides
    return replace(export, sides=_named((second, first)))


def contradicting_others(primary: Export, secondary: Export) -> Iterator[Finding]:
    """Keys beside the sides for which only one of two values can be kept."""
    for key, value in secondary.others.items():
        if key in primary.others and primary.others[key] != value:
            told = f"{quoted(key)} has another value in the primary's file, which is kept"
            yield Finding(CODE, Level.WARNING, SECONDARY, f"/{escaped(key)}", "", "", told)


def _named(sides: tuple[Side, Side]) -> tuple[Side, ...]:
    return tuple(
        Side(name, side.entries, f"/{name}") for name, side in zip(CONNECTORS, sides, strict=True)
    )
